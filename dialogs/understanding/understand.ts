import type { Findings, QuestionId, Role } from '../../machines/findings.ts';
import type { Asked, Heard } from '../heard.ts';
import { commandWithin, likelyCommand, wholeCommand } from './answer/commands.ts';
import { criesIn } from './answer/cries.ts';
import { isExplained, leftOver } from './answer/explained.ts';
import { looksUrgent, worsensSomewhere } from './answer/firstWords.ts';
import { judged } from './answer/judged.ts';
import { chanceOf, type LikelyAnswer, likelyAnswer } from './answer/likelyAnswer.ts';
import { offered } from './answer/offered.ts';
import { isOffTopic } from './answer/offTopic.ts';
import { openSigns } from './answer/openSigns.ts';
import { findingOf, isEmergency, likelyAmong, nothingSaid, otherFindings } from './answer/otherFindings.ts';
import { ownAnswer } from './answer/ownAnswer.ts';
import { type Quoted, quoted } from './answer/quoted.ts';
import { type Settled, settle, valueIn } from './answer/settle.ts';
import { isUnder18 } from './answer/under18.ts';
import { windAlone } from './answer/windAlone.ts';
import { isGrave } from './gravity.ts';
import { type Learned, nothingLearned } from './likely/likelihoods.ts';
import { languageOf } from './phrases/language.ts';
import { withoutOverlaps } from './phrases/phraseBook.ts';
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
  const { text, asked } = message;
  const confirms = isConfirming ? confirmation(message) : undefined;
  if (confirms) return { kind: confirms };

  const known = isSpoken(message) ? learned : nothingLearned;
  const alike = known.likelihoods;
  const own = ownAnswer(message);
  const ownFindings = asked && own.is === 'value' ? findingOf(asked, own.value) : {};
  const others = likelyAmong(otherFindings(message), ownFindings, message, known);
  const findings = { ...others, ...ownFindings };
  const left = leftOver(message);
  const said = quoted(message, left);

  const likely = asked ? likelyAnswer(asked, message, left, known) : undefined;
  const answered =
    asked && likely ? offered(asked, windAlone(judged(asked, own, likely), message), likely, message, left) : own;
  const answer = asked && answered.is === 'value' ? findingOf(asked, answered.value) : {};
  const { meant: cry, denied } = criesIn(message);
  const isFirst = asked === undefined && !isConfirming;
  const worsens = isFirst && worsensSomewhere(message, others);
  // what answers the question is an answer, and the pathway finds the emergency in it; all else is said now
  if (cry !== undefined || worsens || (isEmergency(findings) && !isEmergency(ownFindings)) || isEmergency(others))
    return {
      kind: 'emergency',
      // what only looks like an answer may be of what else is told
      findings: own.is === 'nothing' ? { ...findings, ...answer } : findings,
      other: cry !== undefined || worsens,
      ...(cry === 'selfHarm' && { selfHarm: true as const }),
      ...said,
    };
  const whole = wholeCommand(message);
  const command = whole ?? commandWithin(message, likely !== undefined && answersSurely(answered, likely));
  const open = openSigns(message, findings);
  const urgent = isFirst && looksUrgent(message, { left, denied, open }, alike);
  const isCommand = command !== undefined && (whole !== undefined || !urgent); // "should I worry that I leak?"
  if (isCommand && command.command === 'change' && command.question)
    return { ...command, ...changedTo(command.question, typed) };
  if (isCommand) return command;
  if (urgent) return { kind: 'emergency', findings: others, other: true, ...said };
  if (isUnder18(message)) return { kind: 'under18', findings, ...said };
  const isOpen = open.weakness || Object.keys(open.doubtful).length > 0;
  const answersNothing =
    answered.is !== 'value' &&
    (own.is === 'nothing' || (likely?.values[0]?.value === 'besides' && !mayBeGrave(asked, own))) &&
    Object.keys(others).length === 0 &&
    !isOpen &&
    !isConfirming;
  const plans = message.language.doubt.plans.find(message.words).length > 0; // "if it spreads I'll call an ambulance"
  const wished = answersNothing && !plans ? likelyCommand(text, alike) : undefined;
  if (wished === 'off-topic') return { kind: 'off-topic' };
  if (wished) return { kind: 'command', command: wished };
  if (own.is === 'nothing' && answered.is !== 'value' && isOffTopic(message, left)) return { kind: 'off-topic' };
  // "my leg is weak", to another question: what only looks like an answer does not stand in its way
  const guess = asked && own.is !== 'nothing' && answered.is === 'doubt' ? findingOf(asked, answered.guess) : {};
  if (isOpen && !isEmergency(answer) && !isEmergency(guess)) {
    const beside = { findings: { ...others, ...answer }, ...said };
    return open.weakness && !isEmergency(open.doubtful)
      ? { kind: 'partial', ...beside }
      : { kind: 'ambiguous', guess: open.doubtful, ...beside };
  }
  if (asked !== undefined) return heardAs(asked, answered, others, said);
  if (Object.keys(others).length > 0) return { kind: 'answer', findings: others, ...said };
  return { kind: 'story', unheard: said.unheard ?? [] };
}

/** How likely at most it is that an answer is none. */
const noAnswer = 0.1;

/** Of words that may be a command too. */
function answersSurely(answered: Settled, { values }: LikelyAnswer): boolean {
  const value = valueIn(answered);
  return value !== undefined && value !== 'unsure' && values.length > 0 && chanceOf(values, ['besides']) < noAnswer;
}

const mayBeGrave = (asked: QuestionId | undefined, own: Settled): boolean =>
  own.is === 'present' ||
  (asked !== undefined && own.is === 'doubt' && own.guess !== undefined && isGrave(asked, own.guess));

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

/** "I made a mistake about my bladder, I do leak": what is said in passing of what is to be changed. */
function changedTo(question: QuestionId, typed: Typed): { findings?: Findings } {
  const { words, readings, language } = read({ ...typed, asked: question });
  // "about the fever" names the question, and says nothing; "I told you my left leg was weak, but" says what it was
  const names = withoutOverlaps(language.questionNames.find(words)).slice(0, 1);
  const before = language.commands.anywhere.find(words).filter(({ means }) => means === 'change');
  const certain = readings.filter(
    (each) => each.certain && each.says === 'is' && !isInside(each, [...names, ...before]),
  );
  const meant = settle(question, certain, nothingSaid, () => true);
  return meant.is === 'value' ? { findings: findingOf(question, meant.value) } : {};
}

function heardAs(asked: QuestionId, own: Settled, others: Findings, said: Quoted): Heard {
  switch (own.is) {
    case 'value':
      return { kind: 'answer', findings: { ...others, ...findingOf(asked, own.value) }, ...said };
    case 'present':
      return asked === 'legWeakness'
        ? { kind: 'partial', findings: others, ...said }
        : { kind: 'ambiguous', findings: others, which: true, ...said };
    case 'doubt': {
      const guess = own.guess === undefined ? undefined : findingOf(asked, own.guess);
      return { kind: 'ambiguous', findings: others, ...said, ...(guess && { guess }) };
    }
    case 'nothing':
      return { kind: 'ambiguous', findings: others, ...said };
  }
}
