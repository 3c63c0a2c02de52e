import { isNativeError } from 'node:util/types';
import { ConfigError } from './config.ts';
import { nameless } from './httpAnswers.ts';
import { StorageUnavailable } from './storage/store.ts';

/** Why it does not start, and what to do, for whoever started it. */
export function startProblem(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof StorageUnavailable) {
    return `The database cannot be used (${error.code}). See that it runs and that CAUDA_DATABASE_URL is right.`;
  }
  const { code = '' } = nameless(error);
  return ofDataFolder.get(code) ?? (isNativeError(error) ? error.message : String(error));
}

/** Nothing else of this machine's disk is written before it serves. */
const ofDataFolder: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'CAUDA_DATA_DIR, or something in it, may not be used by this user.'],
  ['EEXIST', 'CAUDA_DATA_DIR is a file. Name a folder.'],
  ['ENOTDIR', 'CAUDA_DATA_DIR lies within a file. Name a folder.'],
  ['EROFS', 'CAUDA_DATA_DIR lies on a disk that cannot be written. Name another folder.'],
  ['ENOSPC', 'The disk of CAUDA_DATA_DIR is full. Make room on it.'],
]);
