/** The longest text of Cauda's own has some 750 characters; a card of many times that is shown by no channel. */
const mostCharacters = 2_000;

/**
 * What a deployment's text must not have, since it would be seen otherwise than a reviewer reads it: characters that are
 * not seen or turn the direction, links, and markup beyond what Cauda's own text has in its place.
 * @param own Cauda's own text under the same key.
 * @param at the key, whose place decides whether a text may be a list.
 * @returns the reasons, none where all is well.
 */
export function wordingProblems(at: string, icu: string, own: string): readonly string[] {
  const unseen = [...icu.matchAll(notSeen)].map(([one]) => codeOf(one));
  const many =
    icu.length > mostCharacters ? [`has ${icu.length} characters; at most ${mostCharacters} fit a card`] : [];
  return [
    ...many,
    ...(unseen.length === 0
      ? []
      : [
          `has ${[...new Set(unseen)].join(', ')}, which is not seen or turns the direction of words; type the text anew`,
        ]),
    ...[...icu.matchAll(markup)]
      .slice(0, 1)
      .map(([one]) => `has "${one}", which cards or pages take for markup; write plain words`),
    ...[...icu.matchAll(link)]
      .slice(0, 1)
      .map(([one]) => `has "${one}", a link; the setting for a person's line is where an address belongs`),
    ...boldProblems(icu, own),
    ...lineProblems(at, icu, own),
  ];
}

/** But for line breaks, and for joiners within a word, which some scripts need. */
const notSeen =
  /(?!\n)(?!(?<=[\p{L}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}]))[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Tags, entities, code, emphasis by other signs than **, headings, numbered lists and rulers of markdown. */
const markup =
  /[<>[\]`\\|]|&#?\w+;|~~|_|(?<![*])\*(?![*])|\*{3,}|^[ \t]*(?:#{1,6}[ \t]|\d+[.)][ \t]|[+=][ \t]|[-=]{2,}[ \t]*$)|^(?: {4}|\t)/gmu;
const link = /\b[a-z][a-z\d+.-]*:\/\/\S*|\bwww\.\S*|\b(?:mailto|tel|sip|sms|data|javascript|vbscript|file):\S+/giu;

/** Bold is for what Cauda has bold: everywhere else the stars would be seen. */
function boldProblems(icu: string, own: string): readonly string[] {
  const stars = icu.split('**').length - 1;
  if (stars === 0) return [];
  if (!own.includes('**')) return ['has "**", where nothing is bold; write plain words'];
  return stars % 2 === 0 ? [] : ['begins with "**" what it does not end'];
}

const severalLines = /^questions\/\w+\/(?:ask|simpler|help|why)(?:\/|$)|^actions\//;

function lineProblems(at: string, icu: string, own: string): readonly string[] {
  const isOneLine = !severalLines.test(at) && !own.includes('\n');
  return isOneLine && icu.trim().includes('\n') ? ['has several lines, where one is shown'] : [];
}
