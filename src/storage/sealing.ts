import { createCipheriv, createDecipheriv, createHmac, type KeyObject, randomFillSync } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
/** So long that no two of a storage will ever be alike. */
const fingerprintBytes = 16;

/** What is sealed was not sealed with this key for this place. Says nothing of what is in it. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * AES-256-GCM under a nonce of its own: nonce, ciphertext, tag.
 * @param place where it will lie; it opens nowhere else.
 */
export function seal(key: KeyObject, plain: Uint8Array, place: Uint8Array): Buffer {
  const nonce = nextNonce();
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(place);
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([nonce, body, cipher.getAuthTag()]);
}

/** Throws `SealBroken`. */
export function unseal(key: KeyObject, sealed: Uint8Array, place: Uint8Array): Buffer {
  if (sealed.length < nonceBytes + tagBytes) throw new SealBroken('too short');
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(place);
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const plain = decipher.update(sealed.subarray(nonceBytes, -tagBytes));
  try {
    decipher.final();
  } catch {
    throw new SealBroken('not sealed with this key for this place');
  }
  return plain;
}

/** Stands for an id in the storage, where it can be looked up and not read. In UTF-16: no two ids are the same in it. */
export const fingerprint = (key: KeyObject, what: Uint8Array, id: string): Buffer =>
  createHmac('sha256', key).update(what).update(id, 'utf16le').digest().subarray(0, fingerprintBytes);

// Random bytes are cheaper by the thousand. nextAt is a multiple of nonceBytes.
const nonces = Buffer.alloc(nonceBytes * 1_000);
let nextAt = nonces.length;

function nextNonce(): Buffer {
  if (nextAt === nonces.length) {
    randomFillSync(nonces);
    nextAt = 0;
  }
  nextAt += nonceBytes;
  return nonces.subarray(nextAt - nonceBytes, nextAt);
}
