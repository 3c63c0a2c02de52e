import type { QuestionId } from '../../../machines/findings.ts';
import type { Command } from '../../heard.ts';
import { type Lexicon, lexiconLanguages, readLexicon } from '../lexicon.ts';
import { type Token, tokenise } from '../words/tokens.ts';
import { spellingOf } from '../words/vocabulary.ts';
import { keysOf, type Sayable, sayings } from './lexiconEntries.ts';
import { type Mention, mentionEntries, type Side } from './mentions.ts';
import type { Lists } from './patterns.ts';
import { type Entry, type PhraseBook, phraseBook } from './phraseBook.ts';

type Said = PhraseBook<true>;

/** A lexicon made ready to read messages with. */
export type Language = {
  readonly lexicon: Lexicon;
  readonly tokenise: (text: string) => readonly Token[];
  readonly mentions: PhraseBook<Mention>;
  /** How common a word is in the language: its place among all words, the commonest first. */
  readonly rankOf: (word: string) => number;
  /** Whether the language has a word, or its lexicon. */
  readonly isWord: (word: string) => boolean;
  readonly answers: PhraseBook<WholeAnswer>;
  /** "I do", "it isn't": answers only when nothing but small words follows. */
  readonly elliptical: PhraseBook<'yes' | 'no'>;
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
      | 'placeFillers'
      | 'subjects'
      | 'auxiliaries'
      | 'small'
      | 'rest'
      | 'since'
      | 'fillers'
      | keyof Lexicon['grammar']['people'],
      ReadonlySet<string>
    >
  >;
  /** Cries in languages that have no lexicon; their words are none of this language. */
  readonly criesElsewhere: PhraseBook<true>;
  readonly sides: PhraseBook<Side>;
  /** The months by name, January is 0. */
  readonly months: PhraseBook<number>;
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

function makeLanguage(lexicon: Lexicon): Language {
  const { grammar, answers, commands, symptoms } = lexicon;
  const lists: Lists = {
    ...symptoms.lists,
    LANGUAGE: Object.values(commands.languages).flat(),
    QUESTION_NAME: Object.values(commands.questionNames).flat(),
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
  const said = Object.fromEntries(
    sayings(lexicon).map(([name, say]) => [name, book([{ means: true as const, say }])]),
  ) as Record<Sayable, Said>;

  const books: readonly PhraseBook<unknown>[] = [mentions, whole, anywhere, wholeAnswers, ...Object.values(said)];
  const { correct, maybeNegation, rankOf, isWord } = spellingOf(lexicon, books);
  isSuspect = maybeNegation; // known only now that all the words are
  const replace = new Map(Object.entries(grammar.replace).map(([typed, by]) => [typed, by.split(' ')]));

  return {
    lexicon,
    tokenise: (text) => tokenise(text, { replace, endings: Object.entries(grammar.endings), correct, maybeNegation }),
    mentions,
    rankOf,
    isWord,
    answers: wholeAnswers,
    elliptical: keyed({ yes: answers.ellipticalYes, no: answers.ellipticalNo }),
    commands: { whole, anywhere },
    questionNames: keyed(commands.questionNames),
    languageNames: keyed(commands.languages),
    said,
    criesElsewhere: book([{ means: true, say: lexicon.criesElsewhere }]),
    sides: keyed(symptoms.sides),
    months: book(grammar.time.monthNames.map((say, means) => ({ means, say }))),
    words: {
      and,
      or,
      starts: new Set(grammar.clauses.starts),
      afterAnswer: new Set(grammar.clauses.afterAnswer),
      placeFillers: new Set(answers.placeFillers),
      auxiliaries: new Set(grammar.clauses.auxiliaries),
      subjects: new Set(grammar.clauses.subjects),
      small: new Set(grammar.small),
      rest: new Set(grammar.rest),
      since: new Set(grammar.time.since.flatMap((each) => each.split(' '))),
      fillers: new Set(answers.fillers),
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
