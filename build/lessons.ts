import { leftOver } from '../dialogs/understanding/answer/explained.ts';
import { saidWords } from '../dialogs/understanding/answer/saidWords.ts';
import { isMild } from '../dialogs/understanding/gravity.ts';
import { type Subject, valuesOf } from '../dialogs/understanding/likely/subjects.ts';
import { read } from '../dialogs/understanding/readings/readings.ts';
import { typedIn } from '../dialogs/understanding/understand.ts';
import { normalise } from '../dialogs/understanding/words/tokens.ts';
import { answersTo, type QuestionId, questionIds } from '../machines/findings.ts';
import { answersQuestion, type Example, isBesides } from './examples.ts';
import { nonsense } from './nonsense.ts';

/** A text, what its phrases say, and what it may mean for a subject: one value, or any but the mild ones. */
export type Lesson = {
  readonly about: Subject;
  readonly text: string;
  readonly said: readonly string[];
  readonly right: readonly string[];
};

/** Of how many questions, one after the other, a sentence that answers none teaches so. */
const besidesOf = 2;

/** Of answers, one in so many teaches that it is no command. */
const noCommand = 2;

/** As many as keep nonsense from looking urgent. */
const nonsenseLines = 1000;

/** The day on which the sentences are taken to be said. */
const learnedOn = new Date('2026-11-28');

/** What the labelled sentences of a language teach. */
export function lessonsOf(language: string, examples: readonly Example[]): readonly Lesson[] {
  const besides = examples.filter(isBesides);
  const answers = examples.flatMap((each) => {
    const question = answersQuestion(each);
    return question ? [{ ...each, question }] : [];
  });
  const answer = (question: QuestionId, text: string, right: readonly string[]): Lesson => ({
    about: question,
    text: normalise(text),
    said: saidIn(language, question, text),
    right,
  });
  const plain = (about: Subject, text: string, value: string): Lesson => ({
    about,
    text: normalise(text),
    said: [],
    right: [value],
  });
  return [
    ...answers.map(({ question, about, value, text }) =>
      answer(question, text, about === 'neverMild' ? notMild(question) : [value]),
    ),
    ...besides.flatMap(
      ({ text }, at) =>
        Array.from({ length: besidesOf }, (_, nth) => questionIds[(at * besidesOf + nth) % questionIds.length])
          .flatMap((question) => (question ? [answer(question, text, ['besides'])] : []))
          .filter(({ about, said }) => !said.some((each) => each.startsWith(`${about} is`))), // "power and sensation normal"
    ),
    // an answer is no first message: "both" says nothing by itself
    ...examples
      .filter(({ about }) => about === 'opening' || about === 'command')
      .map(({ value, text }) => plain('emergency', text, value === 'emergency' ? value : 'none')),
    ...nonsense(language, Math.min(nonsenseLines, examples.length)).map((text) => plain('emergency', text, 'none')),
    ...examples
      .filter(({ about }, at) => about === 'command' || about === 'opening' || at % noCommand === 0)
      .map(({ about, value, text }) => plain('command', text, about === 'command' ? value : 'besides')),
  ];
}

/** What an answer may mean that must never be taken for a mild one. */
function notMild(question: QuestionId): readonly string[] {
  const mild = answersTo(question).filter((each) => each === 'unsure' || isMild(question, each));
  return valuesOf(question).filter((value) => !mild.some((each) => each === value));
}

/** What the phrases of an answer say, read by whoever's "I" tells more. */
function saidIn(language: string, question: QuestionId, text: string): readonly string[] {
  const [own, ofAnother] = [
    read(typedIn(text, question, language, learnedOn, 'self')),
    read(typedIn(text, question, language, learnedOn, 'carer')),
  ];
  const message = ofAnother.readings.length > own.readings.length ? ofAnother : own;
  return saidWords(message, leftOver(message));
}
