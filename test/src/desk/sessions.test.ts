import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { sqliteDesk } from '../../../src/desk/deskDatabase.ts';
import { deskKeys } from '../../../src/desk/deskKeys.ts';
import { deskSchema } from '../../../src/desk/deskSchema.ts';
import { sessions } from '../../../src/desk/sessions.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';

const minute = 60_000;

test('who is busy all day signs in again after a working day, and not before', async () => {
  let now = Date.parse('2026-01-31T08:00:00Z');
  const database = sqliteDesk(join(temporaryFolder(), 'desk.sqlite'), deskSchema);
  const { begin, find } = sessions(database, deskKeys(randomBytes(32)), 10, () => now);
  const secret = await begin({ id: 'ana', name: 'Ana', roles: ['nurse'], local: false });
  const end = now + 12 * 60 * minute;
  for (now += 9 * minute; now < end; now += 9 * minute)
    expect(await find(secret, true)).toMatchObject({ locked: false });
  now = end + 1;
  expect(await find(secret, true)).toBeUndefined();
  await database.close();
});

test('a desk whose clock was set back by more than it may be idle is locked', async () => {
  let now = Date.parse('2026-01-31T08:00:00Z');
  const database = sqliteDesk(join(temporaryFolder(), 'desk.sqlite'), deskSchema);
  const { begin, find } = sessions(database, deskKeys(randomBytes(32)), 10, () => now);
  const secret = await begin({ id: 'ana', name: 'Ana', roles: ['nurse'], local: false });
  now -= 11 * minute;
  expect(await find(secret, true)).toMatchObject({ locked: true });
  await database.close();
});
