import { z } from 'zod';
import { showsPicture, type Written } from './messageText.ts';

/** What reaches the bot and is neither words nor a tap. */
export type Unread = 'picture' | 'recording' | 'file' | 'edit' | 'deletion' | 'reaction';

type IncomingActivity = Written & {
  readonly type: string;
  readonly channelData?: unknown;
  readonly reactionsAdded?: readonly unknown[] | undefined;
};

const channelDataSchema = z.object({ eventType: z.string() });

/** What of an activity cannot be read here; undefined where there is nothing of that kind. */
export function unreadIn(activity: IncomingActivity): Unread | undefined {
  switch (activity.type) {
    case 'message':
      return attachedTo(activity);
    case 'messageUpdate':
      // A message that comes back after its deletion says nothing new.
      return channelDataSchema.safeParse(activity.channelData).data?.eventType === 'undeleteMessage'
        ? undefined
        : 'edit';
    case 'messageDelete':
      return 'deletion';
    case 'messageReaction':
      return (activity.reactionsAdded ?? []).length === 0 ? undefined : 'reaction';
    default:
      return undefined;
  }
}

function attachedTo(activity: Written): Unread | undefined {
  const types = (activity.attachments ?? []).map(({ contentType }) => contentType.toLowerCase());
  if (types.some((type) => type.startsWith('image/')) || showsPicture(activity)) return 'picture';
  if (types.some((type) => type.startsWith('audio/') || type.startsWith('video/'))) return 'recording';
  return types.some((type) => type !== 'text/html') ? 'file' : undefined;
}

type Delivered = { readonly type: string; readonly id?: string | undefined; readonly timestamp?: unknown };

/** What a channel repeats when it delivers the same again: an edit has the id of the message that it changes. */
export const deliveryId = ({ type, id = '', timestamp }: Delivered): string =>
  id === '' || type === 'message' || type === 'invoke' ? id : `${id} ${type} ${timestamp ?? ''}`;
