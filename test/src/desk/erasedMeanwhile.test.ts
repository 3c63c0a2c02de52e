import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Store } from '../../../src/storage/store.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { openEmbedded } from '../storage/embeddedStore.ts';
import { testServer } from '../testServer.ts';
import { deskClient } from './deskClient.ts';

const queueAnswer = z.object({ calls: z.array(z.looseObject({ reference: z.string() })) });

test('a call that is erased while somebody opens it does not come back into the queue', async () => {
  const real = openEmbedded({ file: join(temporaryFolder(), 'cauda.sqlite') });
  let onceRead: (() => Promise<unknown>) | undefined;
  const store: Store = {
    ...real,
    async load(...asked) {
      const loaded = await real.load(...asked);
      const happens = onceRead;
      onceRead = undefined;
      await happens?.();
      return loaded;
    },
  };
  const server = await testServer({}, { openStore: () => store });
  const desk = deskClient(server.url);
  const [reference, other] = [await desk.begin(), await desk.begin()];
  onceRead = () => desk.ask(`/nurse/desk/calls/${reference}`, { method: 'DELETE' });
  expect((await desk.ask(`/nurse/desk/calls/${reference}`)).status).toBe(200);
  const { calls } = queueAnswer.parse(await (await desk.ask('/nurse/desk/calls')).json());
  expect(calls.map((one) => one.reference)).toEqual([other]);
  await server.stop();
});
