import type { Role } from '../../machines/findings.ts';
import type { Asked, Heard } from '../heard.ts';
import { criesIn } from './answer/cries.ts';
import { isExplained } from './answer/explained.ts';
import { looksUrgent } from './answer/firstWords.ts';
import { commandIn, wishIn } from './answer/forTheBot.ts';
import { answerIn, emergencyIn } from './answer/heardAs.ts';
import { toldIn } from './answer/told.ts';
import { isUnder18 } from './answer/under18.ts';
import { type Learned, nothingLearned } from './likely/likelihoods.ts';
import { languageOf } from './phrases/language.ts';
import type { Typed } from './readings/message.ts';
import { type Read, read } from './readings/readings.ts';
import { isInside } from './words/spans.ts';
import { normalise } from './words/tokens.ts';

/**
 * What a typed message says for certain, when `asked` was asked. Never throws; text over 2,000 characters is not read.
 * Words → phrases → readings → answer.
 * @param locale of the words; without a lexicon for it, English
 * @param today the day on which it is said: "in 2019" is long ago, or not
 * @param role whose "I" this is: the patient's own, or that of someone who speaks about a patient
 */
export function understand(text: string, asked: Asked, locale: string, today: Date, role: Role = 'self'): Heard {
  const typed = typedIn(text, asked, locale, today, role);
  return understood(typed, asked === 'confirmation', typed.language.lexicon.learned);
}

/** What the phrases alone say: nothing that is only likely is proposed. */
export const saidByPhrases = (text: string, asked: Asked, locale: string, today: Date, role: Role = 'self'): Heard =>
  understood(typedIn(text, asked, locale, today, role), asked === 'confirmation', nothingLearned);

export function typedIn(typed: string, asked: Asked, locale: string, today: Date, role: Role): Typed {
  const language = languageOf(locale);
  const text = normalise(typed);
  const tokens = language.tokenise(text);
  return { text, tokens, language, asked: asked === 'confirmation' ? undefined : asked, today, role };
}

function understood(typed: Typed, isConfirming: boolean, learned: Learned): Heard {
  if (typed.tokens.length === 0) return { kind: 'ambiguous', findings: {} };
  const message = read(typed);
  const confirms = isConfirming ? confirmation(message) : undefined;
  if (confirms) return { kind: confirms };

  const known = isSpoken(message) ? learned : nothingLearned;
  const told = toldIn(message, message.asked === undefined && !isConfirming, known);
  const { findings, others, said } = told;
  const emergency = emergencyIn(told);
  if (emergency) return emergency;
  const isUrgent = told.isFirst && looksUrgent(message, told, known.likelihoods);
  const command = commandIn(told, isUrgent);
  if (command) return command;
  if (isUrgent) return { kind: 'emergency', findings: others, other: true, ...said };
  if (isUnder18(message)) return { kind: 'under18', findings, ...said };
  return wishIn(told, isConfirming, known.likelihoods) ?? answerIn(told);
}

/** A number, a picture or another language is like nothing in the examples: at least half of the words must be known. */
function isSpoken({ words, language: { isWord } }: Read): boolean {
  const spelled = words.filter((word) => /^\p{L}/u.test(word));
  return spelled.length > 0 && spelled.filter(isWord).length * 2 >= spelled.length;
}

/** "Yes", "no" and no more, to the bot's own "is that right?". */
function confirmation(message: Read): 'confirm' | 'decline' | undefined {
  const { answers, readings, mentions, words, language } = message;
  const means = answers.map((each) => each.means);
  // "yes, and I can't pee", "yes, and the right one too", but not "yes, that's right"
  const told = [...readings, ...mentions.filter((each) => each.means.is !== 'figure'), ...language.sides.find(words)];
  const saysMore = told.some((each) => !isInside(each, answers)) || criesIn(message).meant !== undefined;
  if (means.length === 0 || saysMore || !isExplained(message)) return undefined;
  if (means.every((each) => each === 'yes' || each === 'fine')) return 'confirm';
  return means.every((each) => each === 'no') ? 'decline' : undefined;
}
