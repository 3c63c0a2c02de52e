import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { entrySchema, logHeadSchema, revision } from '../../machines/answerLog.ts';
import { someEntries } from './arbitraries.ts';
import { logOf } from './conversation.ts';

const { head } = logOf('self');

test('any entry survives being stored as JSON and read again', () => {
  fc.assert(
    fc.property(someEntries, (entries) => {
      for (const entry of entries) expect(entrySchema.parse(JSON.parse(JSON.stringify(entry)))).toEqual(entry);
    }),
  );
});

test('each kind of proposal can be asked about', () => {
  const kinds = ['undone', 'restarted', 'erased', 'resumed'].map((kind) => ({ kind }));
  for (const of of [{ kind: 'answered', findings: {} }, ...kinds]) {
    const entry = { kind: 'asked', asked: { kind: 'confirmation', of }, at: 0 };
    expect(entrySchema.parse(entry)).toEqual(entry);
  }
});

test('the revision is the number of entries', () => {
  expect(revision(logOf('self'))).toBe(0);
  expect(revision(logOf('self', [{ kind: 'stopped', at: 3 }]))).toBe(1);
});

test('a head is read as it was written, and refused when anything is wrong with it', () => {
  expect(logHeadSchema.parse(head)).toEqual(head);
  for (const wrong of [
    { conversation: '' },
    { number: 0 },
    { number: 1.5 },
    { started: 'yesterday' },
    { channel: '' },
    { role: 'doctor' },
    { language: 'e' },
    { content: 1 },
    { more: 1 },
  ]) {
    expect(logHeadSchema.safeParse({ ...head, ...wrong }).success).toBe(false);
  }
});

test.each([
  { kind: 'answered', findings: { bladder: 'altered' }, heard: 'I leak', channel: 'msteams', at: 0 },
  { kind: 'answered', findings: { gait: 'slow' }, at: 7 },
  { kind: 'settings', role: 'nurse', language: 'es', at: 1 },
  { kind: 'noted', what: 'otherEmergency', at: 1 },
  { kind: 'asked', asked: { kind: 'change', question: 'gait' }, at: 1 },
  { kind: 'asked', asked: { kind: 'again', question: 'bladder' }, at: 1 },
  { kind: 'asked', asked: { kind: 'nothing' }, at: 1 },
  ...['undone', 'restarted', 'erased'].map((kind) => ({
    kind: 'asked',
    asked: { kind: 'confirmation', of: { kind } },
    at: 1,
  })),
  {
    kind: 'asked',
    asked: { kind: 'confirmation', of: { kind: 'answered', findings: { bladder: 'normal' }, heard: 'no' } },
    at: 1,
  },
])('is an entry: %j', (entry) => {
  expect(entrySchema.parse(entry)).toEqual(entry);
});

test.each([
  { kind: 'undone' },
  { kind: 'undone', at: -1 },
  { kind: 'undone', at: 0.5 },
  { kind: 'undone', at: 0, more: 1 },
  { kind: 'continued', at: 0, more: 1 },
  { kind: 'stopped', at: 0, more: 1 },
  { kind: 'forgotten', at: 0 },
  { kind: 'answered', at: 0 },
  { kind: 'answered', findings: { bladder: 1 }, at: 0 },
  { kind: 'answered', findings: {}, at: 0, more: 1 },
  { kind: 'settings', role: 'doctor', at: 0 },
  { kind: 'settings', at: 0, more: 1 },
  { kind: 'noted', what: 'tired', at: 0 },
  { kind: 'noted', what: 'under18', at: 0, more: 1 },
  { kind: 'asked', asked: { kind: 'nothing', more: 1 }, at: 0 },
  { kind: 'asked', asked: { kind: 'nothing' }, at: 0, more: 1 },
  { kind: 'asked', asked: { kind: 'again' }, at: 0 },
  { kind: 'asked', asked: { kind: 'again', question: 'bladder', more: 1 }, at: 0 },
  { kind: 'asked', asked: { kind: 'change', question: 'bladder', more: 1 }, at: 0 },
  { kind: 'asked', asked: { kind: 'confirmation', of: { kind: 'stopped' } }, at: 0 },
  { kind: 'asked', asked: { kind: 'confirmation', of: { kind: 'undone', more: 1 } }, at: 0 },
])('is no entry: %j', (entry) => {
  expect(entrySchema.safeParse(entry).success).toBe(false);
});
