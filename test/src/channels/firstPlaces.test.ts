import { expect, test } from '@jest/globals';
import { firstPlaces } from '../../../src/channels/firstPlaces.ts';

const place = (sequence: number, timestamp = 'then') => ({ sequence, timestamp });

test('the last places of a conversation are known until it is forgotten or its numbers begin again', () => {
  const places = firstPlaces();
  places.note(
    'c',
    [1, 2, 3, 4, 5, 6].map((sequence) => place(sequence)),
  );
  places.note('c', [place(8)]);
  places.note('c', []);
  places.note('other', [place(2, 'elsewhere')]);
  expect([1, 2, 6, 7, 8].map((sequence) => places.find('c', sequence)?.timestamp)).toEqual([
    undefined,
    'then',
    'then',
    undefined,
    'then',
  ]);
  places.note('c', [place(2, 'later')]);
  expect([2, 6, 8].map((sequence) => places.find('c', sequence)?.timestamp)).toEqual(['later', undefined, undefined]);
  places.forget('c');
  expect(places.find('c', 2)).toBeUndefined();
  expect(places.find('other', 2)).toEqual(place(2, 'elsewhere'));
});
