import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { renderPng } from './renderPng.ts';

const dialogs = join(import.meta.dirname, '..', 'dialogs');
/** Twice what a card shows, for screens with two pixels to one. */
const width = 64;

const dataUri = (name: string): string =>
  `data:image/png;base64,${renderPng(join(dialogs, 'icons', `${name}.svg`), width).toString('base64')}`;

/** The formatter keeps a short key on the line of its value. */
const gap = (key: string): string => (key.length > 4 ? '\n    ' : ' ');

const urgencies = ['emergency', 'urgent', 'soon', 'routine'];

/** The source of `dialogs/icons.ts`: the SVG files of `dialogs/icons/` as PNG in data URIs, which every channel draws. */
export const iconsModule =
  (): string => `// Generated from dialogs/icons/ by \`npm run icons\`; change the SVG files instead.

/** The sign of each urgency as PNG; the shapes differ, not only the colours. */
export const urgencyIcons: Readonly<Record<'emergency' | 'urgent' | 'soon' | 'routine', string>> = {
${urgencies.map((urgency) => `  ${urgency}:${gap(urgency)}'${dataUri(urgency)}',`).join('\n')}
};

/** A speech bubble with a question mark: the bot that asks. */
export const questionIcon =
  '${dataUri('question')}';
`;

if (import.meta.main) {
  const file = join(dialogs, 'icons.ts');
  writeFileSync(file, iconsModule());
  console.log(`${relative(process.cwd(), file)} is up to date.`);
}
