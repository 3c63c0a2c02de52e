import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { z } from 'zod';
import { spokenLanguages } from '../../dialogs/texts.ts';
import { understand } from '../../dialogs/understanding/understand.ts';
import { packageTeamsApp } from '../../manifest/package.ts';
import { storeProblems } from '../../manifest/storeRules.ts';
import { manifestProblems } from '../../manifest/teamsPackage.ts';
import cauda from '../../package.json' with { type: 'json' };
import { temporaryFolder } from '../temporaryFolder.ts';
import { pngImage } from './pngImage.ts';

/** A file for each language but English, which the manifest itself speaks. */
const languageFiles = spokenLanguages.filter((one) => one !== 'en').map((one) => `${one}.json`);

const botId = '11111111-2222-3333-4444-555555555555';
const options = ['--host', 'bot.example.org', '--bot-id', botId];

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

const commands = z.array(z.object({ title: z.string() }));
const manifestSchema = z.looseObject({
  bots: z.tuple([z.looseObject({ commandLists: z.tuple([z.looseObject({ commands })]) })]),
});

/** The files of a package that was made with these options. */
function packaged(args: readonly string[] = options) {
  expect(packageTeamsApp(args, folder)).toMatchObject({ exitCode: 0 });
  const files = unzipSync(readFileSync(join(folder, 'cauda.zip')));
  const file = (name: string): Uint8Array => {
    const bytes = files[name];
    if (bytes === undefined) throw new Error(`the package has no ${name}, only ${Object.keys(files)}`);
    return bytes;
  };
  return {
    names: Object.keys(files),
    file,
    manifest: manifestSchema.parse(JSON.parse(strFromU8(file('manifest.json')))),
  };
}

describe('the package', () => {
  test('holds the manifest and the two icons at its root, nothing else', () => {
    expect(packaged().names.sort()).toEqual(['color.png', ...languageFiles, 'manifest.json', 'outline.png'].sort());
  });

  test('has a manifest that follows the schema and names host, bot and version', () => {
    const { manifest } = packaged();
    expect(manifestProblems(manifest)).toBeUndefined();
    expect(manifest).toMatchObject({
      manifestVersion: '1.30',
      version: cauda.version,
      id: botId,
      bots: [{ botId, scopes: ['personal'] }],
      developer: { websiteUrl: 'https://bot.example.org/' },
      validDomains: ['bot.example.org'],
    });
    expect(JSON.stringify(manifest)).not.toContain('${{');
  });

  test('asks for no permission', () => {
    const { manifest } = packaged();
    for (const key of ['permissions', 'devicePermissions', 'authorization', 'webApplicationInfo'])
      expect(manifest).not.toHaveProperty(key);
  });

  test.each([
    ['en', 'manifest.json'],
    ['es', 'es.json'],
  ])('offers only commands that the bot understands, in %s', (language, file) => {
    const { manifest, file: bytes } = packaged();
    const english = manifest.bots[0].commandLists[0].commands.map(({ title }) => title);
    const texts = z.looseObject({}).parse(JSON.parse(strFromU8(bytes(file))));
    const titles = english.map((title, at) =>
      language === 'en' ? title : String(texts[`bots[0].commandLists[0].commands[${at}].title`]),
    );
    const heard = titles.map((title) => understand(title, 'bladder', language, new Date()));
    expect(heard.map((one) => (one.kind === 'command' ? one.command : one.kind))).toEqual([
      'restart',
      'change',
      'back',
      'why',
      'form',
      'help',
      'language',
      'stop',
      'restart',
      'erase',
    ]);
  });

  test('takes a name and a developer of its own, in every language', () => {
    const { manifest, file } = packaged([...options, '--name', 'Rückenfrage', '--developer', 'St. "Else" & Co']);
    expect(manifest).toMatchObject({ name: { short: 'Rückenfrage' }, developer: { name: 'St. "Else" & Co' } });
    expect(JSON.parse(strFromU8(file('es.json')))).toMatchObject({ 'name.short': 'Rückenfrage' });
  });

  test('takes a higher version where anything differs from the last one, and the same where nothing does', () => {
    expect(packaged().manifest).toMatchObject({ version: cauda.version });
    expect(packaged().manifest).toMatchObject({ version: cauda.version });
    const [major, minor, patch] = cauda.version.split('.').map(Number);
    const renamed = packaged([...options, '--name', 'Backs']);
    expect(renamed.manifest).toMatchObject({ version: `${major}.${minor}.${(patch ?? 0) + 1}` });
  });

  test('says what to upload where', () => {
    const { message } = packageTeamsApp(options, folder);
    for (const words of ['https://bot.example.org/api/messages', 'Teams admin centre', 'docs/teams.md'])
      expect(message).toContain(words);
  });

  test('has a colour icon of 192 × 192 without transparency', () => {
    const { width, height, pixels } = pngImage(packaged().file('color.png'));
    expect([width, height]).toEqual([192, 192]);
    expect(pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
    expect(new Set(pixels.map(String)).size).toBeGreaterThan(2);
  });

  test('has an outline icon of 32 × 32, white on transparent only', () => {
    const { width, height, pixels } = pngImage(packaged().file('outline.png'));
    expect([width, height]).toEqual([32, 32]);
    expect(pixels.filter(([red, green, blue, alpha]) => red !== alpha || green !== alpha || blue !== alpha)).toEqual(
      [],
    );
    expect(pixels.some(([, , , alpha]) => alpha === 255)).toBe(true);
    expect(pixels.filter(([, , , alpha]) => alpha === 0).length).toBeGreaterThan((32 * 32) / 2);
  });

  test('takes an app id of its own, and names in other scripts and cases', () => {
    const appId = 'AAAAAAAA-bbbb-cccc-dddd-eeeeeeeeeeee';
    const { manifest } = packaged(['--host', 'Bücher.Example', '--bot-id', botId, '--app-id', appId]);
    expect(manifest).toMatchObject({
      id: appId.toLowerCase(),
      bots: [{ botId }],
      validDomains: ['xn--bcher-kva.example'],
    });
  });

  test('has the same bytes each time', () => {
    packaged();
    const first = readFileSync(join(folder, 'cauda.zip'));
    packaged();
    expect(readFileSync(join(folder, 'cauda.zip')).equals(first)).toBe(true);
  });
});

test('the store’s rules that can be read refuse what the store would', () => {
  const { manifest, file } = packaged();
  const languages = Object.fromEntries(languageFiles.map((name) => [name, JSON.parse(strFromU8(file(name)))]));
  expect(storeProblems(manifest, languages)).toEqual([]);
  for (const [change, says] of [
    [{ name: { short: 'Teams back bot', full: 'x' } }, 'Microsoft'],
    [{ name: { short: 'Cauda beta', full: 'x' } }, 'test'],
    [{ validDomains: ['abc.ngrok.io'] }, 'own'],
    [{ version: '1.0' }, 'three numbers'],
  ] as const)
    expect(storeProblems({ ...manifest, ...change }, languages).join()).toContain(says);
  expect(storeProblems(manifest, { 'es.json': {} }).join()).toContain('es.json lacks name.short');
});

test('the schema refuses what Teams would refuse', () => {
  const { manifest } = packaged();
  expect(manifestProblems({ ...manifest, name: { short: 'x'.repeat(31) } })).toMatch('/name/short');
  expect(manifestProblems({ ...manifest, manifestVersion: '1.29' })).toMatch('/manifestVersion');
  expect(manifestProblems({ ...manifest, packageName: 'org.example' })).toMatch('additional properties');
});

describe('wrong options are refused in a sentence that names what to do', () => {
  const withHost = (host: string) => ['--host', host, '--bot-id', botId];
  const withIds = (...ids: readonly string[]) => ['--host', 'bot.example.org', ...ids];
  test.each<readonly [readonly string[], string]>([
    [[], '--host is missing'],
    [['--bot-id', botId], '--host is missing'],
    [withIds(), '--bot-id is missing'],
    [['--host', '--bot-id', botId], '--host has no value'],
    [['--host=', '--bot-id', botId], '--host has no value'],
    [withIds('--bot-id'), '--bot-id has no value'],
    [[...options, '--host', 'other.example.org'], '--host is given twice'],
    [[...options, '--port', '3978'], '--port is not an option'],
    [[...options, '-v'], '-v is not an option'],
    [[...options, '--toString'], '--toString is not an option'],
    [['bot.example.org', botId], '"bot.example.org" belongs to no option'],
    [withHost('https://bot.example.org'), 'has a scheme;'],
    [withHost('https:bot.example.org'), 'has a scheme;'],
    [withHost('bot.example.org:443'), 'has a port;'],
    [withHost('bot.example.org/api/messages'), 'has a path;'],
    [withHost('bot.example.org/'), 'has a path;'],
    [withHost('bot.example.org?x=1'), 'has a path;'],
    [withHost('https://bot.example.org:3978/api'), 'has a scheme, a port, and a path;'],
    [withHost('someone@example.org'), 'has a user name;'],
    [withHost('*.example.org'), 'has a wildcard;'],
    [withHost('127.0.0.1'), 'is an IP address;'],
    [withHost('[::1]'), 'is an IP address;'],
    [withHost('localhost'), 'is not a full host name;'],
    [withHost('bot example.org'), 'is not a full host name;'],
    [withHost('bot..example.org'), 'is not a full host name;'],
    [withHost('bot.example.org\n'), 'is not a full host name;'],
    [withHost(`${'a.'.repeat(130)}example`), 'is not a full host name;'],
    [withIds('--bot-id', 'cauda'), '--bot-id "cauda" is not a GUID'],
    [withIds('--bot-id', `{${botId}}`), 'is not a GUID'],
    [withIds('--bot-id', botId, '--app-id', 'cauda'), '--app-id "cauda" is not a GUID'],
  ])('%j: %s', (args, wrong) => {
    const { exitCode, message } = packageTeamsApp(args, folder);
    expect(exitCode).toBe(2);
    expect(message).toMatch(wrong);
    expect(message).toMatch(/^[^\n]+[;,] [^\n]+\.$/);
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('what the file system refuses is said plainly', () => {
  const file = join(folder, 'not-a-folder');
  writeFileSync(file, '');
  expect(packageTeamsApp(options, join(file, 'dist'))).toEqual({
    exitCode: 1,
    message: `The file system refuses ${join(file, 'dist')}: not a directory; make it usable, then run this again.`,
  });
});

test('the command ends with status 2 and one line, without a stack trace', () => {
  const command = join(import.meta.dirname, '..', '..', 'manifest', 'package.ts');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', command, '--bot-id', botId],
    { encoding: 'utf8' },
  );
  expect({ status, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 1 });
  expect(stderr).toMatch('--host is missing');
});
