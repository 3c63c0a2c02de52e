import { existsSync, readdirSync, statSync } from 'node:fs';
import { foldersIn } from '../understanding/lexicon.ts';
import { fingerprintOf, readModel } from '../understanding/likely/likelihoods.ts';
import { languageOf } from '../understanding/phrases/language.ts';

/** What a folder of own content may hold; a file under any other name would be read by nobody, and missed by nobody. */
const rooms = ['texts', 'lexicons'] as const;
const lexiconFiles: readonly string[] = [
  ...['grammar.json', 'answers.json', 'commands.json', 'symptoms.json', 'howSoon.json'],
  ...['words.bin', 'words.LICENSE', 'likelihoods.bin', 'commonWords.txt', 'examples'],
];
const isPassedOver = (name: string): boolean => name.startsWith('.') || /^(README|LICEN[CS]E)/i.test(name);

/** Names in a folder that nothing is read from, each with what may be there; none where all is well. */
export function strayFiles(content: URL): readonly string[] {
  const folders = Object.keys(foldersIn(content)).filter((name) => !isPassedOver(name));
  const strays = folders.filter((name) => !rooms.some((room) => room === name));
  if (!rooms.some((room) => folders.includes(room)))
    return [`it has neither of the folders texts and lexicons${strays.length > 0 ? `, but ${strays.join(', ')}` : ''}`];
  const languages = folders.includes('lexicons') ? Object.keys(foldersIn(new URL('lexicons/', content))) : [];
  return [
    ...strays.map((name) => `${name}: is read by nobody; the folders are texts and lexicons`),
    ...others(content, 'texts/', (name) => name.endsWith('.json')).map(
      (at) => `${at}: is read by nobody; texts are in xx.json`,
    ),
    ...others(content, 'lexicons/', (name) => languages.includes(name)).map(
      (at) => `${at}: is read by nobody; a lexicon is a folder, lexicons/xx/`,
    ),
    ...languages.flatMap((language) =>
      others(content, `lexicons/${language}/`, (name) => lexiconFiles.includes(name)).map(
        (at) => `${at}: is read by nobody; a lexicon has ${lexiconFiles.join(', ')}`,
      ),
    ),
  ];
}

function others(content: URL, folder: string, isRead: (name: string) => boolean): readonly string[] {
  const within = new URL(folder, content);
  if (!existsSync(within) || !statSync(within).isDirectory()) return [];
  return readdirSync(within)
    .filter((name) => !isPassedOver(name) && !isRead(name))
    .map((name) => `${folder}${name}`);
}

/** Why a lexicon of the languages that are heard cannot be used; none where it can. */
export function lexiconProblems(language: string, folder: URL): readonly string[] {
  try {
    languageOf(language);
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    // A phrase that cannot be read names itself, and not its file.
    return [says.startsWith('lexicons/') ? says : `lexicons/${language}: ${says}`];
  }
  const [examples, learned] = [new URL('examples/', folder), new URL('likelihoods.bin', folder)];
  if (!existsSync(examples)) return [];
  if (existsSync(learned) && readModel(learned).header.learnedFrom === fingerprintOf(examples)) return [];
  return [
    `lexicons/${language}/likelihoods.bin: is not learned from its examples as they are: npm run likelihoods -- THIS_FOLDER/lexicons`,
  ];
}
