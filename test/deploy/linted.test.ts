import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { validate } from 'dockerfile-utils';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { temporaryFolder } from '../temporaryFolder.ts';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, 'deploy', name), 'utf8');

test('the Dockerfile has no fault that a linter of Dockerfiles knows', () => {
  expect(validate(read('Dockerfile'), {})).toEqual([]);
  expect(validate('FROM node\nHEALTHCHECK --interval=5x CMD y\n', {})).toHaveLength(1);
});

test('the compose file follows the Compose Specification', () => {
  // Of compose-spec/compose-go at e70e961 (Apache-2.0), as `docker compose` checks it.
  const schema: object = JSON.parse(readFileSync(join(import.meta.dirname, 'compose-spec.json'), 'utf8'));
  const followsIt = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  followsIt(parse(read('compose.yaml')));
  expect(followsIt.errors ?? []).toEqual([]);
  expect(followsIt(parse(read('compose.yaml').replace('read_only:', 'readonly:')))).toBe(false);
});

const manifest = z.looseObject({ apiVersion: z.string(), kind: z.string() });
const manifestsIn = (text: string) => parseAllDocuments(text).map((one) => manifest.parse(one.toJSON()));

/** What the types of Kubernetes' own schemas say of manifests: nothing where each name, kind of value and needed part is right. */
async function typesSayOf(text: string): Promise<string> {
  const folder = temporaryFolder();
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  const lines = manifestsIn(text).map(({ apiVersion, kind }, n) => {
    const json = JSON.stringify(manifestsIn(text)[n]);
    return `import type { I${kind} } from 'kubernetes-models/${apiVersion}';\nexport const m${n} = ${json} satisfies I${kind};`;
  });
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'manifests.ts'), lines.join('\n'));
  const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--types', 'node'];
  const tsc = join(root, 'node_modules/.bin/tsc');
  return promisify(execFile)(tsc, [...options, 'manifests.ts'], { cwd: folder }).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
}

test('each Kubernetes manifest is what its kind may be, to the last name in it', async () => {
  const text = read('kubernetes/cauda.yaml');
  expect(manifestsIn(text).length).toBeGreaterThan(4);
  const misspelt = text.replace('livenessProbe:', 'livenessProbes:').replace('minAvailable:', 'minAvailble:');
  expect(misspelt).not.toBe(text);
  expect(await Promise.all([typesSayOf(text), typesSayOf(misspelt)])).toEqual([
    '',
    expect.stringMatching(/livenessProbes/),
  ]);
}, 60_000);

/** Where there is no systemd that can look at a unit by itself (250), it is read by nobody. */
const [, systemd = '0'] =
  /^systemd (\d+)/.exec(spawnSync('systemd-analyze', ['--version'], { encoding: 'utf8' }).stdout) ?? [];
const hasSystemd = Number(systemd) >= 250;
(hasSystemd ? test : test.skip)('systemd reads the unit without a word, and finds it little exposed', () => {
  const folder = temporaryFolder();
  const analysed = (unit: string, ...how: readonly string[]) => {
    writeFileSync(join(folder, 'cauda.service'), unit.replace('/usr/bin/node', process.execPath));
    const { status, stderr } = spawnSync('systemd-analyze', [...how, './cauda.service'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return { status, said: stderr };
  };
  const unit = read('cauda.service');
  expect(analysed(unit, 'verify')).toEqual({ status: 0, said: '' });
  expect(analysed(unit.replace('ProtectClock', 'ProtectClok'), 'verify').said).toContain('ProtectClok');
  expect(analysed(unit, 'security', '--offline=true', '--threshold=20').status).toBe(0);
});
