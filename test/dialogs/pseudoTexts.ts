import { readFileSync } from 'node:fs';
import { parse } from '@formatjs/icu-messageformat-parser';
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js';
import { claims } from '../../machines/sources.ts';
import { withWords } from './icuMessages.ts';

/*
 * Two languages that nobody speaks, made of the English texts: one accented and longer by a half, one of right-to-left
 * letters. All their words stand in brackets, so that words which come from elsewhere show.
 */
export const english: object = {
  ...JSON.parse(readFileSync(new URL('../../dialogs/texts/en.json', import.meta.url), 'utf8')),
  claims: Object.fromEntries(claims.map(({ id, says }) => [id, says])),
  places: Object.fromEntries(
    claims.flatMap(({ source }) => (source.mark === 'guideline' ? [[source.place, source.place]] : [])),
  ),
};

const accented = (words: string): string =>
  words.replaceAll(/[aeiounc]/g, (letter) => `${letter}${'aeiou'.includes(letter) ? letter : ''}\u0301`);
const hebrew = (words: string): string =>
  words.replaceAll(/[a-z]/gi, (letter) => String.fromCodePoint(0x5d0 + (letter.toLowerCase().charCodeAt(0) % 26)));

/** Texts with their words changed, and what is put into them left. */
export const inWords = (node: unknown, change: (words: string) => string): unknown => {
  if (typeof node === 'string') {
    const elements = parse(node, { ignoreTag: true });
    withWords(elements, change);
    return printAST(elements);
  }
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inWords(value, change)]));
};

/** Each stretch of words in brackets of its own; list and emphasis marks stay outside, where markdown reads them. */
const inBrackets = (change: (words: string) => string) => (literal: string) =>
  literal.replaceAll(/[\p{L}\p{N}][^\n*]*/gu, (words) => `⟦${change(words)}⟧`);

/** A texts file of each: `accented` takes the place of English, `rightToLeft` that of Spanish. */
export const pseudoTexts = {
  accented: inWords(english, inBrackets(accented)),
  rightToLeft: inWords(english, inBrackets(hebrew)),
};
