import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { Store } from '../../../src/storage/store.ts';
import { freePort } from '../../chaos/freePort.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';
import { begun } from './begunConversation.ts';
import { openPostgresAt } from './postgresStore.ts';

jest.setTimeout(60_000);

/** The programs of a whole PostgreSQL, as Debian and Ubuntu install it; that from npm has neither pg_dump nor pg_restore. */
const [programs] = globSync('/usr/lib/postgresql/*/bin').filter((folder) =>
  ['initdb', 'postgres', 'pg_dump', 'pg_restore'].every((name) => existsSync(join(folder, name))),
);

/** PostgreSQL refuses to run as root. */
const nobody = 65_534;
const somebody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** The commands of the guide, in its order. */
const guide = readFileSync(join(import.meta.dirname, '../../../docs/storage.md'), 'utf8');
const [, commands = ''] = /## Backup and restore, PostgreSQL\n\n```sh\n(.*?)```/s.exec(guide) ?? [];
const [dumpRows = '', dumpKeys = '', restore = ''] = commands.trim().split('\n');

test('the guide says how to copy rows and keys, and how to put them back', () => {
  expect([dumpRows, dumpKeys, restore].map((line) => line.split(' ')[0])).toEqual(['pg_dump', 'pg_dump', 'pg_restore']);
});

const folder = temporaryFolder();
let run: (command: string) => string;
let stop: () => Promise<void> = async () => undefined;
let open: () => Promise<Store>;

beforeAll(async () => {
  if (programs === undefined) return;
  chmodSync(folder, 0o700);
  if ('uid' in somebody) chownSync(folder, nobody, nobody);
  const files = join(folder, 'database');
  const port = await freePort();
  const env = {
    ...process.env,
    PATH: `${programs}:${process.env['PATH']}`,
    PGHOST: '127.0.0.1',
    PGPORT: String(port),
    PGUSER: 'cauda',
  };
  run = (command) => execFileSync('sh', ['-c', command], { cwd: folder, env, encoding: 'utf8', ...somebody });
  run(`initdb --pgdata=${files} --username=cauda --auth=trust --encoding=UTF8 --locale=C`);
  const options = [
    '-D',
    files,
    '-p',
    String(port),
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'fsync=off',
  ];
  const server = spawn(join(programs, 'postgres'), options, { stdio: ['ignore', 'ignore', 'pipe'], env, ...somebody });
  for await (const line of createInterface({ input: server.stderr })) if (line.includes('ready to accept')) break;
  server.stderr.resume();
  stop = async () => {
    const gone = once(server, 'exit');
    server.kill('SIGINT');
    await gone;
  };
  run('createdb cauda');
  const url = `postgres://cauda@127.0.0.1:${port}/cauda`;
  open = () => openPostgresAt(url);
});
afterAll(() => stop());

const soon = (): number => Date.now() + 4_000;
const shown = async (store: Store, conversation: string): Promise<readonly string[]> =>
  (await store.transcript(conversation, 0, 10)).map(({ activity }) => activity);

(programs === undefined ? test.skip : test)(
  'what was copied while a server ran is there again, but for what was erased since, and new people begin',
  async () => {
    const store = await open();
    for (const name of ['kept', 'erased'])
      expect(await store.commit(begun(name, `said by ${name}`), soon())).toBe('committed');
    run(dumpRows);
    const { position } = await store.load('erased', 'x', soon());
    await store.commit(
      {
        ...begun('erased', ''),
        activityId: 'erase',
        from: position,
        to: { ...position, log: 0, revision: 0 },
        erase: true,
        head: undefined,
        transcript: [],
      },
      soon(),
    );
    for (const name of ['later', 'later still']) await store.commit(begun(name, 'too late'), soon());
    run(dumpKeys);
    const { tokenKey } = store;
    await store.close();
    expect(readFileSync(join(folder, 'cauda.dump')).includes('said by kept')).toBe(false);

    run('dropdb cauda && createdb cauda');
    run(restore);
    const again = await open();
    expect(again.tokenKey).toEqual(tokenKey);
    expect(await shown(again, 'kept')).toEqual(['"said by kept"']);
    for (const name of ['erased', 'later']) expect(await shown(again, name)).toEqual([]);
    for (const name of ['new', 'newer', 'newest'])
      expect(await again.commit(begun(name, 'new'), soon())).toBe('committed');
    expect(await shown(again, 'newest')).toEqual(['"new"']);
    await again.close();
  },
);
