import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { StorageUnavailable, type Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { openEmbedded } from '../storage/embeddedStore.ts';
import { testServer } from '../testServer.ts';
import { type DeskClient, deskClient } from './deskClient.ts';

const queueAnswer = z.object({ calls: z.array(z.looseObject({ reference: z.string() })) });
type Reading = () => Promise<unknown>;

/** A desk whose storage does one thing more at each of its next readings, right after it. */
async function deskWithReadings(): Promise<{ readonly desk: DeskClient; readonly then: Reading[] }> {
  const real = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  const then: Reading[] = [];
  const store: Store = {
    ...real,
    async load(...asked) {
      const loaded = await real.load(...asked);
      await then.shift()?.();
      return loaded;
    },
  };
  const server = await testServer({}, { openStore: () => store });
  return { desk: deskClient(server.url), then };
}

test('a call that is erased while somebody opens it does not come back into the queue', async () => {
  const { desk, then } = await deskWithReadings();
  const [reference, other] = [await desk.begin(), await desk.begin()];
  then.push(() => desk.ask(`/nurse/desk/calls/${reference}`, { method: 'DELETE' }));
  expect((await desk.ask(`/nurse/desk/calls/${reference}`)).status).toBe(200);
  const { calls } = queueAnswer.parse(await (await desk.ask('/nurse/desk/calls')).json());
  expect(calls.map((one) => one.reference)).toEqual([other]);
});

test('what was read or done is answered, though the queue could not be looked after', async () => {
  const { desk, then } = await deskWithReadings();
  const reference = await desk.begin();
  const nothing: Reading = async () => undefined;
  const fails: Reading = () => Promise.reject(new StorageUnavailable('gone'));
  then.push(nothing, fails);
  expect((await desk.ask(`/nurse/desk/calls/${reference}`)).status).toBe(200);
  then.push(nothing, fails);
  const act = { act: 'set', question: 'legWeakness', value: 'left' };
  expect((await desk.act(reference, act, { seen: 1 })).status).toBe(200);
  expect(then).toEqual([]);
});
