import { plain } from './tokens.ts';

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
  | { readonly is: 'choice'; readonly of: readonly Pattern[]; readonly optional: boolean };

export type Pattern = readonly Element[];
export type Lists = Readonly<Record<string, readonly string[]>>;

const widestGap = 3;

/** Reads one pattern; throws an Error that quotes it when a bracket or list name is wrong. */
export function readPattern(source: string, lists: Lists, within: readonly string[] = []): Pattern {
  const pieces = source.match(/\.\.\.|<-?\d+\.\.\d+>|\{\w+\}|[()[\]|]|[^\s()[\]|{}]+/gu) ?? [];
  const wrong = (what: string): Error => new Error(`Pattern "${source}": ${what}`);
  let next = 0;

  const alternatives = (closing: string | undefined): readonly Pattern[] => {
    const all: Pattern[] = [];
    let current: Element[] = [];
    for (;;) {
      const piece = pieces[next++];
      if (piece === undefined || piece === ')' || piece === ']') {
        if (piece !== closing) throw wrong(closing ? `${closing} is missing` : `${piece} opens nowhere`);
        return [...all, current];
      }
      if (piece === '|') {
        all.push(current);
        current = [];
      } else current.push(element(piece));
    }
  };

  const element = (piece: string): Element => {
    if (piece === '(') return { is: 'choice', of: alternatives(')'), optional: false };
    if (piece === '[') return { is: 'choice', of: alternatives(']'), optional: true };
    if (piece === '...') return { is: 'gap' };
    const range = /^<(-?\d+)\.\.(\d+)>$/u.exec(piece);
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
    return { is: 'choice', of: members.map((each) => readPattern(each, lists, [...within, name])), optional: false };
  };

  const [only, second] = alternatives(undefined);
  if (!only || second) throw wrong('an alternative needs brackets');
  return only;
}

/** Every index just after a match of `pattern` that begins at `at`. `stops` are the words that a gap does not cross. */
export function matchesAt(
  pattern: Pattern,
  words: readonly string[],
  at: number,
  stops: (word: string) => boolean,
): readonly number[] {
  let ends: readonly number[] = [at];
  for (const element of pattern) {
    ends = [...new Set(ends.flatMap((end) => after(element, words, end, stops)))];
    if (ends.length === 0) return ends;
  }
  return ends;
}

function after(
  element: Element,
  words: readonly string[],
  at: number,
  stops: (w: string) => boolean,
): readonly number[] {
  const word = words[at];
  switch (element.is) {
    case 'word':
      return word === element.word ? [at + 1] : [];
    case 'beginning':
      return word?.startsWith(element.beginning) ? [at + 1] : [];
    case 'number': {
      const number = word !== undefined && /^\d/u.test(word) ? Number(word.replace(',', '.')) : Number.NaN;
      return number >= element.from && number <= element.to ? [at + 1] : [];
    }
    case 'gap': {
      const ends = [at];
      for (let end = at; end < at + widestGap; end++) {
        const crossed = words[end];
        if (crossed === undefined || stops(crossed)) break;
        ends.push(end + 1);
      }
      return ends;
    }
    case 'choice': {
      const ends = element.of.flatMap((each) => matchesAt(each, words, at, stops));
      return element.optional ? [at, ...ends] : ends;
    }
  }
}

/** What a match can begin with; undefined when it may begin with anything. Lets a book skip most of its phrases. */
export function beginnings(pattern: Pattern): readonly string[] | undefined {
  const found: string[] = [];
  for (const element of pattern) {
    if (element.is === 'word') return [...found, element.word.slice(0, 2)];
    if (element.is === 'beginning')
      return element.beginning.length < 2 ? undefined : [...found, element.beginning.slice(0, 2)];
    if (element.is !== 'choice') return undefined;
    for (const each of element.of) {
      const first = beginnings(each);
      if (!first) return undefined;
      found.push(...first);
    }
    if (!element.optional) return found;
  }
  return undefined;
}

/** Every literal word and word beginning in a pattern: what the lexicon knows how to spell. */
export function spelledIn(pattern: Pattern): readonly { readonly spelled: string; readonly whole: boolean }[] {
  return pattern.flatMap((element) => {
    if (element.is === 'word') return [{ spelled: element.word, whole: true }];
    if (element.is === 'beginning') return [{ spelled: element.beginning, whole: false }];
    return element.is === 'choice' ? element.of.flatMap(spelledIn) : [];
  });
}
