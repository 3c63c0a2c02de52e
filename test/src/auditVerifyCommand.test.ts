import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { auditTrail } from '../../src/desk/auditTrail.ts';
import { sqliteDesk } from '../../src/desk/deskDatabase.ts';
import { auditSchema } from '../../src/desk/deskSchema.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const command = fileURLToPath(new URL('../../src/auditVerifyCommand.ts', import.meta.url));

const verified = (dataDir: string): Promise<{ status: number; said: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, CAUDA_DATA_DIR: dataDir, CAUDA_SECURITY_LOG: join(dataDir, 'security.jsonl') };
    execFile(process.execPath, ['--disable-warning=ExperimentalWarning', command], { env }, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), said: stdout + stderr }),
    );
  });

test('audit-verify tells a whole trail from one that was cut off behind a head of the security log', async () => {
  const dataDir = temporaryFolder();
  writeFileSync(join(dataDir, 'audit.key'), Buffer.alloc(32, 5));
  const database = sqliteDesk(join(dataDir, 'audit.sqlite'), auditSchema);
  const trail = auditTrail(database, readFileSync(join(dataDir, 'audit.key')), Date.now);
  const first = await trail.append({ who: 'n1', what: 'viewed' });
  const second = await trail.append({ who: 'n1', what: 'changed' });
  const log = [{ event: 'start' }, { event: 'audit', ...first }, { event: 'audit', ...second }];
  writeFileSync(join(dataDir, 'security.jsonl'), log.map((one) => `${JSON.stringify(one)}\n`).join(''));
  expect(await verified(dataDir)).toEqual({
    status: 0,
    said: 'The audit trail is whole: 2 rows, 2 heads of the security log.\n',
  });
  await database.ask('DELETE FROM audit WHERE number = 2');
  await database.close();
  expect(await verified(dataDir)).toMatchObject({ status: 1, said: expect.stringContaining('cut off') });
}, 30_000);
