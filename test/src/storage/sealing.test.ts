import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dataKeys, newKey } from '../../../src/storage/dataKeys.ts';
import {
  activityFingerprint,
  type Owner,
  openReply,
  openTurns,
  packTurns,
  sealReply,
  sealTurns,
} from '../../../src/storage/sealedRows.ts';
import { fingerprint } from '../../../src/storage/sealing.ts';
import type { StoredTurn } from '../../../src/storage/storedTurn.ts';

const newOwner = (): Owner => ({ name: randomBytes(16), key: createSecretKey(newKey()) });
const text = fc.string({ unit: fc.constantFrom('a', '"', '\\', '\n', 'ñ', '😀', '\u0000', '\u0001', '{', '1', '|') });
const anyTurn: fc.Arbitrary<StoredTurn> = fc.record({
  number: fc.integer({ min: 1, max: 2 ** 31 }),
  log: fc.integer({ min: 0, max: 1_000 }),
  head: fc.option(text, { nil: undefined }),
  entries: fc.array(text, { maxLength: 3 }),
  shown: fc.array(fc.record({ sequence: fc.nat(), activity: text }), { maxLength: 3 }),
  response: fc.option(text, { nil: undefined }),
});
const anyTurns = fc.array(anyTurn, { minLength: 1, maxLength: 4 });

test('what is sealed or packed opens as it was', async () => {
  const owner = newOwner();
  await fc.assert(
    fc.asyncProperty(anyTurns, async (turns) => {
      const number = turns.at(-1)?.number ?? 0;
      expect(openTurns(owner, number, sealTurns(owner, turns))).toEqual(turns);
      expect(openTurns(owner, number, await packTurns(owner, turns))).toEqual(turns);
    }),
    { numRuns: 60 },
  );
  fc.assert(
    fc.property(text, text, (conversation, message) => {
      expect(openReply(owner, 3, 1, sealReply(owner, 3, 1, conversation, message))).toEqual({ conversation, message });
    }),
  );
});

const turn: StoredTurn = { number: 7, log: 1, head: 'head', entries: ['e'], shown: [], response: 'r' };

test('a row opens in no other place, for no other conversation, under no other key, and not changed by a bit', () => {
  const owner = newOwner();
  const sealed = sealTurns(owner, [turn]);
  const reply = sealReply(owner, 7, 0, 'c', 'm');
  const strangers: readonly Owner[] = [
    { ...owner, name: randomBytes(16) },
    { ...owner, key: newOwner().key },
  ];
  for (const stranger of strangers) {
    expect(() => openTurns(stranger, 7, sealed)).toThrow();
    expect(() => openReply(stranger, 7, 0, reply)).toThrow();
  }
  expect(() => openTurns(owner, 8, sealed)).toThrow();
  expect(() => openReply(owner, 7, 1, reply)).toThrow();
  expect(() => openReply(owner, 8, 0, reply)).toThrow();
  expect(() => openReply(owner, 7, 0, sealed.subarray(1))).toThrow();
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => openTurns(owner, 7, changed)).toThrow();
    expect(() => openTurns(owner, 7, sealed.subarray(0, at))).toThrow();
  }
});

test('the same words are sealed differently each time', () => {
  const owner = newOwner();
  const sealed = new Set(Array.from({ length: 3_000 }, () => sealTurns(owner, [turn]).subarray(1, 13).toString('hex')));
  expect(sealed.size).toBe(3_000);
});

test('fingerprints tell any two ids apart, and need the key', () => {
  const [one, other] = [createSecretKey(newKey()), createSecretKey(newKey())];
  const kind = Buffer.from('kind');
  expect(fingerprint(one, kind, 'id')).toEqual(fingerprint(one, kind, 'id'));
  expect(fingerprint(other, kind, 'id')).not.toEqual(fingerprint(one, kind, 'id'));
  // In UTF-8 these two would be the same.
  expect(fingerprint(one, kind, '\ud800')).not.toEqual(fingerprint(one, kind, '\ud801'));
});

test('a rotation opens with the old data key and wraps with the new one', () => {
  const [old, current, third] = [newKey(), newKey(), newKey()];
  const key = newKey();
  const wrapped = dataKeys([old]).wrap(key);
  const rotating = dataKeys([current, old]);
  expect(rotating.unwrap(wrapped)).toEqual(key);
  expect(rotating.isCurrent(wrapped)).toBe(false);
  const again = rotating.wrap(key);
  expect(rotating.isCurrent(again)).toBe(true);
  expect(dataKeys([current]).unwrap(again)).toEqual(key);
  expect(() => dataKeys([old]).unwrap(again)).toThrow(/encrypted with data key [0-9a-f]{8}.*CAUDA_DATA_KEY/);
  expect(() => dataKeys([third]).unwrap(wrapped)).toThrow(/CAUDA_DATA_KEY/);
  // Neither key is in what is said.
  expect(() => dataKeys([third]).unwrap(wrapped)).not.toThrow(new RegExp(third.toString('hex')));
});

test('the same id of a message stands for another one in another conversation', () => {
  const key = createSecretKey(newKey());
  const [one, other] = [randomBytes(16), randomBytes(16)];
  expect(activityFingerprint(key, one, 'a')).toEqual(activityFingerprint(key, one, 'a'));
  expect(activityFingerprint(key, one, 'a')).not.toEqual(activityFingerprint(key, other, 'a'));
});
