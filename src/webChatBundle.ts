import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type WebChatBundle = {
  /** Changes with the content, so browsers may keep it for ever. */
  readonly path: string;
  /** Compressed the best way that the browser takes and that is ready. */
  readonly body: (acceptEncoding: string) => Promise<{ readonly encoding: 'br' | 'gzip'; readonly bytes: Buffer }>;
};

/**
 * Microsoft's Web Chat, as the build left it or its package ships it. Brotli takes seconds, so it is made once, in the background, when a
 * browser first asks, and kept.
 */
export function webChatBundle(cacheDir: string): WebChatBundle {
  const source = webChatSource();
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 16);
  const gzipped = promisify(gzip)(source, { level: 6 });
  let brotli: Buffer | undefined;
  let asked = false;
  function makeBrotli(): void {
    if (asked) return;
    asked = true;
    keptBrotli(join(cacheDir, `webchat-${hash}.js.br`), source).then(
      (bytes) => {
        brotli = bytes;
      },
      () => undefined, // Gzip does as well.
    );
  }

  return {
    path: `/static/webchat-${hash}.js`,
    async body(acceptEncoding) {
      makeBrotli();
      if (brotli !== undefined && /\bbr\b/.test(acceptEncoding)) return { encoding: 'br', bytes: brotli };
      return { encoding: 'gzip', bytes: await gzipped };
    },
  };
}

const built = join(import.meta.dirname, '../dist/browser/webchat.js');

/** A checkout has the package; production what `npm run build` made of it. */
function webChatSource(): Buffer {
  try {
    // The package exports nothing but its root.
    const root = dirname(createRequire(import.meta.url).resolve('botframework-webchat'));
    return readFileSync(join(root, '../dist/webchat.js'));
  } catch {
    if (existsSync(built)) return readFileSync(built);
    throw new Error(
      `${built} is missing. Use a release archive, or run npm ci && npm run build before you remove what only development needs.`,
    );
  }
}

async function keptBrotli(file: string, source: Buffer): Promise<Buffer> {
  const kept = await readFile(file).catch(() => undefined);
  if (kept !== undefined) return kept;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: source.length };
  const bytes = await promisify(brotliCompress)(source, { params });
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  // Renamed into place, so that nobody ever reads half of it.
  await writeFile(`${file}.${process.pid}`, bytes);
  await rename(`${file}.${process.pid}`, file);
  return bytes;
}
