import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Brand } from './brand.ts';
import { launcherRules, paletteRules } from './brandColours.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};
/** By a file's name, or by its ending alone, which `extname` would take for the name of a hidden file. */
export const typeOf = (name: string): string | undefined => types[extname(`file${name}`)];

/** The cards' icons are the pages' as well; their drawings are served as SVG here and as PNG to Teams. */
const folders = ['pages', '../dialogs/icons', '../dialogs/pictures'].map((one) => join(import.meta.dirname, one));

export type PageFiles = {
  /** A file as text, for a page that is put together. Throws where there is none. */
  readonly text: (name: string) => string;
  /** What is served as it is; pages are not. `small` is the same by gzip, of what is text. */
  readonly served: (name: string) => { readonly body: Buffer; readonly small: Buffer | undefined } | undefined;
};

/**
 * The pages' own files with a deployment's colour and logo, read once: only what is there at the start can ever be served.
 * @param launcher what the launcher says, by language.
 */
export function pageFiles({ colours, logo }: Brand, launcher: Readonly<Record<string, object>>): PageFiles {
  const files = new Map<string, Buffer>(
    folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => extname(name) in types)
        .map((name) => [name, readFileSync(join(folder, name))] as const),
    ),
  );
  const text = (name: string): string => {
    const file = files.get(name);
    if (file === undefined) throw new Error(`the pages have no ${name}`);
    return String(file);
  };
  const widget = text('widget.js')
    .replace("'{{words}}'", () => JSON.stringify(launcher))
    .replace('/* {{brand}} */', colours === undefined ? '' : launcherRules(colours));
  files.set('widget.js', Buffer.from(widget));
  if (colours !== undefined) files.set('palette.css', Buffer.from(`${text('palette.css')}${paletteRules(colours)}`));
  if (logo !== undefined) files.set(logo.name, logo.bytes);

  // The launcher is on a hospital's front page: what is text goes small, and is made so once.
  const small = new Map(
    [...files].flatMap(([name, body]) => (/\.(js|css|svg)$/.test(name) ? [[name, gzipSync(body)] as const] : [])),
  );
  return {
    text,
    served: (name) => {
      const body = extname(name) === '.html' ? undefined : files.get(name);
      return body === undefined ? undefined : { body, small: small.get(name) };
    },
  };
}
