import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { examine } from '../../src/doctor.ts';
import { openStore } from '../../src/storage/openStore.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { testServer } from './testServer.ts';

const findingsOf = async (env: Readonly<Record<string, string>>, ask?: typeof fetch) => {
  const config = readConfig({ CAUDA_PORT: '1', CAUDA_DATA_DIR: temporaryFolder(), ...env });
  const around = { now: Date.now, openStore: () => openStore(config, Date.now, () => undefined) };
  const findings = await examine(config, ask === undefined ? around : { ...around, ask });
  return Object.fromEntries(findings.map(({ about, is, says }) => [about, `${is}: ${says}`]));
};

test('a Cauda on this machine is fit for a trial, and says what is missing for more', async () => {
  expect(await findingsOf({})).toMatchObject({
    storage: 'good: can be read and written',
    'token key': expect.stringMatching(/^good/),
    'data key': expect.stringMatching(/^look: .*CAUDA_DATA_KEY_FILE/),
    'public address': expect.stringMatching(/^look: .*CAUDA_PUBLIC_URL/),
    'sign-off': expect.stringMatching(/^look: /),
  });
});

test('for people, what is unsafe is bad, each with its remedy', async () => {
  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, 'data.key'), Buffer.alloc(32), { mode: 0o644 });
  const nowhere = async () => Promise.reject(new Error('unreachable'));
  const findings = await findingsOf(
    {
      CAUDA_DATA_DIR: dataDir,
      CAUDA_DATA_KEY: Buffer.alloc(32, 1).toString('base64'),
      CAUDA_PUBLIC_URL: 'http://cauda.example',
      CAUDA_ALLOWED_ORIGINS: 'http://a.example',
    },
    nowhere,
  );
  expect(findings).toMatchObject({
    'data key': expect.stringMatching(/^bad: .*chmod 600/),
    'encryption on the way': expect.stringMatching(/^bad: .*https/),
    'public address': expect.stringMatching(/^look: .*does not answer/),
    proxies: expect.stringMatching(/^look: .*CAUDA_TRUSTED_PROXIES/),
    'other sites': expect.stringMatching(/^bad: http:\/\/a.example/),
  });
});

test('a data folder that cannot be one is told of, and the rest is looked at all the same', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(await findingsOf({ CAUDA_DATA_DIR: join(file, 'data') })).toMatchObject({
    storage: expect.stringMatching(/^bad: .*CAUDA_DATA_DIR/),
    disk: expect.stringMatching(/^bad: .*CAUDA_DATA_DIR/),
    'sign-off': expect.stringMatching(/^look: /),
  });
});

test('a Cauda that runs here is asked about its storage', async () => {
  const server = await testServer();
  const { port } = new URL(server.url);
  expect(await findingsOf({ CAUDA_PORT: port, CAUDA_DATA_DIR: server.dataDir })).toMatchObject({
    storage: expect.stringMatching(/^good: the Cauda that runs here/),
  });
  await server.stop();
});
