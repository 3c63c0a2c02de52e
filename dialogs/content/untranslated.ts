import { type Lexicon, readLexicon } from '../understanding/lexicon.ts';
import { messagesIn } from './icuMessages.ts';

/** Fewer words in a row can be the same in two languages. */
const wordsInARow = 4;
const wordsOf = (text: string): readonly string[] => text.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];

/** What of a message is said in one breath, without what is put in. */
const saidIn = (icu: string): readonly string[] =>
  icu
    .split(/[.!?:;{}\n]+/)
    .map((words) => words.trim())
    .filter((words) => wordsOf(words).length >= wordsInARow);

/**
 * Texts of a further language that still stand as they are in one of Cauda's own, by their keys; none where all is translated.
 * @param own the texts of each of Cauda's languages, by language.
 */
export function untranslatedTexts(texts: unknown, own: Readonly<Record<string, unknown>>): readonly string[] {
  const given = messagesIn(texts);
  return Object.entries(own).flatMap(([language, theirs]) => {
    const before = new Map(messagesIn(theirs));
    return given.flatMap(([at, icu]) => {
      const same = new Set(saidIn(before.get(at) ?? ''));
      const left = saidIn(icu).find((words) => same.has(words));
      return left === undefined ? [] : [`${at}: still says "${left}", as ${language} does`];
    });
  });
}

/** Lists of a lexicon by their place; the findings that it can hear, by question and value. */
function listsOf(language: string): ReadonlyMap<string, readonly string[]> {
  const { grammar, answers, commands, symptoms, howSoon } = readLexicon(language);
  const { findings, lists, ...others } = symptoms;
  const found = findings.map(({ question, value, guess, say }) => [
    `symptoms.json: findings, ${question} ${value ?? guess ?? 'without a value'}`,
    say,
  ]);
  const merged = new Map<string, readonly string[]>();
  for (const [at, phrases] of [
    ...listsIn('grammar.json:', grammar),
    ...listsIn('answers.json:', answers),
    ...listsIn('commands.json:', { ...commands, languages: {} } satisfies Lexicon['commands']),
    ...listsIn('symptoms.json:', others),
    ...listsIn('symptoms.json: lists', lists),
    ...listsIn('howSoon.json:', howSoon),
    ...found,
  ] as const)
    if (typeof at === 'string' && typeof phrases === 'object') merged.set(at, [...(merged.get(at) ?? []), ...phrases]);
  return merged;
}

function listsIn(at: string, node: unknown): readonly (readonly [at: string, phrases: readonly string[]])[] {
  if (Array.isArray(node)) return [[at, node.filter((one) => typeof one === 'string')]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => listsIn(`${at}${at.endsWith(':') ? ' ' : '/'}${key}`, value));
}

/** What a language's grammar may do without, and what a lexicon names as it likes. */
const mayLack =
  /^grammar\.json: (dictionaries|negation\/(?!before$)|clauses\/(?!and$|or$)|time\/inYear)|^symptoms\.json: lists/;
/** A list with so many phrases of several words that are another language's, and no more of its own, is not translated. */
const fewPhrases = 4;

/** The same of a lexicon: what it lacks that each of Cauda's own has, and lists that still hold another language's phrases. */
export function untranslatedLists(language: string, own: readonly string[]): readonly string[] {
  const given = listsOf(language);
  const theirs = own.map((one) => ({ language: one, lists: listsOf(one) }));
  const [first, ...others] = theirs;
  const inEach = [...(first?.lists ?? [])].flatMap(([at, phrases]) =>
    phrases.length > 0 && others.every(({ lists }) => (lists.get(at) ?? []).length > 0) ? [at] : [],
  );
  return [
    ...inEach
      .filter((at) => !mayLack.test(at) && (given.get(at) ?? []).length === 0)
      .map((at) => `${at}: is empty, so nothing of it would be understood`),
    ...theirs.flatMap(({ language: other, lists }) => {
      const all = new Set([...lists.values()].flatMap((phrases) => phrases.filter(hasSeveralWords)));
      return [...given].flatMap(([at, phrases]) => {
        const several = phrases.filter(hasSeveralWords);
        const left = several.filter((phrase) => all.has(phrase));
        return left.length >= fewPhrases && 2 * left.length > several.length
          ? [`${at}: still holds phrases of ${other}, like "${left[0]}"`]
          : [];
      });
    }),
  ].map((problem) => `lexicons/${language}/${problem}`);
}

/** Names of lists are alike in all languages. */
const hasSeveralWords = (phrase: string): boolean => wordsOf(phrase.replaceAll(/\{\w+\}/g, '')).length > 1;
