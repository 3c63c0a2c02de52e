import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder, which goes when the run does that made it, of Jest or of a command. Nobody need remember to remove it. */
export const temporaryFolder = (): string => mkdtempSync(join(process.env[variable] ?? beginRun(), 'folder-'));

const variable = 'TEMPORARY_FOLDERS_OF_THIS_RUN';
const prefix = 'cauda-run-';

/** Makes the folder of all folders of this process and of those that it starts; what killed runs left goes at once. */
export function beginRun(): string {
  for (const name of readdirSync(tmpdir()).filter(isLeft)) remove(join(tmpdir(), name));
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`));
  // PostgreSQL runs as another user, where this one is root.
  chmodSync(folder, 0o711);
  process.env[variable] = folder;
  process.once('exit', () => remove(folder));
  return folder;
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  } catch {
    // Another user's, or a process of the run still writes there: whoever begins next tries again.
  }
}

function isLeft(name: string): boolean {
  const [, run] = new RegExp(`^${prefix}(\\d+)-`).exec(name) ?? [];
  return run !== undefined && !lives(Number(run));
}

function lives(run: number): boolean {
  try {
    return process.kill(run, 0);
  } catch (error) {
    // Another user's process lives too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
