import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { card } from '../../../dialogs/cards/card.ts';
import { plainText } from '../../../dialogs/cards/plainText.ts';
import { contentVersion } from '../../../dialogs/contentVersion.ts';
import { chatView } from '../../../dialogs/conversation/chatView.ts';
import { afterwards, withTold } from '../../../dialogs/conversation/told.ts';
import { type Entry, extended, type Log, type Told } from '../../../machines/answerLog.ts';
import { view } from '../../../machines/conversationView.ts';
import { type Role, roleSchema } from '../../../machines/findings.ts';
import { triage } from '../../../machines/triage.ts';
import { isBelow } from '../../../machines/urgency.ts';
import { urgency } from '../../../machines/urgencyRules.ts';
import { someEntries, someRole } from '../../machines/arbitraries.ts';
import { logOf } from '../../machines/conversation.ts';
import { rehearse } from './rehearsal.ts';

const toldIn = (entry: Entry | undefined) => (entry?.kind === 'answered' ? entry.told : undefined);

test('the entry that changes the urgency says to what, by which rules and under which content', () => {
  const now = rehearse().answer('none', 'yes');
  expect(now.log.entries.map(toldIn)).toEqual([
    undefined,
    { urgency: 'emergency', rules: ['E1'], content: contentVersion },
  ]);
  const lowered = now.tap({ verb: 'change', question: 'saddleNumbness' });
  const away = lowered.tap({ verb: 'continue' }).tap({ verb: 'change', question: 'saddleNumbness' });
  expect(away.answer('no').tap({ verb: 'confirm' }).view).toMatchObject({
    recommendation: { urgency: 'routine' },
    toldBefore: undefined,
  });
});

test('a rule that comes beside another is told too, since later content may know only one of them', () => {
  const [, second, third] = afterwards(logOf('nurse'), [
    { kind: 'answered', findings: { bladder: 'retention' }, at: 0 },
    { kind: 'answered', findings: { saddleNumbness: 'yes' }, at: 1 },
    { kind: 'answered', findings: { bladder: 'normal' }, at: 2 },
  ]).entries.map(toldIn);
  expect([second?.rules, third?.rules]).toEqual([['E1', 'E2'], ['E1']]);
});

test('under one content what was told is what the answers make, wherever the conversation goes', () => {
  fc.assert(
    fc.property(someRole, someEntries, (role, entries) => {
      const log = afterwards(logOf(role), entries);
      for (let length = 0; length <= log.entries.length; length += 1) {
        const { answers, told } = triage({ head: log.head, entries: log.entries.slice(0, length) }).context;
        expect(told?.urgency ?? 'routine').toBe(urgency(answers));
      }
      const { revision, ...shows } = view(logOf(role, entries));
      expect(view(log)).toMatchObject(shows);
    }),
    { numRuns: 300 },
  );
});

test('going back past what was said after stopping brings back no urgency that the stop alone had made', () => {
  const log = afterwards(logOf('self'), [
    { kind: 'answered', findings: { sensoryOrReflex: 'unsure' }, at: 0 },
    { kind: 'stopped', at: 1 },
    { kind: 'answered', findings: { legPain: 'none' }, at: 2 },
    { kind: 'continued', at: 3 },
  ]);
  expect(log.entries.map((entry) => ('told' in entry ? entry.told?.urgency : undefined))).toEqual([
    undefined,
    'urgent',
    undefined,
    undefined,
  ]);
  const back = view(afterwards(log, [{ kind: 'undone', at: 4 }]));
  expect(back).toMatchObject({ recommendation: { urgency: 'routine' }, toldBefore: undefined });
});

/** An emergency by a rule that no longer exists, as another version told it. */
const byAnotherRule: Told = { urgency: 'emergency', rules: ['E99'], content: 'then' };
const toldThen = (role: Role, told = byAnotherRule): Log => ({
  ...logOf(role, [
    { kind: 'answered', findings: { legWeakness: 'none' }, at: 0 },
    { kind: 'answered', findings: { saddleNumbness: 'no', gait: 'slow' }, told, at: 86_400 },
  ]),
});

describe('what was told under other content', () => {
  test.each(roleSchema.options)('stands, and the card tells a %s when it was told', (role) => {
    const log = toldThen(role);
    const shows = view(log);
    expect(shows).toMatchObject({
      recommendation: { urgency: 'emergency', rules: ['M1'] },
      toldBefore: { rules: ['E99'] },
    });
    const stopped = chatView(extended(log, [{ kind: 'stopped', at: 9 }]));
    const words = plainText(card(stopped, { buttons: 'submit', emergencyNumber: '112' }));
    expect(words).toMatch(/January 2, 2026/);
    expect(words).toMatch(/go to an emergency department now/);
    if (role === 'nurse' || role === 'clinician') expect(words).toMatch(/E99/);
  });

  test('interrupts a patient once, as every emergency does', () => {
    const log = toldThen('self');
    expect(view(log)).toMatchObject({ kind: 'emergency' });
    expect(view(extended(log, [{ kind: 'continued', at: 9 }]))).toMatchObject({
      kind: 'question',
      question: 'bladder',
    });
  });

  test('is a floor under whatever is said afterwards, but for going back over it', () => {
    fc.assert(
      fc.property(
        someRole,
        fc.constantFrom<Told['urgency']>('soon', 'urgent', 'emergency'),
        someEntries,
        (role, level, entries) => {
          const forward = entries.filter(({ kind }) => kind !== 'undone');
          const { recommendation } = view(afterwards(toldThen(role, { ...byAnotherRule, urgency: level }), forward));
          expect(isBelow(recommendation.urgency, level)).toBe(false);
        },
      ),
      { numRuns: 200 },
    );
    expect(view(extended(toldThen('nurse'), [{ kind: 'undone', at: 9 }]))).toMatchObject({
      recommendation: { urgency: 'routine' },
      toldBefore: undefined,
    });
  });

  test('stands where one of its rules is gone, though the answer behind another is taken back', () => {
    const both: Told = { ...byAnotherRule, rules: ['E2', 'E99'] };
    const log = logOf('nurse', [
      { kind: 'answered', findings: { bladder: 'retention', gait: 'slow' }, told: both, at: 86_400 },
    ]);
    const corrected = afterwards(log, [{ kind: 'answered', findings: { bladder: 'normal' }, at: 86_401 }]);
    expect(view(corrected)).toMatchObject({
      recommendation: { urgency: 'emergency' },
      toldBefore: { rules: ['E2', 'E99'], on: '2026-01-02T00:00:00.000Z' },
    });
  });

  test('comes back, with its date, where an answer that made more is taken back', () => {
    const urgentThen = toldThen('self', { ...byAnotherRule, urgency: 'urgent', rules: ['U99'] });
    const more = afterwards(urgentThen, [{ kind: 'answered', findings: { bladder: 'retention' }, at: 86_500 }]);
    expect(view(more)).toMatchObject({ recommendation: { urgency: 'emergency' }, toldBefore: undefined });
    const less = afterwards(more, [{ kind: 'answered', findings: { bladder: 'normal' }, at: 86_501 }]);
    expect(view(less)).toMatchObject({
      recommendation: { urgency: 'urgent' },
      toldBefore: { rules: ['U99'], on: '2026-01-02T00:00:00.000Z' },
    });
  });

  test('stands again when a stop that told more ends', () => {
    const soon = toldThen('self', { ...byAnotherRule, urgency: 'soon' });
    const stopped = afterwards(soon, [
      { kind: 'answered', findings: { sensoryOrReflex: 'unsure' }, at: 86_401 },
      { kind: 'stopped', at: 86_402 },
    ]);
    expect(view(stopped)).toMatchObject({ recommendation: { urgency: 'urgent' }, toldBefore: undefined });
    for (const kind of ['continued', 'undone'] as const)
      expect(view(afterwards(stopped, [{ kind, at: 86_403 }]))).toMatchObject({
        recommendation: { urgency: 'soon' },
        toldBefore: { rules: ['E99'] },
      });
  });

  test('is taken back by the answer that made it, where today’s rules know it too', () => {
    const log: Log = logOf('nurse', [
      { kind: 'answered', findings: { saddleNumbness: 'yes' }, told: { ...byAnotherRule, rules: ['E1'] }, at: 0 },
    ]);
    const away: Entry = { kind: 'answered', findings: { saddleNumbness: 'no' }, at: 1 };
    expect(withTold(log, [away])).toEqual([
      { ...away, told: { urgency: 'routine', rules: [], content: contentVersion } },
    ]);
  });
});
