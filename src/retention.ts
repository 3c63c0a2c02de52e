import type { Config } from './config.ts';
import { type EventLog, nameless } from './httpAnswers.ts';
import type { Store } from './storage/store.ts';

const day = 24 * 3_600_000;
const every = 3_600_000;

export type RetentionSurroundings = {
  readonly config: Pick<Config, 'retentionDays' | 'unfinishedRetentionDays'>;
  readonly store: Store;
  readonly log: EventLog;
  readonly now: () => number;
};

/**
 * Erases conversations that were kept long enough: now, and then every hour.
 * @returns what ends that.
 */
export function keepForAWhile(around: RetentionSurroundings): () => void {
  let over = false;
  const pass = (): void => {
    // What fails is tried again in an hour.
    expire(around).catch((error: unknown) => {
      if (!over) around.log.error(nameless(error), 'old conversations could not be erased');
    });
  };
  const timer = setInterval(pass, every).unref();
  pass();
  return () => {
    over = true;
    clearInterval(timer);
  };
}

async function expire({ config, store, log, now }: RetentionSurroundings): Promise<void> {
  const expired = await store.expire({
    finishedBefore: now() - config.retentionDays * day,
    unfinishedBefore: now() - config.unfinishedRetentionDays * day,
  });
  if (expired > 0) log.info({ expired }, 'conversations were kept long enough and are erased');
}
