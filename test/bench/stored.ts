import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { startTeams } from './contestants.ts';
import { routineAnswers } from './script.ts';

const numbers = z.record(z.string(), z.number());

/** What one query finds in the database of a server that has ended. */
function ask(file: string, sql: string): Readonly<Record<string, number>> {
  const db = new DatabaseSync(file, { readOnly: true });
  const found = numbers.parse(db.prepare(sql).get());
  db.close();
  return found;
}

export const caudaFile = (folder: string): string => join(folder, 'cauda.sqlite');

/** Bytes on the disk for each turn: the whole file, indexes and all. */
export function bytesPerTurn(folder: string): number | undefined {
  const [name] = readdirSync(folder).filter((one) => one.endsWith('.sqlite'));
  if (name === undefined) return undefined;
  const file = join(folder, name);
  const { turns = 0 } = ask(file, `SELECT count(*) AS turns FROM ${name === 'cauda.sqlite' ? 'handled' : 'turn'}`);
  return statSync(file).size / turns;
}

/** Bytes of head and entries of a finished conversation. */
export const logBytes = (folder: string): number =>
  ask(
    caudaFile(folder),
    `SELECT avg(length(CAST(l.head AS BLOB)) +
       (SELECT sum(length(CAST(e.entry AS BLOB))) FROM entry e WHERE e.conversation = l.conversation)) AS bytes
     FROM log l JOIN conversation c ON c.id = l.conversation WHERE c.revision = ${routineAnswers.length}`,
  )['bytes'] ?? Number.NaN;

/** Bytes that Cauda stores and answers a turn, for the floor to do the same. */
export type Sizes = { readonly row: number; readonly answer: number };

/** What Cauda stores and answers in a turn, from one conversation with it. */
export async function sizesOfCauda(): Promise<Sizes> {
  const trial = await startTeams();
  const client = trial.client(1);
  await client.talk(() => undefined);
  await client.close();
  await trial.server.stop();
  const { row = 0, answer = 0 } = ask(
    caudaFile(trial.folder),
    `SELECT avg(length(response)) AS answer,
       avg(length(response) + length(activity)) + (SELECT sum(length(entry)) FROM entry) / count(*) AS row FROM handled`,
  );
  trial.remove();
  return { row: Math.round(row), answer: Math.round(answer) };
}
