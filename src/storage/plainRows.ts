import { z } from 'zod';
import type { StoredTurn } from './storedTurn.ts';

/** A conversation as it was stored before rows were encrypted: each thing in clear, in a table of its own. */
export const plainConversation = z.object({
  conversation: z.object({
    id: z.number(),
    name: z.string(),
    log: z.number(),
    revision: z.number(),
    watermark: z.number(),
    touched: z.number(),
    finished: z.coerce.number(),
  }),
  logs: z.array(z.object({ number: z.number(), head: z.string() })),
  entries: z.array(z.object({ log: z.number(), entry: z.string() })),
  transcript: z.array(z.object({ sequence: z.number(), activity: z.string() })),
  handled: z.array(z.object({ activity: z.string(), response: z.string().nullable() })),
  outbox: z.array(z.object({ message: z.string(), aside: z.coerce.number() })),
});
export type PlainConversation = z.infer<typeof plainConversation>;

/** Of a row that was handled without an answer, or whose answer was erased. */
const noTurn = 0;

/** The same as turns: one for each log, one for the transcript, one for each answer that was given. */
export function turnsOfPlain(plain: PlainConversation): {
  readonly turns: readonly StoredTurn[];
  readonly handled: readonly { readonly activity: string; readonly turn: number }[];
} {
  const nothing = { log: plain.conversation.log, head: undefined, entries: [], shown: [], response: undefined };
  const logs = plain.logs.map(({ number, head }) => ({
    ...nothing,
    log: number,
    head,
    entries: plain.entries.filter(({ log }) => log === number).map(({ entry }) => entry),
  }));
  const shown = plain.transcript.length === 0 ? [] : [{ ...nothing, shown: plain.transcript }];
  const answered = plain.handled.filter(({ response }) => response !== null);
  const answers = answered.map(({ response }) => ({ ...nothing, response: response ?? undefined }));
  const turns = [...logs, ...shown, ...answers].map((turn, index) => ({ ...turn, number: index + 1 }));
  const firstAnswer = turns.length - answers.length + 1;
  const turnOfActivity = new Map(answered.map(({ activity }, index) => [activity, firstAnswer + index]));
  return {
    turns,
    handled: plain.handled.map(({ activity }) => ({ activity, turn: turnOfActivity.get(activity) ?? noTurn })),
  };
}
