import type { SaidActivity } from '../../dialogs/activity.ts';
import { textOf } from '../../dialogs/cards/filledForm.ts';
import type { TriageTurns } from '../../dialogs/triageTurn.ts';
import type { Held } from '../heldReplies.ts';
import type { Position, TranscriptRow } from '../storage/store.ts';
import { type Channel, type Incoming, type TurnSurroundings, turn, type Written } from '../turn.ts';
import { activityIdAt, echoed, firstPlaceIn, type PostedActivity, replyRows, unsaved } from './directLineActivity.ts';
import type { DirectLineSockets } from './directLineSockets.ts';
import type { Claims } from './directLineTokens.ts';
import type { FirstPlace, FirstPlaces } from './firstPlaces.ts';

export type WebTurnSurroundings = TurnSurroundings & {
  /** With Action.Submit buttons. */
  readonly triage: TriageTurns;
  readonly sockets: DirectLineSockets;
  readonly places: FirstPlaces;
  readonly newId: () => string;
};

/** Begins the conversation of a token, unless it goes on already. Throws where it is not let in or cannot be stored. */
export async function beginConversation(
  claims: Claims,
  locale: string | undefined,
  arrived: number,
  admits: Channel['admits'],
  around: WebTurnSurroundings,
): Promise<'began' | 'goesOn' | 'over'> {
  const activityId = around.newId();
  const activity = {
    type: 'conversationUpdate',
    id: activityId,
    membersAdded: [{ id: claims.user, name: '' }],
    ...(locale === undefined ? {} : { locale }),
  };
  const incoming = { activity: inConversation(activity, claims), activityId, role: claims.role, arrived };
  const { channel, shown } = webChannel(claims, undefined, admits, around);
  const turned = await turn(incoming, channel, around);
  if (turned.kind === 'over') return 'over';
  if (turned.kind !== 'committed') return 'goesOn';
  around.places.note(claims.conv, shown());
  await around.sockets.push(claims.conv, shownRows(turned.written));
  return 'began';
}

/**
 * Says something in the conversation. Throws where it could not be taken, and nothing has changed then.
 * @returns the activity's id; undefined where the conversation was erased.
 */
export async function sayInConversation(
  claims: Claims,
  posted: PostedActivity,
  arrived: number,
  admits: Channel['admits'],
  around: WebTurnSurroundings,
): Promise<string | undefined> {
  const { clientActivityID } = posted.channelData ?? {};
  const activityId = clientActivityID ?? around.newId();
  const activity = inConversation({ ...posted, id: activityId }, claims);
  const incoming = { activity, activityId, role: claims.role, arrived };
  const { channel, shown } = webChannel(claims, posted, admits, around);
  const turned = await turn(incoming, channel, around);
  switch (turned.kind) {
    case 'committed':
      await around.sockets.push(claims.conv, shownRows(turned.written), turned.written.echo);
      if (turned.erased) {
        around.sockets.end(claims.conv);
        around.places.forget(claims.conv);
      } else around.places.note(claims.conv, shown());
      return activityIdAt(claims.conv, turned.written.echo?.sequence ?? 0);
    case 'handledBefore':
      // Undefined where it was erased since.
      return turned.response === undefined ? activityId : activityIdAt(claims.conv, Number(turned.response));
    case 'goesOn':
      return activityId;
    case 'over':
      return undefined;
    default:
      return turned satisfies never;
  }
}

/** Shows the client's own typing, events and the like back to it, as its protocol wants; they change nothing. */
export function echoInPassing(
  claims: Claims,
  posted: PostedActivity,
  { sockets, newId, now }: WebTurnSurroundings,
): string {
  const id = newId();
  const timestamp = new Date(now()).toISOString();
  sockets.tell(claims.conv, (sequence) =>
    unsaved({ ...posted, from: { id: claims.user, role: 'user' } }, claims.conv, id, sequence, timestamp),
  );
  return id;
}

const inConversation = (activity: SaidActivity, { conv }: Claims): Incoming['activity'] => ({
  ...activity,
  channelId: 'webchat',
  conversation: { id: conv, name: '', isGroup: false, conversationType: 'personal' },
});

const webChannel = (
  { conv, user, ...claims }: Claims,
  posted: PostedActivity | undefined,
  admits: Channel['admits'],
  { triage, store, now, places }: WebTurnSurroundings,
): { readonly channel: Channel; readonly shown: () => readonly FirstPlace[] } => {
  let shown: FirstPlace[] = [];
  const originals = {
    async at(sequence: number): Promise<FirstPlace | undefined> {
      const known = places.find(conv, sequence);
      if (known !== undefined) return known;
      const [row] = await store.transcript(conv, sequence - 1, 1);
      return row?.sequence === sequence ? firstPlaceIn(conv, row) : undefined;
    },
    note: (place: FirstPlace): void => void shown.push(place),
  };
  const channel: Channel = {
    triage,
    admits,
    endsWhenErased: true,
    async write(held: readonly Held[], at: Position): Promise<Written> {
      shown = [];
      const timestamp = new Date(now()).toISOString();
      const sequence = at.watermark + 1;
      const id = activityIdAt(conv, sequence);
      if (posted === undefined) {
        const replies = await replyRows(held, conv, sequence, timestamp, originals);
        return { echo: undefined, replies, outbox: [], response: undefined };
      }
      const echo = echoed(posted, { conv, user, ...claims }, { id, sequence, timestamp });
      return {
        echo: { sequence, activity: JSON.stringify(echo) },
        replies: await replyRows(held, conv, sequence + 1, timestamp, originals),
        outbox: [],
        response: String(sequence),
      };
    },
  };
  /** By the turn that counts. */
  return { channel, shown: () => shown };
};

function shownRows({ echo, replies }: Written): readonly TranscriptRow[] {
  const rows = replies.map(({ sequence, activity }) => ({ sequence, activity: textOf(activity) }));
  return echo === undefined ? rows : [echo, ...rows];
}
