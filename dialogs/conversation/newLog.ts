import type { Log, LogHead } from '../../machines/answerLog.ts';
import { contentVersion } from '../contentVersion.ts';
import { chatView } from './chatView.ts';

/** How the first log of a conversation begins. @param now milliseconds since the epoch. */
export const newHead = (
  { conversation, channel, role, language }: Pick<LogHead, 'conversation' | 'channel' | 'role' | 'language'>,
  now: number,
): LogHead => ({
  conversation,
  number: 1,
  started: new Date(now).toISOString(),
  channel,
  role,
  language,
  content: contentVersion,
});

/** The first log of a conversation. @param run what no other log of the conversation is called. */
export const newLog = (begins: Parameters<typeof newHead>[0], now: number, run: string): Log => ({
  head: { ...newHead(begins, now), run },
  entries: [],
});

/**
 * The log after a restart, in the role and language that the conversation had. Who said to be under 18 stays so; in the
 * other roles the next log may be of somebody else.
 */
export function nextLog(log: Log, now: number, run: string): Log {
  const { role, language, under18 } = chatView(log);
  const { head } = newLog({ ...log.head, role, language }, now, run);
  return {
    head: { ...head, number: log.head.number + 1 },
    entries: under18 && role === 'self' ? [{ kind: 'noted', what: 'under18', at: 0 }] : [],
  };
}
