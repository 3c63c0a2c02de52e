import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readConfig } from '../../../src/config.ts';
import { profileFaults, schemaFaults } from '../../dialogs/fhir/validators.ts';
import { testServer } from '../testServer.ts';
import { type DeskClient, deskClient } from './deskClient.ts';

const transactionSchema = z.object({
  type: z.literal('transaction'),
  entry: z.array(
    z.object({
      resource: z.optional(z.looseObject({ resourceType: z.string(), id: z.string() })),
      request: z.object({ method: z.enum(['PUT', 'DELETE']), url: z.string() }),
    }),
  ),
});

/** A FHIR server as far as it matters here: takes transactions, keeps what is put, and can be out of order. */
let fhir: Server;
let answers: readonly (200 | 307 | 500 | 'breaks off' | 'never')[] = [];
const asked: { readonly token: string | undefined; readonly body: unknown }[] = [];
const kept = new Map<string, unknown>();
let hangs = (): unknown => undefined;
/** Where a server that sends on sends to. */
let elsewhere = '';

async function bodyOf(req: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of req) text += String(part);
  return JSON.parse(text);
}

let clock = 0;
const now = (): number => Date.now() + clock;
let desk: DeskClient;
let url: string;

beforeAll(async () => {
  fhir = createServer(async (req, res) => {
    const body = await bodyOf(req);
    asked.push({ token: req.headers.authorization, body });
    const [how = 200] = answers;
    answers = answers.slice(1);
    if (how === 'never') {
      hangs = () => req.socket.destroy();
      return;
    }
    if (how === 'breaks off') return void req.socket.destroy();
    if (how === 200) {
      for (const { request, resource } of transactionSchema.parse(body).entry) {
        if (request.method === 'PUT') kept.set(request.url, resource);
        else kept.delete(request.url);
      }
    }
    // restify's `writeHead` gives nothing back.
    res.writeHead(how, { 'content-type': 'application/fhir+json', ...(how === 307 ? { location: elsewhere } : {}) });
    res.end('{"resourceType":"OperationOutcome"}');
  });
  await new Promise<void>((listening) => fhir.listen(0, '127.0.0.1', listening));
  const { port } = fhir.address() as AddressInfo;
  ({ url } = await testServer(
    { CAUDA_FHIR_URL: `http://127.0.0.1:${port}/r4`, CAUDA_FHIR_TOKEN: 'of the tests' },
    { now },
  ));
  desk = deskClient(url);
});
afterAll(() => {
  fhir.closeAllConnections();
  fhir.close();
});
beforeEach(() => {
  asked.length = 0;
  answers = [];
  kept.clear();
});

async function until(come: () => boolean): Promise<void> {
  for (const last = Date.now() + 10_000; !come(); await pause(20)) {
    if (Date.now() > last) throw new Error('it never came');
  }
}
const close = { act: 'close', how: 'complete', readBack: [] };
const retention = { act: 'set', question: 'bladder', value: 'retention' };
const types = () => [...kept.keys()].map((one) => one.split('/')[0]).sort();

test('a record goes out at the end of a call, whole and valid, and not before', async () => {
  const reference = await desk.begin();
  await desk.act(reference, retention);
  expect(asked).toEqual([]);
  await desk.act(reference, close);
  await until(() => kept.size > 0);
  expect(types()).toEqual(
    expect.arrayContaining([
      'Encounter',
      'Flag',
      'Provenance',
      'Questionnaire',
      'QuestionnaireResponse',
      'ServiceRequest',
    ]),
  );
  expect(asked).toHaveLength(1);
  expect(asked[0]?.token).toBe('Bearer of the tests');
  expect(profileFaults(asked[0]?.body)).toEqual([]);
  expect(schemaFaults(asked[0]?.body)).toEqual([]);
});

test('a server that fails, breaks off and fails again holds nobody up, and gets it in the end, once', async () => {
  answers = [500, 'breaks off', 500];
  const reference = await desk.begin();
  await desk.act(reference, retention);
  const closed = await desk.act(reference, close);
  expect(closed.status).toBe(200);
  for (let tries = 1; tries <= 3; tries += 1) {
    await until(() => asked.length === tries);
    expect(kept.size).toBe(0);
    // The desk works on meanwhile.
    expect((await desk.ask(`/nurse/desk/calls/${reference}`)).status).toBe(200);
    await pause(50);
    clock += 60_000;
  }
  await until(() => kept.size > 0);
  expect(asked).toHaveLength(4);
  await pause(50);
  clock += 3_600_000;
  await pause(1_200);
  expect(asked).toHaveLength(4);
});

test('a server that sends on to another one gets no record there, nor its token', async () => {
  const strangers: unknown[] = [];
  const other = createServer((req, res) => {
    strangers.push(req.headers.authorization);
    res.end('{}');
  });
  await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
  elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/r4`;
  answers = [307];
  const reference = await desk.begin();
  await desk.act(reference, close);
  await until(() => asked.length === 1);
  // It is sent again, here, once it failed.
  await until(() => {
    clock += 10_000;
    return kept.size > 0;
  });
  expect(strangers).toEqual([]);
  other.close();
});

test('a server that never answers holds nobody up', async () => {
  answers = ['never'];
  const reference = await desk.begin();
  const before = Date.now();
  await desk.act(reference, close);
  await until(() => asked.length === 1);
  await desk.act(reference, { act: 'note', text: 'later' });
  expect(Date.now() - before).toBeLessThan(3_000);
  hangs();
});

test('what changes after the end is put in place of it: a scan that no longer stands is taken away', async () => {
  const reference = await desk.begin();
  await desk.act(reference, retention);
  await desk.act(reference, close);
  await until(() => types().includes('ServiceRequest'));
  const before = new Set(kept.keys());
  await desk.act(reference, { act: 'set', question: 'bladder', value: 'normal', confirmed: true }, { seen: 3 });
  await desk.act(reference, close);
  await until(() => !types().includes('ServiceRequest'));
  // Nothing is there twice.
  expect([...kept.keys()].filter((one) => !before.has(one)).map((one) => one.split('/')[0])).toEqual(['Flag']);
});

test('an address over http, elsewhere, and a token alone are refused at the start', () => {
  expect(() => readConfig({ CAUDA_FHIR_URL: 'http://fhir.example/r4' })).toThrow(
    /CAUDA_FHIR_URL must begin with https/,
  );
  expect(() => readConfig({ CAUDA_FHIR_TOKEN: 'x' })).toThrow(/CAUDA_FHIR_URL/);
});
