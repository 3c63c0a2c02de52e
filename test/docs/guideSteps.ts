import { cpSync, globSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** One step of a guide: a block of code and where the line before it says that it goes. */
type Step = {
  readonly file: string;
  readonly place: 'before' | 'after' | 'instead of' | 'instead of the line with' | 'end' | 'new';
  readonly line: string;
  readonly code: string;
};

const told =
  /^(?:In `(?<file>[^`]+)`, (?<place>before|after|instead of|instead of the line with) `(?<line>[^`]+)`|At the end of `(?<end>[^`]+)`|A new file `(?<made>[^`]+)`[^\n]*):\n\n```\w+\n(?<code>.*?)^```$/gms;

/** The steps of a guide that change files, in its order. */
export const stepsOf = (guide: string): readonly Step[] =>
  [...guide.matchAll(told)].map(({ groups = {} }) => {
    const { file, place, line = '', end, made, code = '' } = groups;
    const named = file ?? end ?? made ?? '';
    if (place === 'before' || place === 'after' || place === 'instead of' || place === 'instead of the line with')
      return { file: named, place, line, code };
    return { file: named, place: end === undefined ? 'new' : 'end', line, code };
  });

/** Follows a guide in a copy, step by step. Throws where a file has no line that begins as a step says. */
export function followAll(copy: string, guide: string): void {
  for (const step of stepsOf(guide)) follow(copy, step);
}

function follow(copy: string, step: Step): void {
  const path = join(copy, step.file);
  writeFileSync(path, step.place === 'new' ? step.code : followed(readFileSync(path, 'utf8'), step));
}

function followed(text: string, { file, place, line, code }: Step): string {
  if (place === 'end') return `${text}${code}`;
  const lines = text.split('\n');
  const isIt = (one: string): boolean =>
    place === 'instead of the line with' ? one.includes(line) : one.trimStart().startsWith(line);
  const at = lines.findIndex(isIt);
  if (at === -1 || (place === 'instead of the line with' && lines.slice(at + 1).some(isIt)))
    throw new Error(`${file} has no line, or several, with what the guide names: ${line}`);
  const [from, gone] = place === 'before' ? [at, 0] : place === 'after' ? [at + 1, 0] : [at, 1];
  return lines.toSpliced(from, gone, code.replace(/\n$/, '')).join('\n');
}

/** Copies what the server is made of, and what builds, into an empty folder; packages and built pages are shared. */
export function copyServerInto(copy: string): void {
  for (const name of [
    'machines',
    'dialogs',
    'src',
    'build',
    'package.json',
    'tsconfig.json',
    'biome.json',
    '.gitignore',
  ])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of ['node_modules', 'dist']) symlinkSync(join(root, name), join(copy, name));
}

/** Copies the repository's own files into an empty folder; packages are shared. */
export function copyInto(copy: string): void {
  const ours = globSync('{*,.*}', { cwd: root, exclude: ['node_modules', 'dist', '.git', '.stryker-tmp'] });
  for (const name of ours) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}
