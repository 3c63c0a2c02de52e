import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { type Contestant, nextQuestionCard, startDirectLine, startTeams } from './contestants.ts';
import { directLineClient } from './directLineClient.ts';
import { conversationOf, tappedOn } from './script.ts';

const numbers = z.record(z.string(), z.number());

/** What one query finds in the database of a server that has ended. */
function ask(file: string, sql: string): Readonly<Record<string, number>> {
  const db = new DatabaseSync(file, { readOnly: true });
  const found = numbers.parse(db.prepare(sql).get());
  db.close();
  return found;
}

export const caudaFile = (folder: string): string => join(folder, 'cauda.sqlite');

/** Bytes on the disk for each turn: the whole file, indexes and all; of Cauda before conversations are packed. */
export function bytesPerTurn(folder: string): number | undefined {
  const names = readdirSync(folder).filter((one) => one.endsWith('.sqlite'));
  const name = names.includes('cauda.sqlite') ? 'cauda.sqlite' : names[0];
  if (name === undefined) return undefined;
  const file = join(folder, name);
  const { turns = 0 } = ask(file, `SELECT count(*) AS turns FROM ${name === 'cauda.sqlite' ? 'handled' : 'turn'}`);
  return statSync(file).size / turns;
}

/** Bytes that Cauda stores and answers a turn, for the floors to do the same. */
export type Sizes = { readonly row: number; readonly answer: number };

/** What Cauda stores and answers in a turn, on average over a conversation, once others had one before it. */
export async function sizesOfCauda(): Promise<Sizes> {
  const trial = await startTeams();
  const answers: number[] = [];
  for (const conversation of ['first', 'second']) {
    answers.length = 0;
    let reply = '';
    for (const { activity } of conversationOf(conversation, 'tapped')) {
      const body = tappedOn(activity, reply);
      const headers = { 'content-type': 'application/json' };
      reply = await (await fetch(`${trial.server.url}/api/messages`, { method: 'POST', headers, body })).text();
      answers.push(Buffer.byteLength(reply));
    }
  }
  return sizesOf(trial, answers);
}

const frameSchema = z.object({ activities: z.array(z.looseObject({ from: z.object({ role: z.string() }) })) });

/** The same for the Direct Line path; `answer` without the person's own message, which comes back from all. */
export async function sizesOnTheWeb(): Promise<Sizes> {
  const trial = await startDirectLine();
  const answers: number[] = [];
  const client = directLineClient(trial.server.url, 1, 'tapped', nextQuestionCard, (frame) => {
    const { activities } = frameSchema.parse(JSON.parse(frame));
    answers.push(Buffer.byteLength(JSON.stringify(activities.filter(({ from }) => from.role === 'bot'))));
  });
  for (let had = 0; had < 2; had += 1) await client.talk(() => undefined);
  await client.close();
  return sizesOf(trial, answers);
}

async function sizesOf(trial: Contestant, answers: readonly number[]): Promise<Sizes> {
  await trial.server.stop();
  const { row = 0 } = ask(caudaFile(trial.folder), 'SELECT avg(length(body)) AS row FROM turn WHERE conversation = 2');
  trial.remove();
  return { row: Math.round(row), answer: Math.round(answers.reduce((sum, size) => sum + size, 0) / answers.length) };
}
