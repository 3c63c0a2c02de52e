import type { QuestionId } from '../../../machines/findings.ts';
import type { Command } from '../../heard.ts';
import { type Lexicon, lexiconLanguages, readLexicon } from '../lexicon.ts';
import { type Token, tokenise } from '../words/tokens.ts';
import { type Mention, mentionEntries, type Side } from './mentions.ts';
import type { Lists } from './patterns.ts';
import { type Entry, type PhraseBook, phraseBook } from './phraseBook.ts';
import { spellingOf } from './vocabulary.ts';

/** A list of the lexicon: its phrases can be found in a message, and a word can be looked up in it. */
export type PhraseList = PhraseBook<true> & { readonly has: (word: string | undefined) => boolean };

type Section<Name extends string> = Readonly<Record<Name, PhraseList>>;
type Grammar = Lexicon['grammar'];

/** A lexicon made ready to read messages with; its lists are named as in its files. */
export type Language = {
  readonly lexicon: Lexicon;
  readonly tokenise: (text: string) => readonly Token[];
  /** How common a word is in the language: its place among all words, the commonest first. */
  readonly rankOf: (word: string) => number;
  /** Whether the language has a word, or its lexicon. */
  readonly isWord: (word: string) => boolean;
  readonly mentions: PhraseBook<Mention>;
  readonly sides: PhraseBook<Side>;
  readonly answers: PhraseBook<WholeAnswer>;
  /** "I do", "it isn't": answers only when nothing but small words follows. */
  readonly elliptical: PhraseBook<'yes' | 'no'>;
  readonly commands: { readonly whole: PhraseBook<Command>; readonly anywhere: PhraseBook<Command> };
  readonly questionNames: PhraseBook<QuestionId>;
  readonly languageNames: PhraseBook<string>;
  /** The months by name, January is 0. */
  readonly months: PhraseBook<number>;
  readonly negation: Section<keyof Grammar['negation']>;
  readonly clauses: Section<keyof Grammar['clauses']>;
  readonly doubt: Section<keyof Grammar['doubt']>;
  readonly people: Section<keyof Grammar['people']>;
  readonly time: Section<keyof Grammar['time']>;
  readonly units: Section<keyof Grammar['dates']['units']>;
  readonly extents: Section<keyof Lexicon['symptoms']['extents']>;
  readonly said: Section<
    | 'small'
    | 'circumstances'
    | 'asides'
    | 'rest'
    | 'corrections'
    | 'placeFillers'
    | 'acknowledgements'
    | 'noAlone'
    | 'facts'
    | 'polite'
    | 'smallTalk'
    | 'otherSubjects'
    | 'under18'
    | 'otherEmergencies'
    | 'selfHarm'
  >;
  /** Cries in languages that have no lexicon; their words are none of this language. */
  readonly criesElsewhere: PhraseBook<true>;
};

export type WholeAnswer = 'yes' | 'no' | 'hedgedYes' | 'hedgedNo' | 'unsure' | 'unsureOnly' | 'fine';

/** By what languages there are: those that a deployment adds are named in the others too. */
const made = new WeakMap<readonly string[], Map<string, Language>>();

/** The language of a locale ("es-MX" is Spanish); English when there is no lexicon for it. Made once, then kept. */
export function languageOf(locale: string): Language {
  const asked = locale.slice(0, 35).toLowerCase().split(/[-_]/u)[0] ?? '';
  const name = lexiconLanguages.includes(asked) ? asked : 'en';
  const kept = made.get(lexiconLanguages) ?? new Map<string, Language>();
  made.set(lexiconLanguages, kept);
  const language = kept.get(name) ?? makeLanguage(readLexicon(name));
  kept.set(name, language);
  return language;
}

/** What `{NAME}` stands for in the phrases of a lexicon. */
export const listsOf = ({ symptoms, commands, grammar: { people } }: Lexicon): Lists => ({
  ...symptoms.lists,
  LANGUAGE: Object.values(commands.languages).flat(),
  QUESTION_NAME: Object.values(commands.questionNames).flat(),
  PERSON: [...people.third, ...people.patient, ...people.relatives],
});

function makeLanguage(lexicon: Lexicon): Language {
  const { grammar, answers, commands, symptoms, criesElsewhere } = lexicon;
  const { people, negation, clauses } = grammar;
  const lists = listsOf(lexicon);
  const gapStops = new Set(
    [...negation.ends, ...negation.before, ...clauses.and].filter((word) => !word.includes(' ')),
  );
  let isSuspect = (_word: string): boolean => false;
  const stops = (word: string): boolean => gapStops.has(word) || /^[^\p{L}\d]/u.test(word) || isSuspect(word);

  const joiners = new Set([...clauses.and, ...clauses.or, ...clauses.limits, ...negation.before]);
  const smallWords = new Set(grammar.small);
  const dangles = (words: readonly string[]): boolean => {
    const last = words.findLast((word) => joiners.has(word) || !smallWords.has(word));
    return last !== undefined && joiners.has(last);
  };

  const books: PhraseBook<unknown>[] = [];
  const book = <Meaning>(
    entries: readonly Entry<Meaning>[],
    ending?: (words: readonly string[]) => boolean,
  ): PhraseBook<Meaning> => {
    const made = phraseBook(entries, lists, stops, ending);
    books.push(made);
    return made;
  };
  const keyed = <Key extends string>(of: Readonly<Record<Key, readonly string[]>>): PhraseBook<Key> =>
    book(keysOf(of).map((means) => ({ means, say: of[means] })));
  const list = (say: readonly string[]): PhraseList => {
    const words: ReadonlySet<string | undefined> = new Set(say);
    return { ...book([{ means: true as const, say }]), has: (word) => words.has(word) };
  };
  const section = <Name extends string>(of: Readonly<Record<Name, readonly string[]>>): Section<Name> =>
    Object.fromEntries(keysOf(of).map((name) => [name, list(of[name])])) as Section<Name>;

  const { small, circumstances, asides, rest, corrections } = grammar;
  const { polite, smallTalk, otherSubjects, under18, otherEmergencies, selfHarm } = commands;
  const { yes, no, hedgedYes, hedgedNo, unsure, unsureOnly, fine, placeFillers, acknowledgements, noAlone } = answers;
  const phrases = {
    mentions: book(mentionEntries(lexicon), dangles),
    sides: keyed(symptoms.sides),
    answers: keyed<WholeAnswer>({ yes, no, hedgedYes, hedgedNo, unsure, unsureOnly, fine }),
    elliptical: keyed({ yes: answers.ellipticalYes, no: answers.ellipticalNo }),
    commands: {
      whole: book(keysOf(commands.commands).map((means) => ({ means, say: commands.commands[means].whole }))),
      anywhere: book(keysOf(commands.commands).map((means) => ({ means, say: commands.commands[means].anywhere }))),
    },
    questionNames: keyed(commands.questionNames),
    languageNames: keyed(commands.languages),
    months: book(grammar.dates.monthNames.map((say, means) => ({ means, say }))),
    negation: section(negation),
    clauses: section(clauses),
    doubt: section(grammar.doubt),
    people: section(people),
    time: section(grammar.time),
    units: section(grammar.dates.units),
    extents: section(symptoms.extents),
    said: section({
      small,
      circumstances,
      asides,
      rest,
      corrections,
      placeFillers,
      acknowledgements,
      noAlone,
      facts: symptoms.facts,
      polite,
      smallTalk,
      otherSubjects,
      under18,
      otherEmergencies,
      selfHarm,
    }),
  };
  const { correct, maybeNegation, rankOf, isWord } = spellingOf(lexicon, books);
  isSuspect = maybeNegation; // known only now that all the words are
  const replace = new Map(Object.entries(grammar.replace).map(([typed, by]) => [typed, by.split(' ')]));
  const endings = Object.entries(grammar.endings);
  return {
    lexicon,
    ...phrases,
    criesElsewhere: phraseBook([{ means: true, say: criesElsewhere }], lists, stops),
    tokenise: (text) => tokenise(text, { replace, endings, correct, maybeNegation }),
    rankOf,
    isWord,
  };
}

/** Object.keys for records whose keys zod has checked. */
const keysOf = <Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>): readonly Key[] =>
  Object.keys(record) as Key[];
