import { DatabaseSync } from 'node:sqlite';
import { type Contestant, startTeams } from './contestants.ts';
import { inWords, ratios } from './figures.ts';
import { load, type Measured } from './load.ts';
import { caudaFile } from './stored.ts';

const connections = 16;
const seconds = 2;

/** Whether a large storage makes turns slower: two servers side by side, one with few stored conversations, one with many. */
export async function manyStored(
  [few, many]: readonly [number, number],
  rounds: number,
  say: (line: string) => void,
): Promise<void> {
  const small = await filled(few);
  const large = await filled(many);
  const results: { readonly small: Measured[]; readonly large: Measured[] } = { small: [], large: [] };
  for (let round = -1; round < rounds; round += 1) {
    const inTurn = round % 2 === 0 ? (['small', 'large'] as const) : (['large', 'small'] as const);
    for (const which of inTurn) {
      const measured = await measure(which === 'small' ? small : large);
      // The first round only warms up.
      if (round >= 0) results[which].push(measured);
    }
  }
  const ratio = (what: keyof Measured): string =>
    inWords(
      ratios(
        results.large.map((one) => one[what]),
        results.small.map((one) => one[what]),
      ),
    );
  say(`Teams path at ${connections} connections, ${many} stored conversations as a ratio to ${few}, ${rounds} rounds:`);
  say(
    `p99 ${ratio('p99')}   p50 ${ratio('p50')}   turns/s ${ratio('turnsPerSecond')}   CPU a turn ${ratio('cpuPerTurn')}`,
  );
  for (const { server, remove } of [small, large]) {
    await server.stop();
    remove();
  }
}

async function measure({ server, client: clientOf }: Contestant): Promise<Measured> {
  const client = clientOf(connections);
  const measured = await load(server, client, connections, seconds);
  await client.close();
  return measured;
}

/** A server whose storage holds one real conversation so many times over. */
async function filled(count: number): Promise<Contestant> {
  const one = await startTeams();
  const client = one.client(1);
  await client.talk(() => undefined);
  await client.close();
  // The server rests meanwhile, and a single transaction is soon over.
  const db = new DatabaseSync(caudaFile(one.folder), { timeout: 10_000 });
  db.exec('BEGIN IMMEDIATE');
  const tables = ['log', 'entry', 'transcript', 'handled'];
  const copied = db.prepare(
    'INSERT INTO conversation (name, log, revision, watermark, touched, finished) SELECT ?, log, revision, watermark, touched, finished FROM conversation WHERE id = 1 RETURNING id',
  );
  const copies = tables.map((table) => {
    const columns = db.prepare(`SELECT name FROM pragma_table_info('${table}') WHERE name != 'conversation'`).all();
    const names = columns.map(({ name }) => name).join(', ');
    return db.prepare(
      `INSERT INTO ${table} (conversation, ${names}) SELECT ?, ${names} FROM ${table} WHERE conversation = 1`,
    );
  });
  for (let stored = 1; stored < count; stored += 1) {
    const id = Number(copied.get(crypto.randomUUID())?.['id']);
    for (const copy of copies) copy.run(id);
  }
  db.exec('COMMIT');
  db.close();
  return one;
}
