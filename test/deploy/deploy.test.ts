import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { measures } from '../../src/measures.ts';
import { secrets, settingsSchema } from '../../src/settings.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const folder = join(import.meta.dirname, '../../deploy');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.|Dockerfile/.test(name));
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const text = files.map(read).join('\n');
const publicUrl = 'https://cauda.hospital.example';

test('every setting that a deployment names is one', () => {
  const known = [...Object.keys(settingsSchema.shape), ...secrets.map((name) => `${name}_FILE`)];
  const named = new Set([...text.matchAll(/\bCAUDA_[A-Z_]+\b/g)].map(([name]) => name));
  expect(named.size).toBeGreaterThan(5);
  expect([...named].filter((name) => !known.includes(name))).toEqual([]);
});

/** The settings of the image, which a manifest adds to. */
const ofImage = { CAUDA_HOST: '0.0.0.0', CAUDA_DATA_DIR: '/data' };
const deployments: readonly (readonly [name: string, settings: Readonly<Record<string, string>>])[] = [
  ['compose.yaml', { ...ofImage, ...pairs(read('compose.yaml'), /^ +(CAUDA_\w+): "?([^"\n]+?)"?$/gm) }],
  [
    'kubernetes/cauda.yaml',
    { ...ofImage, ...pairs(read('kubernetes/cauda.yaml'), /name: (CAUDA_\w+), value: "?([^"\n]+?)"? }/g) },
  ],
  ['cauda.service', { ...pairs(read('cauda.service'), /\b(CAUDA_\w+)=(\S+)/g), CAUDA_PUBLIC_URL: publicUrl }],
];

function pairs(manifest: string, form: RegExp): Readonly<Record<string, string>> {
  return Object.fromEntries([...manifest.matchAll(form)].map(([, name = '', value = '']) => [name, value]));
}

/** The same settings, each secret in a file that is there. */
function withSecrets(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const place = temporaryFolder();
  const secretIn: Readonly<Record<string, string>> = {
    CAUDA_DATABASE_URL_FILE: 'postgres://cauda:x@postgres/cauda?sslmode=disable',
    CAUDA_TOKEN_KEY_FILE: Buffer.alloc(32, 1).toString('base64'),
    CAUDA_DATA_KEY_FILE: Buffer.alloc(32, 2).toString('base64'),
  };
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => {
      if (name === 'CAUDA_PUBLIC_URL') return [name, publicUrl];
      const secret = secretIn[name];
      if (secret === undefined) return [name, value];
      const file = join(place, basename(value));
      writeFileSync(file, secret);
      return [name, file];
    }),
  );
}

describe.each(deployments)('%s', (_name, settings) => {
  test('starts as it is, with the data key and the token key in files that do not lie where the data does', () => {
    const config = readConfig(withSecrets(settings));
    expect(config.dataKeys).toHaveLength(1);
    expect(config.tokenKey).toBeDefined();
    for (const name of ['CAUDA_DATA_KEY_FILE', 'CAUDA_TOKEN_KEY_FILE']) {
      expect(settings[name]).toMatch(/^(\/run\/secrets|\/secrets|%d)\//);
      expect(settings[name]?.startsWith(`${settings['CAUDA_DATA_DIR']}/`)).toBe(false);
    }
  });

  test('does not start without the data key', () => {
    const { CAUDA_DATA_KEY_FILE: _left, ...rest } = withSecrets(settings);
    expect(() => readConfig(rest)).toThrow(/CAUDA_DATA_KEY is missing/);
  });
});

test('the container by itself does not start for others without a data key', () => {
  expect(() => readConfig({ ...ofImage, CAUDA_PUBLIC_URL: publicUrl })).toThrow(/CAUDA_DATA_KEY is missing/);
  for (const [name, value] of Object.entries(ofImage)) expect(read('Dockerfile')).toContain(`${name}=${value}`);
});

test('every figure that an alert asks for is there', async () => {
  const all = measures();
  all.watch({ sockets: () => 0, undelivered: async () => 0, waiting: () => 0 });
  const page = await all.page();
  const alerts = read('prometheus/alerts.yaml');
  const named = new Set([...alerts.matchAll(/\b(?:cauda|process)_[a-z_]+(?=[{[)]|\s*>)/g)].map(([name]) => name));
  expect(named.size).toBeGreaterThan(5);
  for (const name of named) expect(page).toContain(`# TYPE ${name.replace(/_bucket$/, '')} `);
});

/** Prometheus' own checker, of Debian's package `prometheus`; where it is not, CI has it. */
const promtool = process.env['PROMTOOL'] ?? 'promtool';
const hasPromtool = spawnSync(promtool, ['--version']).status === 0;
const checked = (...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(promtool, [...words], { cwd: join(folder, 'prometheus') });
  return { status, said: `${stdout}${stderr}` };
};
(hasPromtool ? test : test.skip)('promtool reads the alert rules, and each of them fires when it should', () => {
  expect(checked('check', 'rules', 'alerts.yaml')).toMatchObject({ status: 0 });
  expect(checked('test', 'rules', 'alerts.test.yaml')).toMatchObject({ status: 0 });
});

test('each alert has a case that makes it fire', () => {
  const alerts = [...read('prometheus/alerts.yaml').matchAll(/- alert: (\w+)/g)].map(([, name]) => name);
  const cases = read('prometheus/alerts.test.yaml');
  expect(alerts.length).toBeGreaterThan(5);
  expect(alerts.filter((name) => !new RegExp(`alertname: ${name}\\n +exp_alerts:\\n +- `).test(cases))).toEqual([]);
});
