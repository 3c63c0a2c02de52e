import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, test } from '@jest/globals';
import { groupCommit } from '../../../src/storage/groupCommit.ts';
import { walDisk } from '../../../src/storage/walDisk.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';

type Ended = (error?: Error) => void;
const soon = (): number => Date.now() + 4_000;
const broken = new Error('EIO');
const turnsOfTheLoop = () => new Promise((done) => setTimeout(done, 20));

/** What the disk was asked, to be answered by the test. */
let asked: Ended[] = [];
const datasync = (): Promise<void> =>
  new Promise((resolve, reject) => {
    asked.push((error) => (error === undefined ? resolve() : reject(error)));
  });
beforeEach(() => {
  asked = [];
});
async function diskAsked(): Promise<Ended> {
  for (let times = 0; asked.length === 0 && times < 100; times += 1) await turnsOfTheLoop();
  const [ended] = asked.splice(0);
  if (ended === undefined) throw new Error('the disk was asked');
  return ended;
}

function openCounter() {
  const file = join(temporaryFolder(), 'counter.sqlite');
  const db = new DatabaseSync(file, { timeout: 0 });
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE counted (n INTEGER) STRICT');
  const add = db.prepare('INSERT INTO counted (n) VALUES (1)');
  const count = db.prepare('SELECT count(*) AS n FROM counted');
  const disk = walDisk(db, datasync);
  const commits = groupCommit(db, disk, Date.now);
  return {
    file,
    add: () => commits.inCommit(() => void add.run(), soon()),
    count: () => commits.read(() => Number(count.get()?.['n']), soon()),
    async close() {
      db.close();
      await disk.close();
    },
  };
}
/** What became of a promise by now. */
const soFar = (one: Promise<unknown>): Promise<unknown> =>
  Promise.race([one, turnsOfTheLoop().then(() => 'still waiting')]);

test('what is committed is told, and read, once it is on the disk; what comes meanwhile shares the next wait', async () => {
  const counter = openCounter();
  const first = counter.add();
  const ended = await diskAsked();
  const later = [counter.add(), counter.add()];
  const read = counter.count();
  expect(await Promise.all([first, read].map(soFar))).toEqual(['still waiting', 'still waiting']);
  ended();
  expect(await Promise.all([first, read])).toEqual([undefined, 1]);
  (await diskAsked())();
  await Promise.all(later);
  expect(await counter.count()).toBe(3);
  expect(asked).toEqual([]);
  await counter.close();
});

test('where the log cannot be put on the disk, what it holds goes there by another way', async () => {
  const counter = openCounter();
  const first = counter.add();
  (await diskAsked())(broken);
  await first;
  const copy = new DatabaseSync(counter.file, { readOnly: true });
  expect(copy.prepare('PRAGMA wal_checkpoint').get()).toMatchObject({ busy: 0 });
  copy.close();
  await counter.close();
});

test('where neither goes, nothing is told or read until it does', async () => {
  const counter = openCounter();
  const reader = new DatabaseSync(counter.file, { readOnly: true, timeout: 0 });
  reader.exec('BEGIN');
  reader.prepare('SELECT * FROM counted').all();
  const first = counter.add();
  (await diskAsked())(broken);
  await expect(first).rejects.toMatchObject({ name: 'StorageUnavailable', code: 'busy' });
  const read = counter.count();
  expect(await soFar(read)).toBe('still waiting');
  reader.close();
  expect(await read).toBe(1);
  await counter.close();
});

const folder = new URL('./', import.meta.url);
test('the embedded store asks the system so for each commit, before it tells of it', () => {
  const program = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    const { fdatasync } = fs;
    fs.fdatasync = (file, ended) => fdatasync(file, (error) => {
      console.log('on the disk');
      ended(error);
    });
    syncBuiltinESMExports();
    const { openEmbedded } = await import('${new URL('embeddedStore.ts', folder)}');
    const store = openEmbedded({ file: '${join(temporaryFolder(), 'cauda.sqlite')}' });
    for (let commits = 0; commits < 2; commits += 1) console.log(await store.ready());
    await store.close();`;
  const said = execFileSync(process.execPath, [
    '--input-type=module',
    '--disable-warning=ExperimentalWarning',
    '--eval',
    program,
  ]);
  expect(String(said)).toBe('on the disk\ntrue\non the disk\ntrue\n');
});
