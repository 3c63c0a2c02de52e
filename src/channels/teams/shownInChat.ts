import { z } from 'zod';
import { notShownYet, type Shown, shownSchema } from '../../../dialogs/cardActions.ts';
import type { OutboxRow } from '../../storage/store.ts';
import { chatViews, type RowShows, readOutboxRow } from './outboxRow.ts';

/** A card that the channel has confirmed: which activity shows it, and since when (milliseconds since the epoch). */
const shownInChat = shownSchema.pick({ log: true, run: true, revision: true, question: true }).extend({
  /** Not every channel tells it. */
  id: z.exactOptional(z.string()),
  at: z.number(),
  view: z.enum(chatViews),
});
export type ShownInChat = z.infer<typeof shownInChat>;

/** What is remembered of a confirmed reply; nothing of one that only said something. */
export function shownRow(shows: RowShows | undefined, id: string | undefined, at: number): string | undefined {
  if (shows?.view === undefined) return undefined;
  const { log, run, revision, question, view } = shows;
  // Without a value a field is not written.
  return JSON.stringify({ id, at, log, run, revision, question, view });
}

/** What `shownRow` wrote, in order; what another version wrote otherwise is passed over. */
export const shownIn = (rows: readonly string[]): readonly ShownInChat[] =>
  rows.flatMap((row) => {
    try {
      return shownInChat.safeParse(JSON.parse(row)).data ?? [];
    } catch {
      return [];
    }
  });

/** Milliseconds for which a question may be on its way and whoever repeats the last answer need not be told. */
const brieflyOnItsWay = 3_000;

/**
 * Where somebody stood who wrote at `arrived`: they had read what was confirmed before, and nothing else.
 * @param unseen the replies that are not confirmed now.
 * @returns undefined where they can have read all that there is.
 */
export function stoodAt(
  conversation: string,
  cards: readonly ShownInChat[],
  unseen: readonly OutboxRow[],
  arrived: number,
): Shown | undefined {
  const onTheirWay = unseen
    .map(({ aside, message }) => ({ aside, reply: readOutboxRow(message) }))
    // What cannot be read may have asked.
    .filter(({ reply }) => reply === undefined || reply.shows?.view !== undefined);
  if (onTheirWay.length === 0 && cards.every(({ at }) => at <= arrived)) return undefined;
  const isLate = onTheirWay.some(({ aside, reply }) => aside || arrived - (reply?.at ?? 0) > brieflyOnItsWay);
  const [seen] = cards.filter(({ at }) => at <= arrived).toSorted((one, other) => other.at - one.at);
  if (seen === undefined || isLate) return notShownYet(conversation);
  const { id: _id, at: _at, view: _view, ...place } = seen;
  return { conversation, ...place };
}
