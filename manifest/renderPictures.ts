import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderPng } from './renderPng.ts';

export const picturesFolder = join(import.meta.dirname, '../dialogs/pictures');
/** Twice what it is drawn for, for screens with two pixels to one. */
const width = (svgFile: string): number => 2 * Number(/ width="(\d+)"/.exec(readFileSync(svgFile, 'utf8'))?.[1]);

/** A drawing for clients that draw no SVG, on a ground of its own, since they do not say whether theirs is dark. */
export function picturePng(name: string): Buffer {
  const svgFile = join(picturesFolder, `${name}.svg`);
  return renderPng(svgFile, width(svgFile), '#ffffff');
}

if (import.meta.main) {
  for (const file of readdirSync(picturesFolder)) {
    const [name = '', ending] = file.split('.');
    if (ending === 'svg') writeFileSync(join(picturesFolder, `${name}.png`), picturePng(name));
  }
  console.log('dialogs/pictures/ is up to date.');
}
