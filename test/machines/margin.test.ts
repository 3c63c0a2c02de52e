import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../machines/answerLog.ts';
import { emptyMargin } from '../../machines/margin.ts';
import { type Conversation, conversation, from } from './conversation.ts';

const also = ({ log }: Conversation, ...entries: readonly Entry[]): Conversation =>
  from({ ...log, entries: [...log.entries, ...entries] });
const marginOf = (begun: Conversation, ...entries: readonly Entry[]) => also(begun, ...entries).view().margin;

test('is empty at first', () => {
  expect(conversation().view().margin).toEqual(emptyMargin);
});

test('keeps words that were not understood, and notes, in order', () => {
  const said: Entry = { kind: 'said', words: 'like ants', at: 1 };
  const one: Entry = { kind: 'note', text: 'speaks slowly', by: 'n7', at: 2 };
  const other: Entry = { kind: 'note', text: 'lives alone', about: 'bladder', at: 3 };
  expect(marginOf(conversation(), said, one, other)).toEqual({ ...emptyMargin, said: [said], notes: [one, other] });
});

describe('a judgement', () => {
  const judged: Entry = { kind: 'judged', to: 'emergency', reason: 'looks ill', under: 'urgent', at: 1 };

  test('stands beside the advice and changes nothing of it', () => {
    const before = conversation('nurse').answer('left');
    const after = also(before, judged);
    expect(after.view().margin.judged).toEqual({ ...judged, lapsed: false });
    expect(after.view().recommendation).toEqual(before.view().recommendation);
    expect(after.answer('stable').view().margin.judged).toMatchObject({ lapsed: false });
  });

  test('lapses when the computed urgency rises above what it was made under, and for good', () => {
    const risen = also(conversation('nurse').answer('left'), judged).say({ saddleNumbness: 'yes' });
    expect(risen.view().margin.judged).toMatchObject({ lapsed: true });
    expect(risen.say({ saddleNumbness: 'no' }).view().margin.judged).toMatchObject({ lapsed: true });
    expect(marginOf(risen, judged).judged).toMatchObject({ lapsed: true });
    expect(marginOf(risen, { ...judged, under: 'emergency' }).judged).toMatchObject({ lapsed: false });
  });

  test('is taken back', () => {
    expect(marginOf(conversation('nurse'), judged, { kind: 'unjudged', at: 2 }).judged).toBeUndefined();
  });
});

describe('who calls', () => {
  const party: Entry = { kind: 'party', about: 'other', relation: 'son', age: 71, at: 1 };

  test('is told bit by bit, the latest word counts', () => {
    const told = marginOf(conversation('nurse'), party, { kind: 'party', about: 'self', callback: '555', at: 2 });
    expect(told.party).toEqual({ kind: 'party', about: 'self', relation: 'son', age: 71, callback: '555', at: 2 });
  });

  test.each([
    [17, true],
    [18, false],
  ])('at %d is under 18: %s', (age, under18) => {
    expect(also(conversation('nurse'), { ...party, age }).view()).toMatchObject({ under18 });
    expect(also(conversation('nurse'), { ...party, age }, { ...party, age: 71 }).view()).toMatchObject({
      under18: false,
    });
    expect(also(conversation('nurse').note('under18'), { ...party, age }).view()).toMatchObject({ under18: true });
  });
});

test('a call that was closed is open again after an answer, not after a note', () => {
  const closed: Entry = { kind: 'closed', how: 'complete', readBack: ['safetyNet'], at: 1 };
  const ended = also(conversation('nurse'), closed);
  expect(ended.view().margin.closed).toEqual(closed);
  expect(marginOf(ended, { kind: 'note', text: 'called twice', at: 2 }).closed).toEqual(closed);
  for (const kind of ['answered', 'undone', 'continued', 'stopped'] as const) {
    const entry: Entry = kind === 'answered' ? { kind, findings: {}, at: 2 } : { kind, at: 2 };
    expect(marginOf(ended, entry).closed).toBeUndefined();
  }
});

test('what is handed over waits until somebody takes it', () => {
  const over: Entry = { kind: 'handedOver', to: 'ward 3', at: 1 };
  const taken: Entry = { kind: 'taken', by: 'n8', at: 2 };
  expect(marginOf(conversation('nurse'), over)).toMatchObject({ handedOver: over, taken: undefined });
  expect(marginOf(conversation('nurse'), over, taken)).toMatchObject({ handedOver: undefined, taken });
  expect(marginOf(conversation('nurse'), over, taken, over)).toMatchObject({ handedOver: over, taken: undefined });
});

test('what cannot be read is named, each kind once', () => {
  const weighed: Entry = { kind: 'foreign', at: 1, entry: { kind: 'weighed', at: 1 } };
  const tired: Entry = { kind: 'noted', what: 'tired', at: 1 };
  expect(marginOf(conversation(), weighed, tired, weighed).notRead).toEqual(['weighed', 'tired']);
});

test('another emergency that was asked for and denied is known as such, and never takes away one that was noted', () => {
  const none: Entry = { kind: 'noted', what: 'noOtherEmergency', at: 1 };
  expect(also(conversation('nurse'), none).view()).toMatchObject({ otherEmergency: 'none' });
  expect(also(conversation('nurse'), none).note('otherEmergency').view()).toMatchObject({ otherEmergency: 'noted' });
  expect(also(conversation('nurse').note('otherEmergency'), none).view()).toMatchObject({ otherEmergency: 'noted' });
});

test('another emergency is taken back only by an entry of its own, and a judgement that it made lapse stays so', () => {
  const back: Entry = { kind: 'noted', what: 'otherEmergencyTakenBack', at: 1 };
  const judged: Entry = { kind: 'judged', to: 'soon', reason: 'known', under: 'urgent', at: 1 };
  const other: Entry = { kind: 'noted', what: 'otherEmergency', at: 1 };
  expect(also(conversation('nurse'), other, back).view()).toMatchObject({ otherEmergency: 'none' });
  expect(also(conversation('nurse'), other, back, other).view()).toMatchObject({ otherEmergency: 'noted' });
  const call = conversation('nurse').answer('left');
  expect(marginOf(call, judged).judged).toMatchObject({ lapsed: false });
  expect(marginOf(call, judged, other, back).judged).toMatchObject({ lapsed: true });
});
