import { type CardAction, cardAction as cardActionOf } from '../../dialogs/cardActions.ts';
import { readActivity } from '../../dialogs/readActivity.ts';

type SomeActivity = Pick<Parameters<typeof cardActionOf>[0], 'type' | 'name' | 'value' | 'replyToId'>;

/**
 * One reading of the buttons of all channels: a message's `value` (Action.Submit) and an invoke's (Action.Execute).
 * @returns the action; `unreadable` for a button that is not ours or was tampered with; undefined where there is none.
 * @throws TypeError for what is no activity.
 */
export const cardAction = (activity: SomeActivity): CardAction | 'unreadable' | undefined =>
  cardActionOf(readActivity('cardAction', activity));
