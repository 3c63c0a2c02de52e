import * as z from 'zod';
import { newHead as newHeadOf } from '../../dialogs/conversation/newLog.ts';
import { type LogHead, logHeadSchema } from '../../machines/answerLog.ts';
import { checked } from './checked.ts';

const beginsSchema = z.strictObject({
  conversation: logHeadSchema.shape.conversation,
  channel: logHeadSchema.shape.channel,
  role: logHeadSchema.shape.role,
  language: logHeadSchema.shape.language,
});

/**
 * How the first log of a conversation begins. @param now milliseconds since the epoch.
 * @throws TypeError for what is missing, misspelt or has a value that it does not take.
 */
export const newHead = (
  begins: Pick<LogHead, 'conversation' | 'channel' | 'role' | 'language'>,
  now: number,
): LogHead => newHeadOf(checked('newHead', beginsSchema, begins), checked('newHead, now', z.number(), now));
