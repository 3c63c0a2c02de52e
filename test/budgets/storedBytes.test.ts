import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { triageTurns } from '../../dialogs/triageTurn.ts';
import type { Role } from '../../machines/findings.ts';
import { keysFileOf } from '../../src/storage/sqlite.ts';
import type { Store } from '../../src/storage/store.ts';
import type { DirectLineClient } from '../src/directLineClient.ts';
import { openEmbedded } from '../src/storage/embeddedStore.ts';
import { concluded, startedClient } from '../src/storage/playedConversation.ts';
import { deficit, routine } from '../src/storage/sampleConversations.ts';
import { testServer } from '../src/testServer.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

/** Bytes on the disk for one whole conversation with its transcript, keys, ids and indexes, once it has come to rest. */
const budget = { routine: 8 * 1024, nurse: 12 * 1024 };
/** So many that what every file has anyway does not count. */
const many = 8;

const file = join(temporaryFolder(), 'cauda.sqlite');
let store: Store;
let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  store = openEmbedded({ file });
  server = await testServer({}, { openStore: () => store, triage: (buttons) => triageTurns({ buttons }) });
});
afterAll(() => server.stop());

const pages = z.object({ used: z.number() });
function usedBytes(): number {
  return [file, keysFileOf(file)]
    .map((name) => {
      const db = new DatabaseSync(name, { readOnly: true });
      const used = db
        .prepare(
          'SELECT (page_count - freelist_count) * page_size AS used FROM pragma_page_count, pragma_freelist_count, pragma_page_size',
        )
        .get();
      db.close();
      return pages.parse(used).used;
    })
    .reduce((sum, used) => sum + used);
}

/** Everything in words: the longest transcript, since what is not understood at once is asked again. */
async function typed(role: Role): Promise<DirectLineClient> {
  const client = await startedClient(server.url, role);
  const said = ['no weakness', 'no', 'it is normal', 'normal', 'no', 'no leg pain', 'no', 'no', 'no', 'no', 'no', 'no'];
  for (const text of said) expect((await client.say(text)).status).toBe(200);
  return client;
}

test.each([
  ['typed routine conversation', budget.routine, () => typed('self')],
  ['routine conversation in Spanish', budget.routine, () => concluded(server.url, 'self', routine, 'es')],
  ['nurse’s call', budget.nurse, () => concluded(server.url, 'nurse', deficit)],
])(
  'a %s takes at most its bytes, and every word stays',
  async (_what, most, converse) => {
    await converse();
    await store.pack(Date.now() + 1_000);
    const before = usedBytes();
    const clients: DirectLineClient[] = [];
    for (let had = 0; had < many; had += 1) clients.push(await converse());
    const written = await Promise.all(clients.map((client) => client.poll()));
    expect(await store.pack(Date.now() + 1_000)).toBe(many);
    const packed = (usedBytes() - before) / many;
    expect(packed).toBeLessThanOrEqual(most);
    expect(await Promise.all(clients.map((client) => client.poll()))).toEqual(written);
    for (const client of clients) client.socket?.terminate();
  },
  30_000,
);
