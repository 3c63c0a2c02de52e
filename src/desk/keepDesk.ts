import type { Config } from '../config.ts';
import { type EventLog, nameless } from '../httpAnswers.ts';
import type { SecurityLog } from '../securityLog.ts';
import type { Desk } from './openDesk.ts';

const hour = 3_600_000;
const day = 24 * hour;

type Surroundings = {
  readonly config: Pick<Config, 'callRetentionDays'>;
  readonly security: SecurityLog;
  readonly log: EventLog;
  readonly now: () => number;
};

/**
 * At the start, and then every hour: takes from the queue what was kept long enough, and writes to the security log how
 * far the audit trail goes. There it shows later whether the trail's end was cut off.
 * @returns what ends that, with a last line.
 */
export function keepDesk(
  { audit, calls }: Pick<Desk, 'audit' | 'calls'>,
  { config, security, log, now }: Surroundings,
): () => Promise<void> {
  const pass = async (): Promise<void> => {
    try {
      security({ event: 'audit', ...(await audit.head()) });
      await calls.forgetBefore(now() - config.callRetentionDays * day);
    } catch (error) {
      log.error(nameless(error), 'the desk could not be kept in order; it is tried again in an hour');
    }
  };
  const timer = setInterval(() => void pass(), hour).unref();
  void pass();
  return async () => {
    clearInterval(timer);
    await pass();
  };
}
