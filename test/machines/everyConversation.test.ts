import { expect, test } from '@jest/globals';
import { type Answer, type Findings, isQuestionId, type QuestionId, questionIds } from '../../machines/findings.ts';
import { question as questionOf } from '../../machines/questions.ts';
import { recommend } from '../../machines/recommendation.ts';
import type { Triage } from '../../machines/triageMachine.ts';
import { urgency } from '../../machines/urgencyRules.ts';
import { beginning, settled } from './liveMachine.ts';
import { differs, toldApart } from './truthTable/comparison.ts';
import { urgencyTable } from './truthTable/concluded.ts';

/**
 * Every conversation through the red flags, with each finding of the background, held by the real machine one answer at a
 * time, against the truth table (each two of the background: pathwayGraph.test.ts). Of answers that no urgency row tells
 * apart one stands for all (that the rules do not tell them apart is shown in ruleRows.test.ts); of the bowel two of three,
 * as no edge knows it from the bladder. What else they say is enumerated in everyRecommendation.test.ts, and so is the
 * scanner, where the guards look at nothing but the urgency, their own answer and the role (triageMachine.test.ts).
 */
const answers = new Map(questionIds.map((question) => [question, toldApart(question, urgencyTable)]));
answers.set('bowel', ['normal', 'altered']);
const background = questionIds.filter((id) => questionOf(id).section === 'background');

function answersAfter(known: Findings, question: QuestionId): readonly Answer[] {
  const [quiet = 'unsure', ...others] = answers.get(question) ?? [];
  const found = background.filter((id) => known[id] !== undefined && known[id] !== answers.get(id)?.[0]);
  return background.includes(question) && found.length >= 1 ? [quiet] : [quiet, ...others];
}

const isScanner = (value: unknown): boolean => value === 'implantedDevice' || value === 'pregnancy';
const ranks = ['routine', 'soon', 'urgent', 'emergency'];

function* conversationsFrom(snapshot: Triage): Generator<{ before: Findings; after: Triage }> {
  const question = String(snapshot.value);
  if (!isQuestionId(question) || isScanner(question)) return;
  for (const value of answersAfter(snapshot.context.answers, question)) {
    const after = settled(snapshot, question, value);
    yield { before: snapshot.context.answers, after };
    yield* conversationsFrom(after);
  }
}

test('every conversation ends as the truth table says, and no answer on the way lowers the urgency', () => {
  const wrong: Findings[] = [];
  const lowered: Findings[] = [];
  let ends = 0;
  for (const { before, after } of conversationsFrom(beginning('clinician'))) {
    const { answers } = after.context;
    if (ranks.indexOf(urgency(answers)) < ranks.indexOf(urgency(before))) lowered.push(answers);
    if (after.value !== 'finished' && !isScanner(after.value)) continue;
    ends += 1;
    const { urgency: level, imaging } = recommend(answers, true);
    const next = level === 'emergency' || level === 'urgent' ? 'implantedDevice' : imaging ? 'pregnancy' : 'finished';
    if (differs(answers, true) || after.value !== next) wrong.push(answers);
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(lowered.slice(0, 3)).toEqual([]);
  // So many at least, or some were left out.
  expect(ends).toBeGreaterThanOrEqual(7 * 3 ** 2 * 2 * 4 * (1 + 6 * 2));
});
