import { z } from 'zod';
import { questionIdSchema } from '../../machines/findings.ts';

/*
 * What the files of a lexicon hold. Nearly all of it is lists of phrases in the language of `phrases/patterns.ts`;
 * `lexicons/README.md` says what each is for.
 */
const phrases = z.array(z.string().trim().min(1)).readonly();
const about = z.string();
/** Lists of phrases, each under its name. */
const lists = <const Names extends readonly string[]>(...names: Names) => z.record(z.enum(names), phrases);
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
  /** How words sound alike: parts of a word (regular expressions) and what they sound as. */
  sounds: z.record(z.string(), z.string()),
  /** Words that are typed joined to the next one: "mylegs". */
  joined: phrases,
  inflections: phrases,
  negation: lists('before', 'after', 'weak', 'typed', 'ignored', 'atEnd', 'ends', 'negativeConcord', 'overAnd'),
  /** `predicates`: they begin what is had or done: after a comma, no noun of a list that "no" denies. */
  clauses: lists('and', 'or', 'starts', 'afterAnswer', 'auxiliaries', 'contrast', 'also', 'limits', 'predicates'),
  /**
   * `conditions`: on which something would be done, or when it should be; `plans`: what would be done then; `consequences`:
   * what is to be done then, so that the condition ends there; `turns`: they limit a calm answer or turn it round ("until");
   * `comparisons`: with what it says nothing to be the same as.
   */
  doubt: lists(
    'hedges',
    'degrees',
    'hypothetical',
    'conditions',
    'consequences',
    'plans',
    'factive',
    'turns',
    'comparisons',
  ),
  /** `plural`: said as often of legs as of people. */
  people: lists(
    'self',
    'possessive',
    'thinks',
    'third',
    'plural',
    'patient',
    'relatives',
    'strangers',
    'reports',
    'callsFor',
  ),
  dates: z.strictObject({
    monthNames: z.array(phrases).length(12).readonly(),
    numbers: z.record(z.string(), z.number().positive()),
    units: lists('minute', 'hour', 'day', 'week', 'month', 'year'),
  }),
  /** `past`: verbs that say how it was; `asBefore`: that it is so still; `bygone`: days that are over; `atFirst`: how it began; `lately`: unchanged, but since when it was
   * there already ("still the same"); `examined`: by a doctor. */
  time: lists(
    'inYear',
    'filler',
    'more',
    'less',
    'ago',
    'longAgo',
    'since',
    'today',
    'days',
    'weeks',
    'months',
    'years',
    'unchanged',
    'lately',
    'changed',
    'past',
    'asBefore',
    'bygone',
    'atFirst',
    'resolved',
    'examined',
    'slowly',
  ),
  /** Words that change nothing in what is said beside them. */
  small: phrases,
  /** When and how much: they change nothing beside a complaint, and everything beside a "no". */
  circumstances: phrases,
  /** With what, and where, something is done or felt: nothing more beside a complaint, or right after what legs can do. */
  things: phrases,
  places: phrases,
  /** Why it is not known: nothing more beside "not sure". */
  whyUnsure: phrases,
  /** Since what, and by what, something is as it ever was: nothing more beside "longstanding". */
  oldCauses: phrases,
  /** What stands beside an answer and changes nothing in any: who was asked, what was feared, that the back hurts. */
  asides: phrases,
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
  /** Words that say no and never not: "no all normal" is "no, all normal". */
  noAlone: phrases,
  placeFillers: phrases,
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
  /** The form to fill in instead of the conversation. */
  'form',
  /** To print, save or send what was said. */
  'keep',
  /** "Call me an ambulance". */
  'ambulance',
  /** "I want to talk to a person". */
  'person',
  /** Alone, or no way to get to a hospital. */
  'alone',
  /** Afraid, or asks for a verdict: "is it cancer?", "are you sure?". */
  'worry',
  'howLong',
]);

/** What people say to the bot itself, and cries for other urgent help; `selfHarm`: of these, of who may end their life. */
export const commandsSchema = z.strictObject({
  about,
  commands: z.record(commandSchema, lists('whole', 'anywhere')),
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
  /** `neither`: "left" and "right" that are no sides: "no strength left", "right after". */
  sides: lists('left', 'right', 'both', 'one', 'neither'),
  /** How far a numbness goes: over a large part, or further than before; `part`: of a limb, whose health is not all of it. */
  extents: lists('large', 'spreading', 'part'),
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
  /** What a question speaks of by itself, and which says nothing: "the scanner", "my bones". */
  subjects: perQuestion(phrases),
  /** What a doctor may want to know, and no question asks: "on warfarin". */
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
