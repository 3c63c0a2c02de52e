import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createActor } from 'xstate';
import { findingsOn, questionIds, type Role } from '../../machines/findings.ts';
import { triage } from '../../machines/triage.ts';
import { eventOf, pathOf, questionAt, triageMachine } from '../../machines/triageMachine.ts';
import { mostlyQuiet, someEntries, someFindings } from './arbitraries.ts';
import { logOf } from './conversation.ts';
import { answer, beginning, held, led, plain } from './liveMachine.ts';
import { differs } from './truthTable/comparison.ts';
import { asksNext, mostAsked } from './truthTable/concluded.ts';

test('the questions of the machine are the questions of the vocabulary, in its order', () => {
  const others = ['known', 'emergency', 'finished'];
  const states = Object.keys(triageMachine.states).filter((state) => !others.includes(state));
  expect(states).toEqual(questionIds);
});

/** What decides on the way out of a state. */
const guardsOf = (state: string): readonly string[] =>
  (Object.entries(triageMachine.root.states).find(([key]) => key === state)?.[1].always ?? []).flatMap(({ guard }) =>
    namesIn(guard),
  );
const namesIn = (guard: unknown): readonly string[] =>
  typeof guard === 'string'
    ? [guard]
    : typeof guard === 'function' && 'guards' in guard && Array.isArray(guard.guards)
      ? guard.guards.flatMap(namesIn)
      : typeof guard === 'object' && guard !== null && 'type' in guard
        ? [String(guard.type)]
        : [];

test('on the way through the scanner questions nothing counts but their own answer and, for the last, the role', () => {
  const scanner = ['implantedDevice', 'metalFragments', 'pregnancy', 'claustrophobia', 'mriAccess'];
  expect(scanner.map(guardsOf)).toEqual([
    ['answered'],
    ['answered'],
    ['answered', 'scanIsAdvised', 'answered'],
    ['answered', 'professionalAnswers', 'answered'],
    ['answered'],
  ]);
});

const someRole = fc.constantFrom<Role>('self', 'carer', 'nurse', 'clinician');

test('any answers, given one at a time to any role, end as the truth table says', () => {
  fc.assert(
    fc.property(someRole, fc.oneof(someFindings(), mostlyQuiet), (role, values) => {
      const { end, asked, at } = held(beginning(role), values);
      expect(at).toBe('finished');
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked.length).toBeLessThanOrEqual(mostAsked(role));
      expect(differs(end.answers, true)).toBe(false);
      const next = asked.map((_, index) => asksNext(role, findingsOn(end.answers, asked.slice(0, index))));
      expect(next).toEqual(asked);
    }),
    { numRuns: 150 },
  );
});

test('the answers lead by the questions that the live machine asked', () => {
  fc.assert(
    fc.property(someRole, someFindings(), (role, values) => {
      const { end, asked } = held(beginning(role), values);
      expect(pathOf(role, end.answers)).toEqual(asked);
      const path = pathOf(role, values);
      expect(path).toEqual(asked.slice(0, path.length));
    }),
    { numRuns: 100 },
  );
});

test('the fold over a log is the live machine, to which the entries are sent', () => {
  fc.assert(
    fc.property(someRole, someEntries, (role, entries) => {
      const live = createActor(triageMachine, { input: { role } }).start();
      for (const entry of entries) live.send(eventOf(entry));
      const { value, context, tags } = live.getSnapshot();
      expect(triage(logOf(role, entries))).toMatchObject({ value, context, tags });
      live.stop();
    }),
    { numRuns: 100 },
  );
});

describe('the machine alone', () => {
  const self = beginning('self');

  test('is not moved by a question or a value that does not exist', () => {
    for (const findings of [{ legWeakness: 'purple' }, { saddleNumbness: 'none' }, { gait: 'slow' }]) {
      const { value, context } = led(self, eventOf({ kind: 'answered', findings, at: 0 }));
      expect([value, context.answers]).toEqual(['legWeakness', {}]);
    }
  });

  test('tells an emergency that was volunteered before its question', () => {
    expect(led(self, answer('bladder', 'incontinence')).value).toBe('emergency');
    expect(led(beginning('nurse'), answer('bladder', 'incontinence')).value).toBe('legWeakness');
  });

  test('tells once, and again for a new emergency when none of what was told holds any more', () => {
    const told = led(self, answer('bladder', 'incontinence'), plain('continued'));
    expect([told.value, told.context.acknowledged]).toEqual(['legWeakness', ['E2']]);
    expect(led(told, answer('legWeakness', 'both')).value).toBe('weaknessCourse');
    const takenBack = led(told, answer('bladder', 'normal'));
    expect(takenBack.value).toBe('legWeakness');
    expect(led(takenBack, answer('legWeakness', 'both')).value).toBe('emergency');
  });

  test('stops where it is, stays stopped when an answer changes, and goes on when told', () => {
    const stopped = led(self, answer('legWeakness', 'left'), plain('stopped'));
    expect([questionAt(stopped), stopped.context.stopped]).toEqual(['weaknessCourse', true]);
    const changed = led(stopped, answer('legWeakness', 'right'));
    expect([changed.context.stopped, changed.context.answers.legWeakness]).toEqual([true, 'right']);
    const goesOn = led(changed, plain('continued'));
    expect([questionAt(goesOn), goesOn.context.stopped]).toEqual(['weaknessCourse', false]);
  });

  test('stopped tells no emergency: it is on the card that stopping gives', () => {
    const stopped = led(beginning('carer'), answer('trauma', 'major'), plain('stopped'));
    expect(stopped.hasTag('interrupted')).toBe(false);
    expect(led(stopped, plain('continued')).context.acknowledged).toEqual(['E10']);
  });

  test('passes by the course of a weakness that is denied', () => {
    expect(pathOf('self', { legWeakness: 'none', weaknessCourse: 'worsening' })).toEqual(['legWeakness']);
  });
});
