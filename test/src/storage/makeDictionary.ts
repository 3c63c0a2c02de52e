import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { triageTurns } from '../../../dialogs/triageTurn.ts';
import type { Findings, Role } from '../../../machines/findings.ts';
import { withoutIds } from '../../../src/storage/repeatedIds.ts';
import { fakeDialogServer } from '../fakeDialogServer.ts';
import { concluded } from './playedConversation.ts';
import { deficit, routine } from './sampleConversations.ts';

/**
 * `npm run dictionary` writes the next dictionary: what conversations of this version have in common. After that,
 * `newest` in src/storage/compression.ts names it. Earlier ones stay: rows name the one that they were written with.
 */
const folder = join(import.meta.dirname, '../../../src/storage/dictionaries');
/** Bytes: an activity that the dictionary so far makes smaller than this is in it already. */
const known = 300;

const emergency: Findings = { ...routine, saddleNumbness: 'yes' };
/** What is nearest to the end of a dictionary is found most cheaply: the commonest comes last. */
const samples: readonly { readonly role: Role; readonly found: Findings; readonly locale: string }[] = [
  { role: 'self', found: emergency, locale: 'en' },
  { role: 'nurse', found: deficit, locale: 'en' },
  { role: 'self', found: routine, locale: 'es' },
  { role: 'self', found: routine, locale: 'en' },
];

const server = await fakeDialogServer({}, { triage: (buttons) => triageTurns({ buttons }) });
let dictionary = Buffer.alloc(0);
for (const { role, found, locale } of samples) {
  const client = await concluded(server.url, role, found, locale);
  const { activities } = await client.poll();
  const [, ...rows] = withoutIds(activities.map((activity) => JSON.stringify(activity)).join('\n')).split('\n');
  for (const row of rows) {
    const text = Buffer.from(row);
    const params = { [constants.ZSTD_c_compressionLevel]: 19 };
    const size = dictionary.length === 0 ? known + 1 : zstdCompressSync(text, { dictionary, params }).length;
    if (size > known) dictionary = Buffer.concat([dictionary, text]);
  }
  client.socket?.terminate();
}
await server.stop();
const number = 1 + Math.max(0, ...readdirSync(folder).map((name) => Number.parseInt(name, 10)));
writeFileSync(join(folder, `${number}.txt`), dictionary);
process.stdout.write(`${number}.txt: ${dictionary.length} bytes\n`);
