import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';

const nonceBytes = 12;
const tagBytes = 16;

/** What the desk seals and signs with; all from one key of the deployment. */
export function deskKeys(master: Uint8Array) {
  const key = (use: string): KeyObject => createSecretKey(Buffer.from(hkdfSync('sha256', master, '', use, 32)));
  const sealing = key('desk sealing');
  const naming = key('desk names');
  return {
    /** AES-256-GCM, to be opened at the same place alone. */
    seal(plain: string, place: string): string {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing, nonce, { authTagLength: tagBytes });
      cipher.setAAD(Buffer.from(place));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
    },
    /** Undefined for what was not sealed with this key for this place. */
    unseal(sealed: string, place: string): string | undefined {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < nonceBytes + tagBytes) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return undefined;
      }
    },
    /** Stands for something that is not to be read from it. @param use so that the same thing has another name elsewhere. */
    nameOf: (use: string, what: string): Buffer => createHmac('sha256', naming).update(`${use}\n${what}`).digest(),
  };
}
export type DeskKeys = ReturnType<typeof deskKeys>;

/** The configured key, else one that is kept beside the data and made at the first start. */
export function keyFromFile(configured: string | undefined, dataDir: string, name: string): Buffer {
  if (configured !== undefined) return Buffer.from(configured, 'base64');
  const file = join(dataDir, name);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, randomBytes(32), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(isNativeError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = readFileSync(file);
  if (key.length < 32) throw new Error(`${file} is damaged. Restore it from a backup.`);
  return key;
}
