import { expect, test } from '@jest/globals';
import { tellings } from '../../../../src/channels/teams/tellings.ts';

const nothing = async (): Promise<void> => undefined;

test('however many newcomers come, only so many are told at once, and each of the others in turn', async () => {
  const { tell } = tellings(Date.now);
  let underWay = 0;
  let most = 0;
  const send = async (): Promise<void> => {
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise(setImmediate);
    underWay -= 1;
  };
  const told = await Promise.all(Array.from({ length: 500 }, (_, person) => tell(`person ${person}`, send)));
  expect(told.every((one) => one)).toBe(true);
  expect(most).toBe(20);
});

test('who cannot be told in time is given up, and may be told the next time', async () => {
  const { tell } = tellings(Date.now);
  let letGo = (): void => undefined;
  const hung = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const slow = Array.from({ length: 20 }, (_, person) => tell(`slow ${person}`, () => hung));
  expect(await tell('late', nothing)).toBe(false);
  letGo();
  await Promise.all(slow);
  let sent = 0;
  await tell('late', async () => {
    sent += 1;
  });
  expect(sent).toBe(1);
});

test('nobody is told the same again and again', async () => {
  let now = 0;
  const { tell } = tellings(() => now);
  let sent = 0;
  const send = async (): Promise<void> => {
    sent += 1;
  };
  for (let times = 0; times < 10; times += 1) await tell('one person: busy', send);
  expect(sent).toBe(1);
  now = 31_000;
  await tell('one person: busy', send);
  await tell('one person: too long', send);
  expect(sent).toBe(3);
});
