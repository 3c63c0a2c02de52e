import type { Log, LogHead } from '../../machines/answerLog.ts';
import { view } from '../../machines/conversationView.ts';
import { contentVersion } from '../contentVersion.ts';

/** The first log of a conversation. `now` in milliseconds since the epoch. */
export const newLog = (head: Pick<LogHead, 'conversation' | 'channel' | 'role' | 'language'>, now: number): Log => ({
  head: { ...head, number: 1, started: new Date(now).toISOString(), content: contentVersion },
  entries: [],
});

/**
 * The log after a restart, in the role and language that the conversation had. Who said to be under 18 stays so; in the
 * other roles the next log may be of somebody else.
 */
export function nextLog(log: Log, now: number): Log {
  const { role, language, under18 } = view(log);
  const { head } = newLog({ ...log.head, role, language }, now);
  return {
    head: { ...head, number: log.head.number + 1 },
    entries: under18 && role === 'self' ? [{ kind: 'noted', what: 'under18', at: 0 }] : [],
  };
}
