import { z } from 'zod';
import { questionIdSchema } from '../../machines/findings.ts';

/*
 * What the files of a lexicon hold. Nearly all of it is lists of phrases in the language of `phrases/patterns.ts`;
 * `lexicons/README.md` says what each is for.
 */
const phrases = z.array(z.string().trim().min(1)).readonly();
const about = z.string();
/** Lists of phrases, each under its name; names that belong together stand in a row. */
const lists = <const Name extends string>(...rows: readonly (readonly Name[])[]) =>
  z.record(z.enum(rows.flat()), phrases);
const perQuestion = <Each extends z.ZodType>(each: Each) => z.partialRecord(questionIdSchema, each);

/** How a language says no, maybe, when and who. */
export const grammarSchema = z.strictObject({
  about,
  commonWords: z.string(),
  dictionaries: z.array(z.string()).readonly(),
  replace: z.record(z.string(), z.string()),
  endings: z.record(z.string(), z.string()),
  sounds: z.record(z.string(), z.string()),
  joined: phrases,
  negation: lists(['before', 'after', 'weak', 'typed'], ['atEnd', 'ends', 'negativeConcord', 'overAnd']),
  clauses: lists(['and', 'or', 'starts', 'afterAnswer', 'auxiliaries', 'contrast', 'also'], ['limits', 'predicates']),
  doubt: lists(['hedges', 'hypothetical', 'conditions', 'fulfilled', 'plans', 'factive'], ['turns', 'comparisons']),
  people: lists(
    ['self', 'possessive', 'patient'],
    ['third', 'plural', 'relatives', 'strangers', 'known', 'owns', 'reports'],
  ),
  dates: z.strictObject({
    monthNames: z.array(phrases).length(12).readonly(),
    numbers: z.record(z.string(), z.number().positive()),
    units: lists(['minute', 'hour', 'day', 'week', 'month', 'year']),
  }),
  time: lists(
    ['today', 'days', 'weeks', 'months', 'years', 'inYear', 'filler', 'more', 'less'],
    ['ago', 'longAgo', 'since', 'over', 'examined'],
    ['unchanged', 'lately', 'changed', 'slowly', 'atFirst'],
  ),
  small: phrases,
  circumstances: phrases,
  things: phrases,
  asides: phrases,
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
  nothing: phrases,
  noAlone: phrases,
  options: perQuestion(z.record(z.string(), phrases)),
});

const commandNames = [
  ['back', 'why', 'help', 'change', 'restart', 'stop', 'continue', 'status', 'language', 'who', 'erase'],
  // the form instead of the conversation; to print, save or send what was said
  ['form', 'keep'],
  // `alone`, or no way to get to a hospital; `worry`: afraid, or asks for a verdict: "is it cancer?", "are you sure?"
  ['ambulance', 'person', 'alone', 'worry', 'howLong'],
] as const;
export const commandSchema = z.enum(commandNames.flat());

/** What people say to the bot itself, and cries for other urgent help; `selfHarm`: of these, of who may end their life. */
export const commandsSchema = z.strictObject({
  about,
  commands: z.record(commandSchema, lists(['whole', 'anywhere'])),
  languages: z.record(z.string(), phrases),
  questionNames: z.record(questionIdSchema, phrases),
  polite: phrases,
  smallTalk: phrases,
  otherSubjects: phrases,
  under18: phrases,
  otherEmergencies: phrases,
  selfHarm: phrases,
});

export const topics = ['leg', 'legs', 'saddle', 'bladder', 'bowel', 'below', 'feeling', 'reflex', 'elsewhere'] as const;
export const features = ['weak', 'numb', 'tingling', 'pain', 'trouble', 'strange', 'fine', 'worse', 'better'] as const;

/** Body parts, complaints, and phrases that settle a finding by themselves. */
export const symptomsSchema = z.strictObject({
  about,
  lists: z.record(z.string(), phrases),
  topics: z.partialRecord(z.enum(topics), phrases),
  sides: lists(['left', 'right', 'both', 'one', 'neither']),
  /** Of numbness, how far it goes; `part` of a leg; and what is below the knee, sciatica too. */
  extents: lists(['large', 'spreading', 'part', 'belowKnee']),
  /** What a bowel cannot hold: which words name wind, and which stool or its traces. */
  escapes: lists(['wind', 'stool']),
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
  facts: phrases,
});

/** How soon, in the words of titles and advice: what `content/textProblems.ts` holds them to. */
export const howSoonSchema = z.strictObject({
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
