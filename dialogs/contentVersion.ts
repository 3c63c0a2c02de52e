import { createHash } from 'node:crypto';
import { codeVersion } from './clinicalCode.ts';
import { drawingsVersion } from './drawings.ts';
import { allTexts } from './texts.ts';
import { allLexicons } from './understanding/lexicon.ts';

/**
 * Hash of the clinical content: the code of machines/ (`codeVersion`), all texts, the lexicons, which say what typed
 * words mean, and the drawings (`drawingsVersion`).
 */
export const contentVersionOf = (
  code: string,
  texts: unknown,
  lexicons: unknown,
  drawings: string = drawingsVersion,
): string =>
  createHash('sha256')
    .update(JSON.stringify([code, sorted(texts), sorted(lexicons), drawings]))
    .digest('hex')
    .slice(0, 16);

/** The same texts in another order are the same content; the order of a list counts. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
}

const ofWhatIsInForce = (): string => contentVersionOf(codeVersion, allTexts, allLexicons());

/** The version of the content that is in force: any change of a question, rule, source, text, lexicon or drawing changes it. */
export let contentVersion: string = ofWhatIsInForce();

/** To be called when other texts or lexicons were put in force. */
export function takeContentVersion(): void {
  contentVersion = ofWhatIsInForce();
}
