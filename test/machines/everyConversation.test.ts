import { expect, test } from '@jest/globals';
import { initialTransition, type SnapshotFrom, transition } from 'xstate';
import { type Findings, isQuestionId, questionIds } from '../../machines/findings.ts';
import { triageMachine } from '../../machines/triageMachine.ts';
import { urgency } from '../../machines/urgencyRules.ts';
import { differs, toldApart } from './truthTable/comparison.ts';
import { urgencyTable } from './truthTable/concluded.ts';

/**
 * Every conversation through the red flags and the background, held by the real machine one answer at a time, against the
 * truth table. Of answers that no urgency row tells apart one stands for all (that the rules do not tell them apart is
 * shown over their full product in ruleRows.test.ts); what else they say is enumerated in everyRecommendation.test.ts, and so
 * is the scanner, where the guards look at nothing but their own answer and the role (triageMachine.test.ts).
 */
type Snapshot = SnapshotFrom<typeof triageMachine>;
const answers = new Map(questionIds.map((question) => [question, toldApart(question, urgencyTable)]));
const ranks = ['routine', 'urgent', 'emergency'];

function* conversationsFrom(snapshot: Snapshot): Generator<{ before: Findings; after: Snapshot }> {
  const question = String(snapshot.value);
  if (!isQuestionId(question) || question === 'implantedDevice') return;
  for (const value of answers.get(question) ?? []) {
    const [after] = transition(triageMachine, snapshot, { type: 'answer', question, value });
    yield { before: snapshot.context.answers, after };
    yield* conversationsFrom(after);
  }
}

test('every conversation ends as the truth table says, and no answer on the way lowers the urgency', () => {
  const known = { role: 'clinician', answers: {}, acknowledged: [], stopped: false } as const;
  const wrong: Findings[] = [];
  const lowered: Findings[] = [];
  let ends = 0;
  for (const { before, after } of conversationsFrom(initialTransition(triageMachine, known)[0])) {
    const { answers } = after.context;
    if (ranks.indexOf(urgency(answers)) < ranks.indexOf(urgency(before))) lowered.push(answers);
    if (after.value !== 'finished' && after.value !== 'implantedDevice') continue;
    ends += 1;
    if (differs(answers, true) || (after.value === 'finished') !== (urgency(answers) === 'routine'))
      wrong.push(answers);
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  expect(lowered.slice(0, 3)).toEqual([]);
  expect(ends).toBe(7 * 3 ** 3 * 4 * 2 ** 5);
});
