import type { Findings, QuestionId } from '../../../machines/findings.ts';
import type { Heard } from '../../heard.ts';
import { isGrave } from '../gravity.ts';
import type { Likelihoods } from '../likely/likelihoods.ts';
import { withoutOverlaps } from '../phrases/phraseBook.ts';
import { type Read, read } from '../readings/readings.ts';
import { isInside } from '../words/spans.ts';
import { commandWithin, likelyCommand, wholeCommand } from './commands.ts';
import { chanceOf } from './likelyAnswer.ts';
import { isOffTopic } from './offTopic.ts';
import { isOpen } from './openSigns.ts';
import { findingOf, nothingSaid } from './otherFindings.ts';
import { settle, valueIn } from './settle.ts';
import type { Told } from './told.ts';

/** How likely at most it is that an answer is none. */
const noAnswer = 0.1;

/** A command that phrases name, where nothing urgent is told beside it: "should I worry that I leak?". */
export function commandIn(told: Told, isUrgent: boolean): Heard | undefined {
  const { message } = told;
  const command = wholeCommand(message) ?? (isUrgent ? undefined : commandWithin(message, answersSurely(told)));
  return command?.command === 'change' && command.question
    ? { ...command, ...changedTo(command.question, message) }
    : command;
}

/** What is wanted of the bot, or another subject, by likeness to what others want; only where nothing is answered or told. */
export function wishIn(told: Told, isConfirming: boolean, likelihoods: Likelihoods): Heard | undefined {
  const { message, own, answered, left } = told;
  const { text, words, language } = message;
  const plans = language.doubt.plans.find(words).length > 0; // "if it spreads I'll call an ambulance"
  const wished = tellsNothing(told) && !isConfirming && !plans ? likelyCommand(text, likelihoods) : undefined;
  if (wished === 'off-topic') return { kind: 'off-topic' };
  if (wished) return { kind: 'command', command: wished };
  const isOther = own.is === 'nothing' && answered.is !== 'value' && isOffTopic(message, left);
  return isOther ? { kind: 'off-topic' } : undefined;
}

/** Of words that may be a command too. */
function answersSurely({ answered, likely }: Told): boolean {
  const value = valueIn(answered);
  const values = likely?.values ?? [];
  return value !== undefined && value !== 'unsure' && values.length > 0 && chanceOf(values, ['besides']) < noAnswer;
}

function tellsNothing({ message: { asked }, own, answered, likely, others, open }: Told): boolean {
  if (answered.is === 'value' || Object.keys(others).length > 0 || isOpen(open)) return false;
  const guess = own.is === 'doubt' ? own.guess : undefined;
  const mayBeGrave = own.is === 'present' || (asked && guess !== undefined && isGrave(asked, guess));
  return own.is === 'nothing' || (likely?.values[0]?.value === 'besides' && !mayBeGrave);
}

/** "I made a mistake about my bladder, I do leak": what is said in passing of what is to be changed. */
function changedTo(question: QuestionId, message: Read): { findings?: Findings } {
  const { words, readings, language } = read({ ...message, asked: question });
  // "about the fever" names the question, and says nothing; "I told you my left leg was weak, but" says what it was
  const names = withoutOverlaps(language.questionNames.find(words)).slice(0, 1);
  const before = language.commands.anywhere.find(words).filter(({ means }) => means === 'change');
  const certain = readings.filter(
    (each) => each.certain && each.says === 'is' && !isInside(each, [...names, ...before]),
  );
  const meant = settle(question, certain, nothingSaid, () => true);
  return meant.is === 'value' ? { findings: findingOf(question, meant.value) } : {};
}
