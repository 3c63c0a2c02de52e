import { expect, test } from '@jest/globals';
import { answersTo, type Findings, knownFindings, questionIds } from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';
import { pathOf } from '../../machines/triageMachine.ts';
import { urgency } from '../../machines/urgencyRules.ts';

/** Nobody has anything but back pain who answers like this. */
const mildest: Findings = knownFindings(
  Object.fromEntries(questionIds.map((id) => [id, question(id).graver[0]?.[0] ?? ''])),
);
const asked = pathOf('self', mildest);

/** Graver answers elsewhere only raise it (graver.test.ts), so this holds beside any other answers. */
test('who is not sure of a single question is never told that no scan is needed', () => {
  expect(urgency(mildest)).toBe('routine');
  expect(asked.length).toBeGreaterThan(10);
  for (const id of asked) expect(answersTo(id)).toContain('unsure');
  expect(asked.filter((id) => urgency({ ...mildest, [id]: 'unsure' }) === 'routine')).toEqual([]);
});
