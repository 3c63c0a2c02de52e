import { nameless } from './httpAnswers.ts';
import type { RunningServer } from './server.ts';

/** Milliseconds that running turns get after a fault that reached nobody. */
const longestDrain = 5_000;

/** Ends the process in order: with 0 when it is asked to, with 1 after a fault that no request caught. */
export function endWith(server: RunningServer): void {
  let ending = false;
  function end(status: number): void {
    if (ending) return;
    ending = true;
    if (status !== 0) setTimeout(() => process.exit(status), longestDrain);
    server.stop().then(
      () => process.exit(status),
      () => process.exit(1),
    );
  }
  function fault(error: unknown): void {
    // What it was is told without its message, which may quote a person.
    process.stderr.write(`${JSON.stringify({ fault: 'reached nobody; the process ends', ...nameless(error) })}\n`);
    end(1);
  }
  process.on('SIGTERM', () => end(0)).on('SIGINT', () => end(0));
  process.on('uncaughtException', fault).on('unhandledRejection', fault);
}
