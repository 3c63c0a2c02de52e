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
    { run: '' },
  ]) {
    expect(logHeadSchema.safeParse({ ...head, ...wrong }).success).toBe(false);
  }
});

test.each([
  { kind: 'answered', findings: { bladder: 'altered' }, heard: 'I leak', channel: 'msteams', at: 0 },
  { kind: 'answered', findings: { gait: 'slow' }, at: 7 },
  { kind: 'settings', role: 'nurse', language: 'es', at: 1 },
  { kind: 'noted', what: 'otherEmergency', at: 1 },
  { kind: 'noted', what: 'tired', at: 1 },
  { kind: 'answered', findings: {}, told: { urgency: 'urgent', rules: ['U1'], content: 'v1' }, by: 'n7', at: 1 },
  { kind: 'said', words: 'it is like ants', at: 1 },
  { kind: 'note', text: 'speaks slowly', about: 'bladder', by: 'n7', at: 1 },
  { kind: 'judged', to: 'urgent', reason: 'pain', under: 'routine', secondedBy: 'n8', at: 1 },
  { kind: 'unjudged', at: 1 },
  { kind: 'party', about: 'other', relation: 'son', age: 71, callback: '1', interpreter: true, language: 'es', at: 1 },
  { kind: 'closed', how: 'complete', readBack: ['safetyNet'], at: 1 },
  { kind: 'handedOver', to: 'ward 3', at: 1 },
  { kind: 'taken', by: 'n8', at: 1 },
  { kind: 'asked', asked: { kind: 'change', question: 'gait' }, at: 1 },
  { kind: 'asked', asked: { kind: 'again', question: 'bladder' }, at: 1 },
  { kind: 'asked', asked: { kind: 'riddle', of: [1, null] }, at: 1 },
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
  { kind: 'forgotten' },
  { at: 0 },
  { kind: 'answered', at: 0 },
  { kind: 'answered', findings: { bladder: 1 }, at: 0 },
  { kind: 'settings', role: 'doctor', at: 0 },
  { kind: 'noted', at: 0 },
  { kind: 'judged', to: 'dire', reason: 'pain', under: 'routine', at: 0 },
  { kind: 'party', about: 'self', age: -1, at: 0 },
  { kind: 'closed', how: 'tired', readBack: [], at: 0 },
  { kind: 'asked', at: 0 },
])('is no entry: %j', (entry) => {
  expect(entrySchema.safeParse(entry).success).toBe(false);
});

test('an entry of a kind that another version wrote is kept as it is, through any number of readings', () => {
  const weighed = { kind: 'weighed', at: 4, kilograms: { before: 80 } };
  const foreign = { kind: 'foreign', at: 4, entry: weighed };
  expect(entrySchema.parse(weighed)).toEqual(foreign);
  expect(entrySchema.parse(foreign)).toEqual(foreign);
  // A version that knows the kind by now reads what one that did not know it kept.
  expect(entrySchema.parse({ kind: 'foreign', at: 4, entry: { kind: 'stopped', at: 4 } })).toEqual({
    kind: 'stopped',
    at: 4,
  });
});

test('a field that another version added does not cost the entry', () => {
  expect(entrySchema.parse({ kind: 'answered', findings: { bladder: 'altered' }, mood: 'low', at: 0 })).toEqual({
    kind: 'answered',
    findings: { bladder: 'altered' },
    at: 0,
  });
  expect(logHeadSchema.parse({ ...head, ward: 3 })).toEqual(head);
});
