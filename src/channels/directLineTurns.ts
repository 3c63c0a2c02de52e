import type { SaidActivity } from '../../dialogs/activity.ts';
import { textOf } from '../../dialogs/cards/filledForm.ts';
import type { TriageTurns } from '../../dialogs/triageTurn.ts';
import type { Held } from '../heldReplies.ts';
import type { Position, TranscriptRow } from '../storage/store.ts';
import { type Channel, type Incoming, type TurnSurroundings, turn, type Written } from '../turn.ts';
import { activityIdAt, echoed, type PostedActivity, replyRows, unsaved } from './directLineActivity.ts';
import type { DirectLineSockets } from './directLineSockets.ts';
import type { Claims } from './directLineTokens.ts';

export type WebTurnSurroundings = TurnSurroundings & {
  /** With Action.Submit buttons. */
  readonly triage: TriageTurns;
  readonly sockets: DirectLineSockets;
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
  const turned = await turn(incoming, webChannel(claims, undefined, admits, around), around);
  if (turned.kind === 'over') return 'over';
  if (turned.kind !== 'committed') return 'goesOn';
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
  const turned = await turn(incoming, webChannel(claims, posted, admits, around), around);
  switch (turned.kind) {
    case 'committed':
      await around.sockets.push(claims.conv, shownRows(turned.written), turned.written.echo);
      if (turned.erased) around.sockets.end(claims.conv);
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
  { triage, store, now }: WebTurnSurroundings,
): Channel => ({
  triage,
  admits,
  endsWhenErased: true,
  async write(held: readonly Held[], at: Position): Promise<Written> {
    const timestamp = new Date(now()).toISOString();
    const sequence = at.watermark + 1;
    const id = activityIdAt(conv, sequence);
    const originalAt = async (place: number): Promise<TranscriptRow | undefined> => {
      const [row] = await store.transcript(conv, place - 1, 1);
      return row?.sequence === place ? row : undefined;
    };
    if (posted === undefined) {
      const replies = await replyRows(held, conv, sequence, timestamp, originalAt);
      return { echo: undefined, replies, outbox: [], response: undefined };
    }
    const echo = echoed(posted, { conv, user, ...claims }, { id, sequence, timestamp });
    return {
      echo: { sequence, activity: JSON.stringify(echo) },
      replies: await replyRows(held, conv, sequence + 1, timestamp, originalAt),
      outbox: [],
      response: String(sequence),
    };
  },
});

function shownRows({ echo, replies }: Written): readonly TranscriptRow[] {
  const rows = replies.map(({ sequence, activity }) => ({ sequence, activity: textOf(activity) }));
  return echo === undefined ? rows : [echo, ...rows];
}
