import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { fingerprint } from './sealing.ts';
import type { SqliteKeys } from './sqliteKeys.ts';
import type { Statements } from './sqliteStatements.ts';

const proofRow = z.object({ proof: z.instanceof(Uint8Array) }).optional();

/** Throws where conversations and keys were not written together: with strange keys all of them would seem lost. */
export function refuseStrangeKeys(sql: Statements, keys: SqliteKeys): void {
  const proof = fingerprint(keys.names, Buffer.from('proof'), '');
  const found = proofRow.parse(sql.proof.get())?.proof;
  if (found === undefined) sql.addProof.run(proof);
  else if (!proof.equals(found)) {
    throw new Error(
      'The file with the conversations and the one with their keys (…-keys.sqlite) do not belong together. Put back those that do.',
    );
  }
}

/** Throws for a database that was written with keys, where there are none: new ones would open nothing. */
export function refuseWithoutKeys(db: DatabaseSync, keysFile: string): void {
  const hasTable = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'keyed_by'").get() !== undefined;
  if (!hasTable || db.prepare('SELECT 1 FROM keyed_by').get() === undefined) return;
  throw new Error(
    `The keys of the conversations, ${keysFile}, are missing. Put them back from their own backup; without them nothing can be read.`,
  );
}
