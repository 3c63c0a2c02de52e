import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** A script of the pages, made once from its sources. */
export type BuiltScript = {
  /** Changes with the content, so browsers may keep it for ever. */
  readonly path: string;
  readonly text: string;
  readonly licences: string;
  /** Compressed the best way that the browser takes and that is ready. */
  readonly body: (acceptEncoding: string) => Promise<{ readonly encoding: 'br' | 'gzip'; readonly bytes: Buffer }>;
  /** Resolves once it is compressed the best way, and kept so. */
  readonly compressed: () => Promise<void>;
};

export type Made = { readonly script: string; readonly licences: string };

/**
 * @param folder where it is kept from one start to the next.
 * @param key changes with all that the script is made from: while it is the same, what was kept is taken.
 */
export async function builtScript(
  folder: string,
  name: string,
  key: string,
  make: () => Promise<Made>,
): Promise<BuiltScript> {
  const at = (ending: string): string => join(folder, `${name}-${key}.${ending}`);
  const text = await keptText(at('js'), async () => {
    const made = await make();
    await keep(folder, at('licences.txt'), made.licences);
    return made.script;
  });
  const licences = await readFile(at('licences.txt'), 'utf8').catch(() => '');
  const gzipped = promisify(gzip)(text, { level: 9 });
  let brotli: Buffer | undefined;
  let making: Promise<void> | undefined;

  // Brotli takes a second, so it is made in the background when a browser first asks.
  async function makeBrotli(): Promise<void> {
    brotli =
      (await readFile(at('js.br')).catch(() => undefined)) ??
      (await promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    await keep(folder, at('js.br'), brotli);
  }
  const compressed = (): Promise<void> => (making ??= makeBrotli());

  return {
    path: `/static/${name}-${key}.js`,
    text,
    licences,
    compressed,
    async body(acceptEncoding) {
      void compressed();
      if (brotli !== undefined && /\bbr\b/.test(acceptEncoding)) return { encoding: 'br', bytes: brotli };
      return { encoding: 'gzip', bytes: await gzipped };
    },
  };
}

async function keptText(file: string, make: () => Promise<string>): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return kept;
  const text = await make();
  await keep(join(file, '..'), file, text);
  return text;
}

/** Renamed into place, so that nobody ever reads half of it; where nothing can be written it is made at each start. */
async function keep(folder: string, file: string, content: string | Buffer): Promise<void> {
  const temporary = `${file}.${randomUUID()}`;
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(temporary, content);
    await rename(temporary, file);
  } catch {
    // A read-only installation.
  }
}
