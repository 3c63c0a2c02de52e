import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isNativeError } from 'node:util/types';
import { type DataKeys, dataKeys, keyBytes, newKey } from './dataKeys.ts';

const fileIn = (dataDir: string): string => join(dataDir, 'data.key');

/**
 * The data keys of an embedded storage: those that are configured, and the one that lies beside the data, where there is
 * one. Without any configured, that is made at the first start.
 * @param configured base64; the first wraps.
 */
export function embeddedDataKeys(configured: readonly string[], dataDir: string): DataKeys {
  const [first, ...others] = configured.map((text) => Buffer.from(text, 'base64'));
  const beside = first === undefined ? madeIn(dataDir) : readIn(dataDir);
  if (first === undefined) return dataKeys([beside ?? newKey()]);
  return dataKeys([first, ...others, ...(beside === undefined ? [] : [beside])]);
}

/** Fails when it is there already, so two first starts agree on one key. */
function madeIn(dataDir: string): Buffer | undefined {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(fileIn(dataDir), newKey(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(isNativeError(error) && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readIn(dataDir);
}

function readIn(dataDir: string): Buffer | undefined {
  let key: Buffer;
  try {
    key = readFileSync(fileIn(dataDir));
  } catch (error) {
    if (isNativeError(error) && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  if (key.length === keyBytes) return key;
  throw new Error(
    `${fileIn(dataDir)} is damaged. Put back a copy of it; without it nothing that is stored can be read.`,
  );
}
