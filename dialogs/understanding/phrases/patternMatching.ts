import type { Element, Pattern, Words } from './patterns.ts';

const widestGap = 3;

/** Every index just after a match of `pattern` that begins at `at`. `stops` are the words that a gap does not cross. */
export function matchesAt(
  pattern: Pattern,
  words: readonly string[],
  at: number,
  stops: (word: string) => boolean,
): readonly number[] {
  let ends: readonly number[] = [at];
  for (const element of pattern) {
    const [only, second] = ends;
    if (only === undefined) return ends;
    ends =
      second === undefined
        ? after(element, words, only, stops)
        : [...new Set(ends.flatMap((end) => after(element, words, end, stops)))];
  }
  return ends;
}

const noEnds: readonly number[] = [];

/** Whether an element spells a word. */
export const isOf = ({ words, beginnings }: Words, word: string): boolean =>
  words.has(word) || (beginnings.length > 0 && beginnings.some((each) => word.startsWith(each)));

function after(
  element: Element,
  words: readonly string[],
  at: number,
  stops: (w: string) => boolean,
): readonly number[] {
  const word = words[at];
  switch (element.is) {
    case 'words':
      return word !== undefined && isOf(element, word) ? [at + 1] : noEnds;
    case 'number': {
      const number = word !== undefined && /^\d/u.test(word) ? Number(word.replace(',', '.')) : Number.NaN;
      return number >= element.from && number <= element.to ? [at + 1] : noEnds;
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
      const ends =
        word === undefined
          ? noEnds
          : element.of.beginningWith(word).flatMap((each) => matchesAt(each, words, at, stops));
      return element.optional ? [at, ...ends] : ends;
    }
  }
}

/**
 * Whether a pattern could match anywhere among these words, whatever their order: all that it cannot do without is there.
 * Far quicker than to try it at every place of a long message.
 */
export function couldMatch(pattern: Pattern, words: ReadonlySet<string>): boolean {
  return pattern.every((element) => {
    switch (element.is) {
      case 'words':
        return isAmong(element, words);
      case 'choice':
        return element.optional || element.of.all.some((each) => couldMatch(each, words));
      default:
        return true;
    }
  });
}

/** Whether one of these words spells it. */
export const isAmong = ({ words, beginnings }: Words, among: ReadonlySet<string>): boolean =>
  anyOf(words, among) || anyBegins(among, beginnings);

function anyOf(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  const [fewer, more] = some.size < others.size ? [some, others] : [others, some];
  for (const word of fewer) if (more.has(word)) return true;
  return false;
}

function anyBegins(words: ReadonlySet<string>, beginnings: readonly string[]): boolean {
  if (beginnings.length === 0) return false;
  for (const word of words) if (beginnings.some((each) => word.startsWith(each))) return true;
  return false;
}
