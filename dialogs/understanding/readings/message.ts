import type { QuestionId, Role } from '../../../machines/findings.ts';
import type { Language } from '../phrases/language.ts';
import { isDenial, type Mention, names } from '../phrases/mentions.ts';
import type { Found } from '../phrases/phraseBook.ts';
import { mentionsIn } from '../phrases/spokenMentions.ts';
import type { Span } from '../words/spans.ts';
import type { Token } from '../words/tokens.ts';
import { answersIn, type SpokenAnswer } from './answers.ts';
import { type Part, partsOf } from './clauses.ts';
import { type Time, timesIn } from './time.ts';

/** What was typed: its text and tokens, in a language, asked something, on a day, by somebody whose "I" it is. */
export type Typed = {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly language: Language;
  readonly asked: QuestionId | undefined;
  readonly today: Date;
  readonly role: Role;
};

/** These words of it as they were typed. */
export const textOf = ({ text, tokens }: Typed, { start, end }: Span): string =>
  text.slice(tokens[start]?.start ?? 0, tokens[end - 1]?.end ?? text.length);

/** What was typed, with its phrases found and split into parts: all that its readings are read from. */
export type Message = Typed & {
  readonly words: readonly string[];
  readonly mentions: readonly Found<Mention>[];
  /** What stands as an answer by itself. */
  readonly answers: readonly SpokenAnswer[];
  /** Words with a meaning of their own. */
  readonly taken: readonly Taken[];
  readonly parts: readonly Part[];
  /** Every time that it names. */
  readonly times: readonly Time[];
};

/** `denies`: that all is well. */
export type Taken = Span & { readonly denies?: boolean };

export function messageOf(typed: Typed): Message {
  const { tokens, asked, today, language } = typed;
  const words = tokens.map(({ word }) => word);
  const mentions = mentionsIn(words, asked, language);
  const inside = (span: Span): boolean =>
    mentions.some(
      (each) => each.start <= span.start && span.end <= each.end && each.end - each.start > span.end - span.start,
    );
  const answers = answersIn(words, language).filter((each) => !inside(each));
  const firm = answers.filter(({ means }) => means === 'yes' || means === 'no' || means === 'fine');
  const taken = [
    ...mentions.map((each) => ({ ...each, denies: isDenial(each.means) || names(each.means, 'fine') })),
    ...firm,
  ];
  const parts = partsOf(words, mentions, language);
  return { ...typed, words, mentions, answers, taken, parts, times: timesIn(words, today, language) };
}
