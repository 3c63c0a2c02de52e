import { expect, test } from '@jest/globals';
import { answersTo } from '../../machines/findings.ts';
import { pathOf } from '../../machines/triageMachine.ts';
import { urgency } from '../../machines/urgencyRules.ts';
import { mildest } from './mildest.ts';

const asked = pathOf('self', mildest);

/** Graver answers elsewhere only raise it (graver.test.ts), so this holds beside any other answers. */
test('who is not sure of a single question is never told that no scan is needed', () => {
  expect(urgency(mildest)).toBe('routine');
  expect(asked.length).toBeGreaterThan(10);
  for (const id of asked) expect(answersTo(id)).toContain('unsure');
  expect(asked.filter((id) => urgency({ ...mildest, [id]: 'unsure' }) === 'routine')).toEqual([]);
});
