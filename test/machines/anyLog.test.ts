import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '../../machines/answerLog.ts';
import { findingsIn } from '../../machines/conversationView.ts';
import { isProfessional, knownFindings, questionIds } from '../../machines/findings.ts';
import { besides, someEntries, someFindings, someRole } from './arbitraries.ts';
import { conversation, from, logOf, toTheEnd } from './conversation.ts';
import { concluded } from './truthTable/concluded.ts';

/** What holds of every log, however it came about. */
const someLog = fc.tuple(someRole, someEntries).map(([role, entries]) => logOf(role, entries));
const ranks = ['routine', 'soon', 'urgent', 'emergency'];
const runs = { numRuns: 200 };

test("its urgency is the truth table's, and only a complete one of an adult is ever routine", () => {
  fc.assert(
    fc.property(someLog, (log) => {
      const shows = from(log).view();
      const { urgency, complete, disposition, imaging, actions } = shows.recommendation;
      expect(urgency).toBe(concluded(findingsIn(shows), complete).urgency);
      expect(disposition === 'routine').toBe(urgency === 'routine' && complete && !shows.under18);
      const scanned = urgency === 'emergency' || urgency === 'urgent';
      const xrayed = disposition === 'soon' && findingsIn(shows).boneFragility === 'yes';
      expect(imaging !== null).toBe(scanned || xrayed);
      for (const told of Object.values(actions)) expect(told.includes('noImagingNow')).toBe(disposition === 'routine');
      if (shows.kind === 'recommendation') expect(complete).toBe(!shows.stopped);
      if (complete) expect(shows.notAsked).toEqual([]);
    }),
    runs,
  );
});

test('a patient with an emergency is told it, unless one of the rules that fire was acknowledged; a professional goes on', () => {
  fc.assert(
    fc.property(someLog, (log) => {
      const stands = from(log).standing();
      const shows = from(log).view();
      const firing = concluded(stands.answers, false).rules.filter((rule) => rule.startsWith('E'));
      const untold = firing.length > 0 && !stands.acknowledged.some((rule) => firing.includes(rule));
      if (isProfessional(shows.role)) expect(shows.kind).not.toBe('emergency');
      else if (untold && !stands.stopped) expect(shows.kind).toBe('emergency');
      else if (!untold) expect(shows.kind).not.toBe('emergency');
    }),
    runs,
  );
});

test('an answer to an open question never lowers the urgency, and the end is never below what was said on the way', () => {
  fc.assert(
    fc.property(someLog, someFindings(), (log, values) => {
      let now = from(log);
      let before = ranks.indexOf(now.view().recommendation.urgency);
      for (const question of now.view().notAsked) {
        now = now.say({ [question]: values[question] ?? 'unsure' });
        const after = ranks.indexOf(now.view().recommendation.urgency);
        expect(after).toBeGreaterThanOrEqual(before);
        before = after;
      }
      const end = toTheEnd(now, values).view();
      expect(ranks.indexOf(end.recommendation.urgency)).toBeGreaterThanOrEqual(before);
      expect(end.recommendation.complete).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('back and then the same answer is as if nothing had happened', () => {
  fc.assert(
    fc.property(someLog, someFindings(), (log, said) => {
      const before = from(log)
        .goOn()
        .say({ ...said });
      const { revision: _, ...after } = before
        .back()
        .say({ ...said })
        .view();
      expect(before.view()).toMatchObject(after);
    }),
    runs,
  );
});

test('the order of the answers does not matter, nor who gives them in which language', () => {
  fc.assert(
    fc.property(someRole, someRole, someFindings(), fc.infiniteStream(fc.nat()), (first, second, findings, order) => {
      const { mriAccess: _, ...said } = findings;
      const entries = Object.entries(said);
      const shuffled = entries
        .map((entry) => [order.next().value, entry] as const)
        .toSorted(([a], [b]) => a - b)
        .map(([, entry]) => entry);
      const inOrder = (role: typeof first, all: typeof entries, language: string) =>
        all.reduce(
          (now, [question, value]) => now.say({ [question]: value }).say({ [question]: value }),
          conversation(role).settings({ language }),
        );
      const one = toTheEnd(inOrder(first, entries, 'en'), { mriAccess: 'available' }).view();
      const other = toTheEnd(inOrder(second, shuffled, 'es'), { mriAccess: 'available' }).view();
      expect(one.recommendation).toEqual(other.recommendation);
    }),
    { numRuns: 100 },
  );
});

test('changes on the way leave no trace in the conclusion', () => {
  fc.assert(
    fc.property(someLog, someFindings(questionIds), (log, values) => {
      const all = { ...knownFindings(Object.fromEntries(questionIds.map((id) => [id, 'unsure']))), ...values };
      const straight = toTheEnd(conversation(log.head.role).say(all).say(all).goOn());
      const roundabout = toTheEnd(from(log).goOn().settings({ role: log.head.role }).say(all).say(all).goOn());
      const { under18, recommendation } = roundabout.view();
      if (!under18) expect(recommendation).toEqual(straight.view().recommendation);
    }),
    { numRuns: 100 },
  );
});

test('what settles nothing and what nobody knows changes nothing but its own margin, wherever it stands', () => {
  const unknown: readonly Entry[] = [
    { kind: 'answered', findings: { gait: 'slow', bladder: 'purple' }, at: 0 },
    { kind: 'noted', what: 'tired', at: 0 },
  ];
  fc.assert(
    fc.property(someLog, fc.nat(), fc.constantFrom(...unknown, ...besides), (log, where, more) => {
      // An `answered` is what *back* takes back, and ends what was asked aside.
      const apart = ({ kind }: Entry) => more.kind !== 'answered' || (kind !== 'undone' && kind !== 'asked');
      const entries = log.entries.filter(apart);
      const index = where % (entries.length + 1);
      const { revision: _, margin: __, under18: ___, ...shows } = from({ ...log, entries }).view();
      expect(from({ ...log, entries: entries.toSpliced(index, 0, more) }).view()).toMatchObject(shows);
    }),
    runs,
  );
});
