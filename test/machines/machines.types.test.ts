import { expect, test } from '@jest/globals';
import { initialTransition, transition } from 'xstate';
import type { Entry } from '../../machines/answerLog.ts';
import type { View } from '../../machines/conversationView.ts';
import type { AnswerTo, Findings, QuestionId } from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';
import { recommend } from '../../machines/recommendation.ts';
import { claim } from '../../machines/sources.ts';
import { triageMachine } from '../../machines/triageMachine.ts';
import type { EmergencyRuleId, UrgencyRow } from '../../machines/urgencyRules.ts';

/** Misuse that the type check refuses; each line that it would accept fails the type check, as an unused expectation. */
function misuse(entry: Entry, row: UrgencyRow<EmergencyRuleId>, shows: View): void {
  // @ts-expect-error no such question
  recommend({ gait: 'slow' }, true);
  // @ts-expect-error no answer of this question
  recommend({ saddleNumbness: 'none' }, true);
  // @ts-expect-error a missing answer is a missing key
  recommend({ saddleNumbness: undefined }, true);
  // @ts-expect-error nobody may forget to say whether all was asked
  recommend({});
  // @ts-expect-error a role never takes part in a conclusion
  recommend({}, true, 'nurse');

  const findings: Findings = {};
  // @ts-expect-error findings are never changed in place
  findings.bladder = 'normal';
  // @ts-expect-error rows are read-only
  row.when = () => false;
  // @ts-expect-error no such rule
  row.id satisfies 'E12';

  // @ts-expect-error no such question
  question('gait');
  // @ts-expect-error no such claim
  claim('theEarthIsFlat');
  // @ts-expect-error an answer of another question
  'retention' satisfies AnswerTo<'bowel'>;
  // @ts-expect-error states that ask nothing are no questions
  'finished' satisfies QuestionId;

  // @ts-expect-error no such guard
  triageMachine.provide({ guards: { weaknessIsFashionable: () => true } });
  // @ts-expect-error no such action
  triageMachine.provide({ actions: { diagnose: () => {} } });
  const [start] = initialTransition(triageMachine, { role: 'self' });
  // @ts-expect-error no such event
  transition(triageMachine, start, { type: 'restart', entry });
  // @ts-expect-error an event is an entry of the log
  transition(triageMachine, start, { type: 'answered' });
  // @ts-expect-error the machine asks who answers
  initialTransition(triageMachine);

  // @ts-expect-error only a question view has progress
  shows.progress;
  // @ts-expect-error an entry says when
  ({ kind: 'undone' }) satisfies Entry;
}

test('the type check reads this file', () => {
  expect(misuse).toHaveLength(3);
});
