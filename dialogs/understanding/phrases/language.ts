import { type Lexicon, lexiconLanguages, readLexicon } from '../lexicon.ts';
import { isInside, outermost, type Span } from '../words/spans.ts';
import { isMark, type Token, tokenise } from '../words/tokens.ts';
import { mentionEntries, type Side } from './mentions.ts';
import type { Lists } from './patterns.ts';
import { type Entry, type PhraseBook, phraseBook } from './phraseBook.ts';
import { spellingOf } from './vocabulary.ts';

/** A list of the lexicon: its phrases can be found in a message, and a word can be looked up in it. */
export type PhraseList = PhraseBook<true> & { readonly has: (word: string | undefined) => boolean };

/** A lexicon made ready to read messages with; its lists are named as in its files. */
export type Language = ReturnType<typeof makeLanguage>;

const wholeAnswers = ['yes', 'no', 'hedgedYes', 'hedgedNo', 'unsure', 'unsureOnly', 'fine'] as const;
export type WholeAnswer = (typeof wholeAnswers)[number];

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

function makeLanguage(lexicon: Lexicon) {
  const { grammar, answers, commands, symptoms } = lexicon;
  const { people, negation, clauses, dates } = grammar;
  const lists = listsOf(lexicon);
  const gapStops = new Set(
    [...negation.ends, ...negation.before, ...clauses.and].filter((word) => !word.includes(' ')),
  );
  let isSuspect = (_word: string): boolean => false;
  const stops = (word: string): boolean => gapStops.has(word) || isMark(word) || isSuspect(word);

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
  const keyed = <Key extends string>(of: Readonly<Partial<Record<Key, readonly string[]>>>): PhraseBook<Key> =>
    book(keysOf(of).map((means) => ({ means, say: of[means] ?? [] })));
  const list = (say: readonly string[]): PhraseList => {
    const words: ReadonlySet<string | undefined> = new Set(say);
    return { ...book([{ means: true as const, say }]), has: (word) => words.has(word) };
  };
  const sectionOf = <Name extends string>(
    of: Readonly<Record<NoInfer<Name>, readonly string[]>>,
    names: readonly Name[],
  ): Readonly<Record<Name, PhraseList>> =>
    Object.fromEntries(names.map((name) => [name, list(of[name])])) as Readonly<Record<Name, PhraseList>>;
  const section = <Name extends string>(of: Readonly<Record<Name, readonly string[]>>) => sectionOf(of, keysOf(of));
  const ofCommands = (which: 'whole' | 'anywhere') =>
    book(keysOf(commands.commands).map((means) => ({ means, say: commands.commands[means][which] })));

  const phrases = {
    mentions: book(mentionEntries(lexicon), dangles),
    sides: sidesIn(keyed(symptoms.sides)),
    answers: book(wholeAnswers.map((means) => ({ means, say: answers[means] }))),
    /** "I do", "it isn't": answers only when nothing but small words follows. */
    elliptical: keyed({ yes: answers.ellipticalYes, no: answers.ellipticalNo }),
    commands: { whole: ofCommands('whole'), anywhere: ofCommands('anywhere') },
    questionNames: keyed(commands.questionNames),
    languageNames: keyed(commands.languages),
    /** The months by name, January is 0. */
    months: book(dates.monthNames.map((say, means) => ({ means, say }))),
    negation: section(negation),
    clauses: section(clauses),
    doubt: section(grammar.doubt),
    people: section(people),
    time: section(grammar.time),
    units: section(dates.units),
    extents: section(symptoms.extents),
    escapes: section(symptoms.escapes),
    said: {
      ...sectionOf(grammar, ['small', 'asides', 'corrections']),
      ...sectionOf(grammar, ['circumstances', 'things']),
      ...sectionOf(answers, ['acknowledgements', 'nothing', 'noAlone']),
      ...sectionOf(commands, ['polite', 'smallTalk', 'otherSubjects', 'under18', 'otherEmergencies', 'selfHarm']),
      facts: list(symptoms.facts),
    },
  };
  const { correct, maybeNegation, parted, rankOf, isWord } = spellingOf(lexicon, books);
  isSuspect = maybeNegation; // known only now that all the words are
  const replace = new Map(Object.entries(grammar.replace).map(([typed, by]) => [typed, by.split(' ')]));
  const endings = Object.entries(grammar.endings);
  return {
    ...phrases,
    lexicon,
    /** Cries in languages that have no lexicon; their words are none of this language. */
    criesElsewhere: phraseBook([{ means: true as const, say: lexicon.criesElsewhere }], lists, isMark),
    tokenise: (text: string): readonly Token[] => tokenise(text, { replace, endings, correct, maybeNegation, parted }),
    /** How common a word is in the language: its place among all words, the commonest first. */
    rankOf,
    /** Whether the language has a word, or its lexicon. */
    isWord,
  } as const;
}

/** The sides that are named: of "not just the left" and "no strength left" only what the longer phrase says. */
function sidesIn({ patterns, find }: PhraseBook<Side | 'neither'>): PhraseBook<Side> & {
  /** The words of a side that name none there. */
  readonly idle: (words: readonly string[]) => readonly Span[];
} {
  const standing = (words: readonly string[]) => outermost(find(words));
  return {
    patterns,
    find: (words) => standing(words).flatMap(({ means, ...each }) => (means === 'neither' ? [] : [{ ...each, means }])),
    idle: (words) => {
      const neither = standing(words).filter(({ means }) => means === 'neither');
      return find(words).filter((each) => isInside(each, neither) && !neither.includes(each));
    },
  };
}

/** Object.keys for records whose keys zod has checked. */
const keysOf = <Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>): readonly Key[] =>
  Object.keys(record) as Key[];
