import type { Activity } from 'botbuilder';
import type { Held } from '../../heldReplies.ts';

const cardType = 'application/vnd.microsoft.card.adaptive';

/** Body of the answer to an adaptiveCard/action: always with HTTP 200, since the bot ran. */
export type CardActionAnswer = { readonly statusCode: number; readonly type: string; readonly value: unknown };

/** The tapped card's replacement where there is one, else a short word under the card. */
export function cardActionAnswer(invoke: Activity, held: readonly Held[]): CardActionAnswer {
  const update = held.find(({ kind, activity }) => kind === 'update' && activity.id === invoke.replyToId);
  const card = update?.activity.attachments?.find(({ contentType }) => contentType === cardType)?.content;
  if (card !== undefined) return { statusCode: 200, type: cardType, value: card };
  const said = held.find(({ activity }) => typeof activity.text === 'string' && activity.text !== '')?.activity.text;
  return saidUnderCard(shortened(said ?? '✓'));
}

/** A short word under the tapped card. */
export const saidUnderCard = (value: string): CardActionAnswer => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value,
});

/** The tap failed; the person is told what to do meanwhile. */
export const cardActionFailure = (message: string): CardActionAnswer => ({
  statusCode: 500,
  type: 'application/vnd.microsoft.error',
  value: { code: 'BotError', message },
});

const shortened = (text: string): string => {
  const [line = ''] = text.split('\n');
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
};
