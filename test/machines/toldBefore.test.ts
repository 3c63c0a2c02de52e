import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry, Told } from '../../machines/answerLog.ts';
import { urgencyOf } from '../../machines/standing.ts';
import { isBelow, urgencySchema } from '../../machines/urgency.ts';
import { urgency } from '../../machines/urgencyRules.ts';
import { someEntries, someRole } from './arbitraries.ts';
import { conversation, from, logOf } from './conversation.ts';

/** What another content told for a sign that today's rules do not know. */
const told = (level: Told['urgency'] = 'emergency', rules = ['E99']): Told => ({
  urgency: level,
  rules,
  content: 'then',
});
const answered = (findings: Readonly<Record<string, string>>, what?: Told): Entry => ({
  kind: 'answered',
  findings,
  ...(what === undefined ? {} : { told: what }),
  at: 60,
});
const after = (role: 'self' | 'nurse', ...entries: readonly Entry[]) => from(logOf(role, entries));

test('what was told is a floor under the urgency; it is exact where the answers make more', () => {
  fc.assert(
    fc.property(someRole, someEntries, fc.constantFrom(...urgencySchema.options), (role, entries, level) => {
      const forward = entries.filter(({ kind }) => kind !== 'undone');
      const now = from(logOf(role, [answered({ gait: 'slow' }, told(level)), ...forward]));
      const made = urgency(now.standing().answers);
      const { recommendation, toldBefore } = now.view();
      const expected = isBelow(made, level) ? level : made;
      expect([recommendation.urgency, urgencyOf(now.standing())]).toEqual([expected, expected]);
      expect(toldBefore !== undefined).toBe(isBelow(made, level));
      if (level !== 'routine') expect(recommendation.disposition).not.toBe('routine');
    }),
    { numRuns: 100 },
  );
});

test('it says when, in which words of rules, and under which content', () => {
  expect(after('nurse', answered({ gait: 'slow' }, told())).view().toldBefore).toEqual({
    urgency: 'emergency',
    rules: ['E99'],
    content: 'then',
    on: '2026-01-01T00:01:00.000Z',
  });
  expect(conversation().view().toldBefore).toBeUndefined();
});

test('a patient is interrupted by it once, and asked about the scanner as after any emergency', () => {
  const now = after('self', answered({ gait: 'slow' }, told()));
  expect(now.view()).toMatchObject({ kind: 'emergency', recommendation: { rules: ['M1'] } });
  expect(now.goOn().standing().acknowledged).toEqual(['E99']);
  expect(now.goOn().view()).toMatchObject({ kind: 'question', question: 'legWeakness' });
  // Another emergency is told all the same.
  expect(now.goOn().say({ saddleNumbness: 'yes' }).view()).toMatchObject({ kind: 'emergency' });
  expect(after('self', answered({ gait: 'slow' }, told('urgent'))).view()).toMatchObject({ kind: 'question' });
});

test('the latest word counts, and going back over it takes it away', () => {
  const twice = after('nurse', answered({ gait: 'slow' }, told()), answered({ gait: 'fast' }, told('urgent', ['U99'])));
  expect(twice.view()).toMatchObject({ recommendation: { urgency: 'urgent' }, toldBefore: { rules: ['U99'] } });
  expect(twice.back().view()).toMatchObject({ recommendation: { urgency: 'emergency' } });
  expect(twice.back().back().view()).toMatchObject({ recommendation: { urgency: 'routine' }, toldBefore: undefined });
});

test('stopping and going on can tell too', () => {
  const stopped: Entry = { kind: 'stopped', told: told('urgent', ['U2']), at: 61 };
  const now = after('nurse', answered({ legWeakness: 'none' }), stopped);
  expect(now.view()).toMatchObject({ recommendation: { urgency: 'urgent' } });
  const on: Entry = { kind: 'continued', told: told('routine', []), at: 62 };
  expect(from({ ...now.log, entries: [...now.log.entries, on] }).view()).toMatchObject({
    recommendation: { urgency: 'routine' },
    toldBefore: undefined,
  });
});
