import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { type Contestant, startTeams } from './contestants.ts';
import { inWords, ratios } from './figures.ts';
import { load, type Measured } from './load.ts';
import { caudaFile } from './stored.ts';

const connections = 16;
const seconds = 2;
const copiesAtOnce = 1_000;

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
  // The server rests meanwhile.
  const db = new DatabaseSync(caudaFile(one.folder), { timeout: 10_000 });
  db.exec('PRAGMA synchronous = OFF');
  const copied = db.prepare(`${copyOf(db, 'conversation', 'name', ['id'])} WHERE id = 1 RETURNING id`);
  const parts = ['turn', 'handled'];
  const copies = parts.map((part) => db.prepare(`${copyOf(db, part, 'conversation')} WHERE conversation = 1`));
  for (let stored = 1; stored < count; ) {
    db.exec('BEGIN IMMEDIATE');
    for (const end = Math.min(count, stored + copiesAtOnce); stored < end; stored += 1) {
      const id = Number(copied.get(randomBytes(16))?.['id']);
      for (const copy of copies) copy.run(id);
    }
    db.exec('COMMIT');
  }
  db.close();
  return one;
}

/** Copies rows of a table with another value in one column. */
function copyOf(db: DatabaseSync, table: string, changed: string, leftOut: readonly string[] = []): string {
  const columns = db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all();
  const kept = columns.map(({ name }) => String(name)).filter((name) => name !== changed && !leftOut.includes(name));
  return `INSERT INTO ${table} (${[changed, ...kept].join(', ')}) SELECT ${['?', ...kept].join(', ')} FROM ${table}`;
}
