import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { build } from '../../build/build.ts';
import { licences, questionable } from '../../build/licences.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const root = join(import.meta.dirname, '../..');

test('production needs at most 260 packages, none of them for browsers only', () => {
  const found = licences(root);
  // Ten of them only serve an install script, which a release does not run; npm run try-release counts what is left.
  expect(found.length).toBeLessThanOrEqual(270);
  expect(found.map(({ name }) => name)).not.toContain('botframework-webchat');
});

test('each of their licences asks for no more than to be named', () => {
  expect(questionable(licences(root))).toEqual([]);
});

test('the build makes what browsers load', async () => {
  const dist = temporaryFolder();
  await build(dist);
  expect(readdirSync(join(dist, 'browser')).map((name) => name.replace(/-[0-9a-f]{16}/, ''))).toEqual(
    expect.arrayContaining(['webChat.js.br', 'webChat.licences.txt', 'chat.js.br', 'nurse.js.br', 'scripts.json']),
  );
}, 60_000);

const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });
const { scripts } = packageSchema.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));

/** Runs a file as a Node.js of that version would. */
function runAs(version: string, file: string, env: Readonly<Record<string, string>> = {}) {
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '${version}' })`;
  const options = ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`, file];
  return spawnSync(process.execPath, options, { cwd: root, encoding: 'utf8', env: { PATH: '', ...env } });
}

test('an old Node.js is told in a sentence, at a production install and at the start', () => {
  expect(scripts['preinstall']).toContain('build/productionNode.js');
  expect(scripts['start']).toContain('src/start.js');
  const installed = runAs('20.20.2', 'build/productionNode.js', { npm_config_omit: 'dev' });
  expect(installed).toMatchObject({ status: 1, stderr: expect.stringMatching(/needs Node.js 24 .* this is 20.20.2/) });
  expect(runAs('20.20.2', 'build/productionNode.js').status).toBe(0);
  expect(runAs('24.0.0', 'build/productionNode.js', { NODE_ENV: 'production' }).status).toBe(0);
  const started = runAs('20.20.2', 'src/start.js');
  expect(started).toMatchObject({ status: 1, stderr: expect.stringMatching(/needs Node.js 24 .* this is 20.20.2/) });
});
