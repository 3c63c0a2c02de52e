import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { testServer } from '../testServer.ts';

const rows = 60_000;

test('the trail goes out no faster than it is read, so that a slow reader fills no memory', async () => {
  const { url, dataDir } = await testServer();
  const trail = new DatabaseSync(join(dataDir, 'audit.sqlite'), { timeout: 5_000 });
  trail.exec(`
    WITH RECURSIVE counted (number) AS (SELECT 2 UNION ALL SELECT number + 1 FROM counted WHERE number < ${rows})
    INSERT INTO audit (number, line, mac) SELECT number, '${'x'.repeat(400)}', 'x' FROM counted`);

  const { hostname, port } = new URL(url);
  const reader = connect({ host: hostname, port: Number(port) });
  reader.write(`GET /nurse/desk/audit HTTP/1.1\r\nHost: ${hostname}\r\nConnection: close\r\n\r\n`);
  const [first] = await once(reader, 'data');
  expect(String(first)).toMatch(/^HTTP\/1\.1 200 /);
  reader.pause();
  // Whoever reads on regardless has read all by then, and what it holds nobody can take from it.
  for (let asked = 0; asked < 50; asked += 1) await (await fetch(`${url}/nurse/desk/me`)).arrayBuffer();
  trail.exec(`DELETE FROM audit WHERE number > ${rows - 10_000}`);
  trail.close();

  const numbers = [...(await text(reader)).matchAll(/"number":(\d+)/g)];
  expect(Number(numbers.at(-1)?.[1])).toBe(rows - 10_000);
}, 60_000);
