import { expect, test } from '@jest/globals';
import { oncePer, oncePerPair, rememberedSteps } from '../../machines/remembered.ts';
import { after, begun } from '../../machines/triage.ts';

test('what is found for an object is found once, whatever it is', () => {
  const asked: object[] = [];
  const find = oncePer((one: object): undefined => void asked.push(one));
  const [one, other] = [{}, {}];
  for (const input of [one, one, other, one]) expect(find(input)).toBeUndefined();
  expect(asked).toEqual([one, other]);
});

test('what is found shows nowhere: an object is written, copied and compared as before, and a frozen one has it too', () => {
  const find = oncePer(({ is }: { readonly is: string }) => is.length);
  const one = Object.freeze({ is: 'four' });
  expect(find(one)).toBe(4);
  expect(Reflect.ownKeys(one)).toEqual(['is']);
  expect(JSON.stringify(one)).toBe('{"is":"four"}');
  expect(find({ ...one, is: 'another' })).toBe(7);
});

test('two functions find each their own of one object, and of what stands beside it', () => {
  const [length, twice] = [oncePer((one: string[]) => one.length), oncePer((one: string[]) => 2 * one.length)];
  const asked: string[] = [];
  const joined = oncePerPair((one: string[], by: string) => {
    asked.push(by);
    return one.join(by);
  });
  const one = ['a', 'b'];
  expect([length(one), twice(one), length(one), joined(one, '-'), joined(one, '+'), joined(one, '-')]).toEqual([
    2,
    4,
    2,
    'a-b',
    'a+b',
    'a-b',
  ]);
  expect(asked).toEqual(['-', '+']);
});

/** Sums, with a count of how often one was really made. */
function sums(most: number) {
  const made: number[] = [];
  const sum = (total: number) => {
    made.push(total);
    return { total };
  };
  const steps = rememberedSteps(
    (start: number) => sum(start),
    (before, more: number) => sum(before.total + more),
    String,
    most,
  );
  return { made, ...steps };
}

test('a step is made once from one state, and comes to the very same state again', () => {
  const { made, begun, after } = sums(10);
  const three = after(after(begun(0), 1), 2);
  expect(after(after(begun(0), 1), 2)).toBe(three);
  expect(after(after(begun(0), 2), 1)).not.toBe(three);
  expect(made).toEqual([0, 1, 3, 2, 3]);
});

test('never more states are kept than the limit: then all are forgotten, and found again', () => {
  const { made, begun, after } = sums(2);
  after(begun(0), 1);
  after(begun(0), 1);
  expect(made).toEqual([0, 1]);
  after(begun(0), 5);
  expect(made).toEqual([0, 1, 5]);
  after(begun(0), 1);
  expect(made).toEqual([0, 1, 5, 0, 1]);
});

test('whoever says the same, whenever and in whatever words, comes to the very same state, and nothing else is remembered', () => {
  const answered = { kind: 'answered', findings: { legWeakness: 'none' }, at: 1 } as const;
  const start = begun({ role: 'self', language: 'en' });
  const state = after(start, answered);
  for (const more of [{ at: 9 }, { by: 'ana' }, { heard: 'fine' }, { channel: 'desk' }, { unheard: ['purple'] }])
    expect(after(start, { ...answered, ...more })).toBe(state);
  for (const more of [{ early: true }, { findings: { legWeakness: 'left' } }])
    expect(after(start, { ...answered, ...more })).not.toBe(state);
});
