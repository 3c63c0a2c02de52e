import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { sayAddress } from './sayAddress.ts';

/**
 * The least that any durable bot must do: read the activity, commit one row to SQLite, answer.
 * `floor.ts <folder> <bytes of a row> <bytes of an answer>`
 */
const [, , folder = '', rowBytes = '', answerBytes = ''] = process.argv;
const db = new DatabaseSync(join(folder, 'floor.sqlite'));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
db.exec(
  'CREATE TABLE turn (id INTEGER PRIMARY KEY, conversation TEXT NOT NULL, activity TEXT NOT NULL, row TEXT) STRICT',
);
const insert = db.prepare('INSERT INTO turn (conversation, activity, row) VALUES (?, ?, ?)');
const row = 'x'.repeat(Number(rowBytes));
const answer = JSON.stringify({ activities: [{ type: 'message', text: 'x'.repeat(Number(answerBytes)) }] });

const activity = z.object({ id: z.string(), conversation: z.object({ id: z.string() }) });
type Waiting = { readonly said: z.infer<typeof activity>; readonly res: ServerResponse };
let waiting: Waiting[] = [];

/** Those who wait at the same time share a commit, as good storage lets them. */
function commit(): void {
  const batch = waiting;
  waiting = [];
  db.exec('BEGIN IMMEDIATE');
  for (const { said } of batch) insert.run(said.conversation.id, said.id, row);
  db.exec('COMMIT');
  for (const { res } of batch) {
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) }).end(answer);
  }
}

function receive(req: IncomingMessage, res: ServerResponse): void {
  const chunks: Buffer[] = [];
  req.on('data', (chunk: Buffer) => chunks.push(chunk));
  req.on('end', () => {
    const said = activity.parse(JSON.parse(Buffer.concat(chunks).toString()));
    if (waiting.push({ said, res }) === 1) setImmediate(commit);
  });
}

process.once('SIGTERM', () => {
  db.close();
  process.exit(0);
});
const server = createServer(receive).listen(0, '127.0.0.1', () => sayAddress(server));
