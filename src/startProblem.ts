import { isNativeError } from 'node:util/types';
import { ConfigError } from './config.ts';
import { nameless } from './httpAnswers.ts';
import { StorageUnavailable } from './storage/store.ts';

/** Why it does not start, and what to do, for whoever started it. */
export function startProblem(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof StorageUnavailable) {
    const why =
      ofDatabase.find(([begins]) => error.code.startsWith(begins))?.[1] ?? 'see that it runs and can be reached';
    return `CAUDA_DATABASE_URL: the database cannot be used (${error.code}): ${why}.`;
  }
  const { code = '' } = nameless(error);
  return ofDataFolder.get(code) ?? (isNativeError(error) ? error.message : String(error));
}

/** By how PostgreSQL's own codes, and those of a connection, begin. */
const ofDatabase: readonly (readonly [string, string])[] = [
  ['28', 'it takes neither this user nor this password'],
  ['3D', 'there is none of that name; make it, or name another'],
  ['ENOTFOUND', 'its host has no address; see how it is spelt'],
  ['ECONNREFUSED', 'nothing listens there; start it, or see host and port'],
  ['53300', 'it takes no more connections; let it take more'],
  ['25006', 'it can only be read; name the one that is written to'],
];

/** Nothing else of this machine's disk is written before it serves. */
const ofDataFolder: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'CAUDA_DATA_DIR, or something in it, may not be used by this user.'],
  ['EEXIST', 'CAUDA_DATA_DIR is a file. Name a folder.'],
  ['ENOTDIR', 'CAUDA_DATA_DIR lies within a file. Name a folder.'],
  ['EROFS', 'CAUDA_DATA_DIR lies on a disk that cannot be written. Name another folder.'],
  ['ENOSPC', 'The disk of CAUDA_DATA_DIR is full. Make room on it.'],
]);
