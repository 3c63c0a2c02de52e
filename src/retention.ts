import type { Config } from './config.ts';
import { type EventLog, nameless } from './httpAnswers.ts';
import type { Store } from './storage/store.ts';

const day = 24 * 3_600_000;
const every = 3_600_000;
const packEvery = 5 * 60_000;
/** Who has said nothing for so long has finished, or is away for a while. */
const restsAfter = 15 * 60_000;

export type RetentionSurroundings = {
  readonly config: Pick<Config, 'retentionDays' | 'unfinishedRetentionDays' | 'callRetentionDays'>;
  readonly store: Store;
  readonly log: EventLog;
  readonly now: () => number;
};

/**
 * Erases conversations that were kept long enough, now and then every hour; writes small those that came to rest, and
 * wraps keys anew after a rotation.
 * @returns what ends that.
 */
export function keepForAWhile(around: RetentionSurroundings): () => void {
  let over = false;
  // What fails is tried again the next time.
  const trying = (work: (around: RetentionSurroundings) => Promise<void>, trouble: string) => (): Promise<void> =>
    work(around).catch((error: unknown) => {
      if (!over) around.log.error(nameless(error), trouble);
    });
  const hours = [
    trying(expire, 'old conversations could not be erased'),
    trying(tidy, 'keys of what was erased may still lie in their file'),
    trying(rewrap, 'keys could not be wrapped with the first data key'),
  ];
  const hourly = async (): Promise<void> => {
    for (const work of hours) await work();
  };
  const often = trying(pack, 'conversations could not be packed');
  const timers = [setInterval(() => void hourly(), every).unref(), setInterval(() => void often(), packEvery).unref()];
  void hourly();
  return () => {
    over = true;
    for (const timer of timers) clearInterval(timer);
  };
}

async function pack({ store, log, now }: RetentionSurroundings): Promise<void> {
  const packed = await store.pack(now() - restsAfter);
  if (packed > 0) log.info({ packed }, 'conversations came to rest and are stored small');
}

async function tidy({ store, log }: RetentionSurroundings): Promise<void> {
  const result = await store.tidy();
  if (result === 'later') log.info({}, 'the table of keys is in use, and written anew the next hour');
  if (result === 'tooLarge')
    log.warn({}, 'the table of keys is too large to be written anew while people wait: VACUUM FULL conversation_key');
}

async function rewrap({ store, log }: RetentionSurroundings): Promise<void> {
  const rewrapped = await store.rewrap();
  if (rewrapped > 0) log.warn({ rewrapped }, 'keys are wrapped with the first data key now');
}

async function expire({ config, store, log, now }: RetentionSurroundings): Promise<void> {
  const expired = await store.expire({
    finishedBefore: now() - config.retentionDays * day,
    unfinishedBefore: now() - config.unfinishedRetentionDays * day,
    recordsBefore: now() - config.callRetentionDays * day,
  });
  if (expired > 0) log.info({ expired }, 'conversations were kept long enough and are erased');
}
