import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type DrawingName, drawingNames } from './pictures.ts';

/** Each drawing as SVG, by its name. */
export const drawings = (): Readonly<Record<string, string>> =>
  Object.fromEntries(drawingNames.map((name) => [name, drawing(name)]));

export const drawing = (name: DrawingName): string =>
  readFileSync(new URL(`./pictures/${name}.svg`, import.meta.url), 'utf8');

/** Hash of what drawings show; comments and line breaks between their parts show nothing. */
export const drawingsVersionOf = (svgs: Readonly<Record<string, string>>): string =>
  createHash('sha256')
    .update(
      JSON.stringify(
        Object.entries(svgs)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, svg]) => [
            name,
            svg
              .replaceAll(/<!--.*?-->/gs, '')
              .replaceAll(/\s+/g, ' ')
              .replaceAll('> <', '><')
              .trim(),
          ]),
      ),
    )
    .digest('hex');

/** Of the drawings that are shown; the npm package carries the one of its build. */
export const drawingsVersion: string = drawingsVersionOf(drawings());
