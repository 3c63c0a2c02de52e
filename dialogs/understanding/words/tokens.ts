/** One word, number or mark of a message, in the form in which the lexicon spells it. */
export type Token = {
  readonly word: string;
  /** Where it stands in the normalised text, so that what a finding rests on can be quoted. */
  readonly start: number;
  readonly end: number;
  /** Misspelt and one letter from a negation: whatever it touches is not certain. */
  readonly maybeNegation: boolean;
};

export type Tokenising = {
  /** One typed word → the words it stands for: contractions and shorthand. */
  readonly replace: ReadonlyMap<string, readonly string[]>;
  /** Endings that stand for a word of their own: "leg's" is "leg is". */
  readonly endings: readonly (readonly [string, string])[];
  readonly correct: (word: string) => string;
  readonly maybeNegation: (word: string) => boolean;
  readonly parted: (word: string) => readonly string[] | undefined;
};

/** A token that is no word, number or picture of one, or none at all. */
export const isMark = (word: string | undefined): boolean => word === undefined || /^[^\p{L}\d]/u.test(word);

const longestText = 2000;

/** Compatibility forms, straight quotes and no markup; only the first 2,000 characters, cut between words. */
export function normalise(text: string): string {
  const head = text.slice(0, longestText * 2).normalize('NFKC');
  const cut =
    head.length <= longestText && text.length <= longestText * 2
      ? head
      : head.slice(0, longestText).replace(/\S*$/u, '');
  return cut
    .replace(/[\u2018\u2019\u201b\u02bc\u0060\u00b4]/gu, "'")
    .replace(/[\u201c\u201d\u00ab\u00bb]/gu, '"')
    .replace(/<\/?[a-z][^<>]{0,200}>/giu, (markup) => ' '.repeat(markup.length))
    .replace(/\ufffd/gu, 'ø') // a letter that was lost on the way
    .replace(/[\u200b-\u200d\u2060\p{Variation_Selector}\p{Emoji_Modifier}]/gu, '');
}

// "s/ fever" is without, "c/ fever" with; "clonus (-)" is negative
const pieces =
  /[-+]ve\b|\([-+]\)|\d+(?:[.,]\d+)?[+-]?\/\d+|\d+(?:[.,]\d+)?(?=\p{L}|\b|\D|$)|\b[cswCSW]\/(?=\s|\p{L}{2})|\p{L}[\p{L}\p{M}\d]*(?:'\p{L}+)*(?:\/\p{L}(?=\s|$|[,.;]))?|\p{Extended_Pictographic}|\.{2,}|\u2026|[¿?!.,;:/()\n&+=<>↓↑-]/gu;

/** The tokens of a normalised text. A dash or bracket between words is a comma; a line break ends the sentence. */
export function tokenise(
  text: string,
  { replace, endings, correct, maybeNegation, parted }: Tokenising,
): readonly Token[] {
  return [...text.matchAll(pieces)].flatMap((piece) => {
    const typed = piece[0];
    const start = piece.index;
    const end = start + typed.length;
    if (/^[^\p{L}\d]/u.test(typed) && !replace.has(typed)) {
      const mark = markOf(typed, text, start);
      return mark === undefined ? [] : [{ word: mark, start, end, maybeNegation: false }];
    }
    const word = isYear(text, start, end) ? yearOf(typed) : plain(typed);
    const known = replace.get(typed.toLowerCase()) ?? replace.get(word) ?? split(word, endings, correct);
    const unsure = known === undefined && maybeNegation(word);
    const words = known ?? (unsure ? [word] : (parted(word) ?? [correct(word)]));
    return words.map((each) => ({ word: each, start, end, maybeNegation: unsure }));
  });
}

/** "'98", but not 5'11. */
const isYear = (text: string, start: number, end: number): boolean =>
  /(?:^|\s)'\d\d$/u.test(text.slice(Math.max(0, start - 2), end));

const yearOf = (short: string): string => (Number(short) < 50 ? `20${short}` : `19${short}`);

/** Lower case, without accents (people leave them out), but for the Spanish ñ; drawn-out letters ("nooo") shortened. */
export const plain = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replace(/(?!(?<=n)\u0303)\p{M}/gu, '')
    .normalize('NFC')
    .replace(/(\p{L})\1{2,}/gu, '$1');

function split(
  word: string,
  endings: Tokenising['endings'],
  correct: (word: string) => string,
): readonly string[] | undefined {
  const ending = endings.find(([each]) => word.length > each.length && word.endsWith(each));
  return ending && [correct(word.slice(0, -ending[0].length)), ending[1]];
}

function markOf(typed: string, text: string, start: number): string | undefined {
  if (typed === '\n') return '.';
  // a question begins, a clinician's "retention ?cause" too: what stands before it is told
  if (
    typed === '¿' ||
    (typed === '?' && /^(?:[\s,(]|^)\?[\p{L}\d]/u.test(text.slice(Math.max(0, start - 1), start + 2)))
  )
    return '¿';
  if (typed.startsWith('..') || typed === '\u2026') return ',';
  if (typed === '(' || typed === ')') return ',';
  if (typed === '&' || typed === '+') return '&';
  if (typed === '-') return /\s/u.test(text[start - 1] ?? ' ') ? ',' : undefined;
  return /[?!.,;:/]/u.test(typed) ? typed : undefined;
}
