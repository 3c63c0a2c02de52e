import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { initialTransition, transition } from 'xstate';
import { isProfessional, questionIds, type Role } from '../../machines/findings.ts';
import { type Known, triageMachine, walk } from '../../machines/triageMachine.ts';
import { someFindings } from './arbitraries.ts';
import { answer, begin, held } from './liveMachine.ts';
import { differs } from './truthTable/comparison.ts';
import { concluded } from './truthTable/concluded.ts';

test('the questions of the machine are the questions of the vocabulary, in its order', () => {
  const others = ['known', 'emergency', 'finished', 'stopped'];
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
    fc.property(someRole, someFindings(), (role, values) => {
      const { end, asked, at } = held(begin(role), values);
      expect(at).toBe('finished');
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked.length).toBeLessThanOrEqual(isProfessional(role) ? 17 : 16);
      expect(differs(end.answers, true)).toBe(false);
    }),
    { numRuns: 150 },
  );
});

test('a walk over standing answers comes to where the live machine is, along the questions that it asked', () => {
  fc.assert(
    fc.property(someRole, someFindings(), (role, values) => {
      const { end, asked } = held(begin(role), values);
      expect(walk(end)).toEqual({ at: 'finished', path: asked });
      const { at, path } = walk({ ...begin(role), answers: values });
      const told = !isProfessional(role) && concluded(values, false).urgency === 'emergency';
      expect([at, path]).toEqual(told ? ['interrupted', []] : [at, path]);
      if (!told) expect(path).toEqual(asked.slice(0, path.length));
    }),
    { numRuns: 100 },
  );
});

describe('the machine alone', () => {
  const at = (known: Partial<Known>, ...events: Parameters<typeof transition<typeof triageMachine>>[2][]) =>
    events.reduce(
      (snapshot, event) => transition(triageMachine, snapshot, event)[0],
      initialTransition(triageMachine, { ...begin('self'), ...known })[0],
    );

  test('is not moved by a question or a value that does not exist', () => {
    for (const event of [
      { type: 'answer', question: 'legWeakness', value: 'purple' },
      { type: 'answer', question: 'saddleNumbness', value: 'none' },
    ] as const) {
      const { value, context } = at({}, event);
      expect([value, context.answers]).toEqual(['legWeakness', {}]);
    }
  });

  test('tells an emergency that was volunteered before its question', () => {
    expect(at({}, answer('bladder', 'incontinence')).value).toBe('emergency');
    expect(at({ role: 'nurse' }, answer('bladder', 'incontinence')).value).toBe('legWeakness');
  });

  test('tells once, and again for a new emergency when none of what was told holds any more', () => {
    const told = at({}, answer('bladder', 'incontinence'), { type: 'continue' });
    expect([told.value, told.context.acknowledged]).toEqual(['legWeakness', ['E2']]);
    const second = transition(triageMachine, told, answer('legWeakness', 'both'))[0];
    expect(second.value).toBe('weaknessCourse');
    const takenBack = transition(triageMachine, told, answer('bladder', 'normal'))[0];
    expect(takenBack.value).toBe('legWeakness');
    expect(transition(triageMachine, takenBack, answer('legWeakness', 'both'))[0].value).toBe('emergency');
  });

  test('stops where it is, stays stopped when an answer changes, and goes on when told', () => {
    const stopped = at({}, answer('legWeakness', 'left'), { type: 'stop' });
    expect([stopped.value, stopped.context.stopped]).toEqual(['stopped', true]);
    const changed = transition(triageMachine, stopped, answer('legWeakness', 'right'))[0];
    expect([changed.value, changed.context.stopped, changed.context.answers.legWeakness]).toEqual([
      'stopped',
      true,
      'right',
    ]);
    const goesOn = transition(triageMachine, changed, { type: 'continue' })[0];
    expect([goesOn.value, goesOn.context.stopped]).toEqual(['weaknessCourse', false]);
  });
});

describe('walk', () => {
  test('stopped names the question that would come next', () => {
    expect(walk({ ...begin('self'), answers: { legWeakness: 'left' }, stopped: true })).toEqual({
      at: 'stopped',
      next: 'weaknessCourse',
      path: ['legWeakness'],
    });
  });

  test('stopped at an emergency has no next question', () => {
    expect(walk({ ...begin('carer'), answers: { trauma: 'major' }, stopped: true })).toEqual({
      at: 'stopped',
      next: undefined,
      path: [],
    });
  });

  test('after the last question there is nothing to stop', () => {
    const { end } = held(begin('nurse'), {});
    expect(walk({ ...end, stopped: true }).at).toBe('finished');
  });

  test('passes by the course of a weakness that is denied', () => {
    const { path } = walk({ ...begin('self'), answers: { legWeakness: 'none', weaknessCourse: 'worsening' } });
    expect(path).toEqual(['legWeakness']);
  });
});
