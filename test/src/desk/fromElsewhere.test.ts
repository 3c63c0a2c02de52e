import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rawRequest } from '../rawRequest.ts';
import { testServer } from '../testServer.ts';
import { type DeskClient, deskClient } from './deskClient.ts';

/** A desk without sign-in, where whoever sits at this machine may have any page open beside it. */
let server: Awaited<ReturnType<typeof testServer>>;
let desk: DeskClient;
let reference: string;
beforeAll(async () => {
  server = await testServer();
  desk = deskClient(server.url);
  reference = await desk.begin();
});
afterAll(() => server.stop());

const rows = async (): Promise<number> => (await (await desk.ask('/nurse/desk/audit')).text()).split('\n').length;
async function statusOf(path: string, headers: readonly string[]): Promise<number> {
  const { host } = new URL(server.url);
  const lines = [`GET ${path} HTTP/1.1`, `Host: ${host}`, ...headers, 'Connection: close', '', ''];
  const [, status] = /^HTTP\/1\.1 (\d+)/.exec(await rawRequest(server.url, lines.join('\r\n'))) ?? [];
  return Number(status);
}

const reads = ['me', 'words', 'calls', 'calls/:reference', 'calls/:reference/fhir', 'audit'];
const elsewhere = [
  ['an image, a script or a link', ['Sec-Fetch-Site: cross-site']],
  ['another port of this machine', ['Sec-Fetch-Site: same-site']],
  ['a script that may read it', ['Origin: https://evil.example']],
  ['a frame in a sandbox', ['Origin: null']],
] as const;

test.each(elsewhere)('what %s of another page asks for is refused, and stands in no audit', async (_how, headers) => {
  const before = await rows();
  for (const read of reads) {
    const path = `/nurse/desk/${read.replace(':reference', reference)}`;
    expect([path, await statusOf(path, headers)]).toEqual([path, 403]);
  }
  // The audit's own reading is one row each time.
  expect(await rows()).toBe(before + 1);
});

test.each([
  ['its own page', ['Sec-Fetch-Site: same-origin']],
  ['an address that was typed', ['Sec-Fetch-Site: none']],
  ['a program', []],
] as const)('%s reads it', async (_who, headers) => {
  for (const read of reads)
    expect(await statusOf(`/nurse/desk/${read.replace(':reference', reference)}`, headers)).toBe(200);
});
