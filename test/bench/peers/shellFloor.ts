import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { directLineShell } from './directLineShell.ts';

/** The least that a durable Direct Line bot must do: one row a message, then two frames. `shellFloor.ts <folder> <row> <answer>` */
const [, , folder = '', rowBytes = '', answerBytes = ''] = process.argv;
const db = new DatabaseSync(join(folder, 'floor.sqlite'));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
db.exec('CREATE TABLE turn (id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, row TEXT) STRICT');
const insert = db.prepare('INSERT INTO turn (conversation, row) VALUES (?, ?)');
const row = 'x'.repeat(Number(rowBytes));
const replies = [JSON.stringify({ type: 'message', text: 'x'.repeat(Number(answerBytes)) })];
let waiting: { readonly conversation: string; readonly done: () => void }[] = [];

/** Those who wait at the same time share a commit. */
function commit(): void {
  const batch = waiting;
  waiting = [];
  db.exec('BEGIN IMMEDIATE');
  for (const { conversation } of batch) insert.run(conversation, row);
  db.exec('COMMIT');
  for (const { done } of batch) done();
}

directLineShell(
  (conversation) =>
    new Promise((answer) => {
      if (waiting.push({ conversation, done: () => answer(replies) }) === 1) setImmediate(commit);
    }),
);
