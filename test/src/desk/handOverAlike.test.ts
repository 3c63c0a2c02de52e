import { request } from 'node:http';
import { expect, jest, test } from '@jest/globals';
import { testServer } from '../testServer.ts';
import { deskClient } from './deskClient.ts';

type Answer = { readonly status: number | undefined; readonly page: string; readonly took: number };

/** A try from an address of this machine. */
function tried(url: string, localAddress: string, reference: string, code: string): Promise<Answer> {
  const began = performance.now();
  return new Promise((answered, failed) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    request(`${url}/hand-over`, { method: 'POST', localAddress, headers, agent: false }, (res) => {
      let page = '';
      res.setEncoding('utf8').on('data', (part: string) => {
        page += part;
      });
      res.on('end', () => answered({ status: res.statusCode, page, took: performance.now() - began }));
    })
      .on('error', failed)
      .end(new URLSearchParams({ reference, code }).toString());
  });
}

test('however many guess, their answers do not tell a reference of a call that is handed over from any other', async () => {
  const { url } = await testServer();
  const desk = deskClient(url);
  const [handedOver, open] = [await desk.begin(), await desk.begin()];
  const { code } = (await desk.act(handedOver, { act: 'handOver', to: 'ward' })).body;

  // Time stands still for the limits, so that it matters not how fast this machine is.
  jest.useFakeTimers({
    doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setInterval', 'clearInterval', 'performance', 'hrtime'],
  });
  const references = [handedOver, open, '2222222'];
  const answersAt = async (reference: string, network: number): Promise<readonly Answer[]> => {
    const guess = (n: number) => tried(url, `127.0.${network}.${n}`, reference, 'AAAAAAAA');
    const addresses = Array.from({ length: 13 }, (_, n) => n + 1);
    const first = await Promise.all(addresses.map(guess));
    return [...first, ...(await Promise.all(addresses.map(guess)))];
  };
  const [right, ...wrong] = await Promise.all(references.map((one, n) => answersAt(one, n + 1)));
  const counted = (answers: readonly Answer[] = []) =>
    answers.map(({ status, page }) => `${status} ${page}`).toSorted();
  expect(counted(right).map((one) => one.slice(0, 3))).toEqual([...Array(23).fill('403'), ...Array(3).fill('429')]);
  for (const answers of wrong) expect(counted(answers)).toEqual(counted(right));
  for (const { status, took } of [right, ...wrong].flatMap((answers) => answers ?? []))
    if (status === 403) expect(took).toBeGreaterThan(240);

  jest.useRealTimers();
  expect((await tried(url, '127.0.9.1', handedOver, code ?? '')).status).toBe(200);
});
