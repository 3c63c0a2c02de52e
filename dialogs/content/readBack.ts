import type { Answer, QuestionId } from '../../machines/findings.ts';
import type { Command } from '../heard.ts';
import type { Reader } from '../texts.ts';
import { languageOf } from '../understanding/phrases/language.ts';
import { saidByPhrases } from '../understanding/understand.ts';
import { normalise } from '../understanding/words/tokens.ts';

/** Any day: what a date in a text would be counted from. */
export const today = new Date('2026-11-28T12:00:00Z');

/** What a button's text says by itself, without the list of button words: for certain, or as a guess. */
export function saidByButton(
  { language, role }: Reader,
  question: QuestionId,
  text: string,
): Answer | 'command' | undefined {
  const heard = saidByPhrases(text, question, language, today, role);
  if (heard.kind === 'command') return 'command';
  const certain = 'findings' in heard ? heard.findings?.[question] : undefined;
  return certain ?? ('guess' in heard ? heard.guess?.[question] : undefined);
}

/** Whether a text that is said to the bot is understood as that. */
export function isHeardAs(language: string, text: string, command: Command): boolean {
  const heard = saidByPhrases(text, undefined, language, today, 'self');
  return (
    heard.kind === 'command' &&
    heard.command === command &&
    (heard.language === undefined || heard.language === language)
  );
}

/** A text's words, as those of a message are read. */
export const wordsIn = ({ language }: Reader, text: string): readonly string[] =>
  languageOf(language)
    .tokenise(normalise(text))
    .map(({ word }) => word);

/** What a text speaks of, in the lexicon's own terms. */
export const mentionsIn = (reader: Reader, text: string) =>
  languageOf(reader.language).mentions.find(wordsIn(reader, text));
