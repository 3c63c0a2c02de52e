import { expect, test } from '@jest/globals';
import { costsIn, profileSchema } from './costs.ts';

const frame = (id: number, functionName: string, url: string, children: readonly number[] = []) => ({
  id,
  callFrame: { functionName, url },
  children,
});

/** A turn that reads JSON by way of zod, and commits; the process also waits and collects garbage. */
const profile = profileSchema.parse({
  nodes: [
    frame(1, '(root)', '', [2, 3, 4, 9]),
    frame(2, '(idle)', ''),
    frame(3, '(garbage collector)', ''),
    frame(4, 'turn', 'file:///anywhere/src/turn.ts', [5, 7]),
    frame(5, 'safeParse', 'file:///anywhere/node_modules/zod/v4/parse.js', [6]),
    frame(6, 'parse', ''),
    frame(7, 'commit', 'file:///anywhere/src/storage/sqlite.ts', [8]),
    frame(8, 'exec', ''),
    frame(9, 'post', 'node:inspector'),
  ],
  samples: [2, 3, 4, 6, 6, 8, 9],
  timeDeltas: [1_000, 1, 2, 3, 4, 10, 5],
});

test('what is called of others counts for the function of ours that called it; waiting and looking count for none', () => {
  const { busy, byFunction, whole, byPart } = costsIn(profile);
  expect(busy).toBe(20);
  expect(byFunction).toEqual([
    { who: 'commit src/storage/sqlite.ts', microseconds: 10 },
    { who: 'turn src/turn.ts', microseconds: 9 },
    { who: 'garbage collector', microseconds: 1 },
  ]);
  expect(whole).toEqual([
    { who: 'turn src/turn.ts', microseconds: 19 },
    { who: 'commit src/storage/sqlite.ts', microseconds: 10 },
  ]);
  expect(byPart).toEqual([
    { who: 'src/storage/', microseconds: 10 },
    { who: 'zod', microseconds: 7 },
    { who: 'src/', microseconds: 2 },
    { who: 'garbage collector', microseconds: 1 },
  ]);
});
