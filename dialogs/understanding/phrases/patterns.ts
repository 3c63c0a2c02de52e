import { oncePer } from '../../../machines/remembered.ts';
import { plain } from '../words/tokens.ts';

/**
 * The small pattern language of the lexicons, over tokens:
 * `word` · `wor*` any word beginning so · `(a|b c)` one of · `[a|b]` one of, or nothing · `{LIST}` one of a named list ·
 * `...` up to three words in between · `<200..2000>` a number in that range.
 */
export type Element =
  /** One of these words, or a word that begins so. */
  | Words
  | { readonly is: 'gap' }
  | { readonly is: 'number'; readonly from: number; readonly to: number }
  | { readonly is: 'choice'; readonly of: Alternatives; readonly optional: boolean };

export type Words = {
  readonly is: 'words';
  readonly words: ReadonlySet<string>;
  readonly beginnings: readonly string[];
};

export type Pattern = readonly Element[];

/** The patterns of a choice, and those of them that can begin with a word. */
export type Alternatives = {
  readonly all: readonly Pattern[];
  readonly beginningWith: (word: string) => readonly Pattern[];
};

export type Lists = Readonly<Record<string, readonly string[]>>;

/** Reads one pattern; throws an Error that quotes it when a bracket or list name is wrong, or when it could match no word. */
export function readPattern(source: string, lists: Lists, within: readonly string[] = []): Pattern {
  const pieces = source.match(/\.\.\.|<[-.\d]+>|\{\w+\}|[()[\]|]|[^\s()[\]|{}]+/gu) ?? [];
  const wrong = (what: string): Error => new Error(`Pattern "${source}": ${what}`);
  if (pieces.join('') !== source.replace(/\s/gu, '')) throw wrong('a sign is misplaced');
  let next = 0;

  const alternatives = (closing: string | undefined): readonly Pattern[] => {
    const all: Pattern[] = [];
    let current: Element[] = [];
    for (;;) {
      const piece = pieces[next++];
      if (piece === undefined || piece === ')' || piece === ']') {
        if (piece !== closing) throw wrong(closing ? `${closing} is missing` : `${piece} opens nowhere`);
        if (current.length === 0) throw wrong('an alternative is empty');
        return [...all, current];
      }
      if (piece === '|') {
        if (current.length === 0) throw wrong('an alternative is empty');
        all.push(current);
        current = [];
      } else current.push(element(piece));
    }
  };

  const element = (piece: string): Element => {
    if (piece === '(') return choice(alternatives(')'));
    if (piece === '[') return { is: 'choice', of: indexed(alternatives(']')), optional: true };
    const known = elementsOf(lists);
    const kept = known.get(piece) ?? single(piece);
    known.set(piece, kept);
    return kept;
  };

  const single = (piece: string): Element => {
    if (piece === '...') return { is: 'gap' };
    const range = /^<(-?\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)>$/u.exec(piece);
    if (range) return { is: 'number', from: Number(range[1]), to: Number(range[2]) };
    const name = /^\{(\w+)\}$/u.exec(piece)?.[1];
    if (name !== undefined) return listed(name);
    return piece.length > 1 && piece.endsWith('*')
      ? { is: 'words', words: new Set(), beginnings: [plain(piece.slice(0, -1))] }
      : { is: 'words', words: new Set([plain(piece)]), beginnings: [] };
  };

  const listed = (name: string): Element => {
    const members = lists[name];
    if (!members) throw wrong(`there is no list ${name}`);
    if (within.includes(name)) throw wrong(`list ${name} names itself`);
    return choice(members.map((each) => readPattern(each, lists, [...within, name])));
  };

  const [only, second] = alternatives(undefined);
  if (!only || second) throw wrong('an alternative needs brackets');
  if (leastWords(only) === 0) throw wrong('all of it may be left out');
  return only;
}

/** A word or list that stands in a thousand patterns is kept in memory once. */
const elementsOf = oncePer((_: Lists) => new Map<string, Element>());

/** A choice; of single words only, as a set of them. */
function choice(of: readonly Pattern[]): Element {
  const single = of.flatMap(([only, second]) => (only?.is === 'words' && !second ? [only] : []));
  if (single.length < of.length) return { is: 'choice', of: indexed(of), optional: false };
  return {
    is: 'words',
    words: new Set(single.flatMap(({ words }) => [...words])),
    beginnings: single.flatMap(({ beginnings }) => beginnings),
  };
}

const indexed = (all: readonly Pattern[]): Alternatives => ({
  all,
  beginningWith: all.length > soonTried ? byFirstWord(all, (each) => each) : () => all,
});

/** So many patterns are tried about as soon as looked up, and most choices have no more. */
const soonTried = 8;

/** The words whose candidates an index remembers; so few that no flood of words fills the memory. */
const remembered = 100;

/** Finds the items whose pattern can begin with a word, so that most need not be tried. */
export function byFirstWord<Item>(
  items: readonly Item[],
  patternOf: (item: Item) => Pattern,
): (word: string) => readonly Item[] {
  const anywhere: Item[] = [];
  const byWord = new Map<string, Item[]>();
  const byBeginning = new Map<string, Item[]>();
  const add = (index: Map<string, Item[]>, key: string, item: Item): void => {
    const others = index.get(key);
    if (others === undefined) index.set(key, [item]);
    else if (others.at(-1) !== item) others.push(item);
  };
  for (const item of items) {
    const first = firstOf(patternOf(item));
    if (!first) anywhere.push(item);
    for (const { words, beginnings } of first ?? []) {
      for (const word of words) add(byWord, word, item);
      for (const beginning of beginnings) add(byBeginning, beginning, item);
    }
  }
  const lengths = [...new Set([...byBeginning.keys()].map(({ length }) => length))];
  const known = new Map<string, readonly Item[]>(); // known.size <= remembered
  return (word) => {
    const kept = known.get(word);
    if (kept !== undefined) return kept;
    const own = byWord.get(word) ?? [];
    const begun = lengths.flatMap((length) =>
      word.length < length ? [] : (byBeginning.get(word.slice(0, length)) ?? []),
    );
    if (begun.length === 0 && anywhere.length === 0) return own;
    const all = [...new Set([...own, ...begun, ...anywhere])];
    if (known.size === remembered) known.clear();
    known.set(word, all);
    return all;
  };
}

/** The words that a match can begin with; undefined when it may begin with anything. */
function firstOf(pattern: Pattern): readonly Words[] | undefined {
  const found: Words[] = [];
  for (const element of pattern) {
    if (element.is === 'words') return [...found, element];
    if (element.is !== 'choice') return undefined;
    for (const each of element.of.all) {
      const first = firstOf(each);
      if (!first) return undefined;
      found.push(...first);
    }
    if (!element.optional) return found;
  }
  return undefined;
}

/** The words of which a match must hold one: those of the element, after the first word, that the fewest words spell. */
export function neededIn(pattern: Pattern): readonly Words[] | undefined {
  const sizeOf = (some: readonly Words[]): number =>
    some.reduce((sum, { words, beginnings }) => sum + words.size + 4 * beginnings.length, 0);
  return pattern
    .slice(1)
    .flatMap((element) => {
      const first = element.is === 'choice' && element.optional ? undefined : firstOf([element]);
      return first === undefined ? [] : [first];
    })
    .toSorted((one, other) => sizeOf(one) - sizeOf(other))[0];
}

/** So many words a match has at least: most phrases are longer than a short answer. */
export const leastWords = (pattern: Pattern): number => pattern.reduce((sum, element) => sum + leastOf(element), 0);

function leastOf(element: Element): number {
  if (element.is === 'gap') return 0;
  if (element.is !== 'choice') return 1;
  return element.optional ? 0 : Math.min(...element.of.all.map(leastWords));
}

/**
 * The words and word beginnings in a pattern: what the lexicon knows how to spell.
 * @param seen elements that were looked at before, and are passed over: lists stand in many patterns.
 */
export const spelledIn = (pattern: Pattern, seen: Set<Element> = new Set()): readonly Words[] =>
  pattern.flatMap((element) => {
    if (seen.has(element)) return [];
    seen.add(element);
    if (element.is === 'choice') return element.of.all.flatMap((each) => spelledIn(each, seen));
    return element.is === 'words' ? [element] : [];
  });
