import { oncePer } from '../../../machines/remembered.ts';
import { plain } from '../words/tokens.ts';

/**
 * The small pattern language of the lexicons, over tokens:
 * `word` · `wor*` any word beginning so · `(a|b c)` one of · `[a|b]` one of, or nothing · `{LIST}` one of a named list ·
 * `...` up to three words in between · `<200..2000>` a number in that range.
 */
export type Element =
  | { readonly is: 'word'; readonly word: string }
  | { readonly is: 'beginning'; readonly beginning: string }
  | { readonly is: 'gap' }
  | { readonly is: 'number'; readonly from: number; readonly to: number }
  /** A choice of single words, the most frequent kind. */
  | { readonly is: 'words'; readonly words: ReadonlySet<string>; readonly beginnings: readonly string[] }
  | { readonly is: 'choice'; readonly of: Alternatives; readonly optional: boolean };

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
      ? { is: 'beginning', beginning: plain(piece.slice(0, -1)) }
      : { is: 'word', word: plain(piece) };
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
  const flat = of.map(([only, second]) => (second ? undefined : only));
  const words: string[] = [];
  const beginnings: string[] = [];
  for (const each of flat) {
    if (each?.is === 'word') words.push(each.word);
    else if (each?.is === 'beginning') beginnings.push(each.beginning);
    else if (each?.is === 'words') {
      words.push(...each.words);
      beginnings.push(...each.beginnings);
    } else return { is: 'choice', of: indexed(of), optional: false };
  }
  return { is: 'words', words: new Set(words), beginnings };
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
  for (const item of items) {
    const first = beginnings(patternOf(item));
    if (!first) anywhere.push(item);
    for (const each of new Set(first)) {
      const [index, key] = each.endsWith('*') ? [byBeginning, each.slice(0, -1)] : [byWord, each];
      const others = index.get(key);
      if (others === undefined) index.set(key, [item]);
      else others.push(item);
    }
  }
  const lengths = [...new Set([...byBeginning.keys()].map(({ length }) => length))];
  const begun = (word: string): readonly Item[] => {
    let all = none;
    for (const length of lengths) {
      const some = word.length < length ? undefined : byBeginning.get(word.slice(0, length));
      if (some !== undefined) all = [...all, ...some];
    }
    return all;
  };
  const none: readonly Item[] = [];
  const known = new Map<string, readonly Item[]>(); // known.size <= remembered
  return (word) => {
    const kept = known.get(word);
    if (kept !== undefined) return kept;
    const own = byWord.get(word) ?? none;
    const others = begun(word);
    if (others.length === 0 && anywhere.length === 0) return own;
    const all = [...new Set([...own, ...others, ...anywhere])];
    if (known.size === remembered) known.clear();
    known.set(word, all);
    return all;
  };
}

/** What a match can begin with, words and (with a `*`) word beginnings; undefined when it may begin with anything. */
function beginnings(pattern: Pattern): readonly string[] | undefined {
  const found: string[] = [];
  for (const element of pattern) {
    if (element.is === 'word') return [...found, element.word];
    if (element.is === 'beginning') return [...found, `${element.beginning}*`];
    if (element.is === 'words') return [...found, ...element.words, ...element.beginnings.map((each) => `${each}*`)];
    if (element.is !== 'choice') return undefined;
    for (const each of element.of.all) {
      const first = beginnings(each);
      if (!first) return undefined;
      found.push(...first);
    }
    if (!element.optional) return found;
  }
  return undefined;
}

/** So many words a match has at least: most phrases are longer than a short answer. */
export const leastWords = (pattern: Pattern): number => pattern.reduce((sum, element) => sum + leastOf(element), 0);

function leastOf(element: Element): number {
  if (element.is === 'gap') return 0;
  if (element.is !== 'choice') return 1;
  return element.optional ? 0 : Math.min(...element.of.all.map(leastWords));
}

type Spelled = { readonly spelled: string; readonly whole: boolean };

/**
 * Every literal word and word beginning in a pattern: what the lexicon knows how to spell.
 * @param seen elements that were looked at before, and are passed over: lists stand in many patterns.
 */
export function spelledIn(pattern: Pattern, seen: Set<Element> = new Set()): readonly Spelled[] {
  return pattern.flatMap((element) => {
    if (seen.has(element)) return [];
    seen.add(element);
    switch (element.is) {
      case 'word':
        return [{ spelled: element.word, whole: true }];
      case 'beginning':
        return [{ spelled: element.beginning, whole: false }];
      case 'words':
        return [
          ...[...element.words].map((spelled) => ({ spelled, whole: true })),
          ...element.beginnings.map((spelled) => ({ spelled, whole: false })),
        ];
      case 'choice':
        return element.of.all.flatMap((each) => spelledIn(each, seen));
      default:
        return [];
    }
  });
}
