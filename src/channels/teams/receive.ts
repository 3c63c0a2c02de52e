import { type Activity, ActivityTypes, DeliveryModes, INVOKE_RESPONSE_KEY, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { cardAction, notShownYet } from '../../../dialogs/cardActions.ts';
import { jsonOf, type Text, textOf } from '../../../dialogs/cards/filledForm.ts';
import { messageText } from '../../../dialogs/messageText.ts';
import type { Presentation } from '../../../dialogs/presentation.ts';
import type { TriageTurns } from '../../../dialogs/triageTurn.ts';
import type { TurnedAwayMessage } from '../../../dialogs/turnedAwayMessage.ts';
import { deliveryId } from '../../../dialogs/unread.ts';
import type { Held } from '../../heldReplies.ts';
import { type EventLog, nameless } from '../../httpAnswers.ts';
import type { TeamsConfig } from '../../teamsSettings.ts';
import { type Channel, erase, type Turned, type TurnSurroundings, turn } from '../../turn.ts';
import { TurnedAway } from '../../turnedAway.ts';
import { type CardActionAnswer, cardActionAnswer, cardActionFailure, saidUnderCard } from './adaptiveCardAction.ts';
import type { AskedInAnswers } from './askedInAnswers.ts';
import type { Fold } from './folds.ts';
import type { Lane, TeamsOutbox } from './outbox.ts';
import { isUrgent, outboxRow } from './outboxRow.ts';
import { buttonsFor, isVouchedFor, roleOf } from './people.ts';
import { reminderAfter } from './reminders.ts';
import { isShared, wantsReply } from './sharedChat.ts';
import { type ShownInChat, shownIn, stoodAt } from './shownInChat.ts';
import type { TeamsAdapter } from './teamsAdapter.ts';
import type { Tellings } from './tellings.ts';

export type TeamsTurnSurroundings = TurnSurroundings & {
  readonly log: EventLog;
  readonly newId: () => string;
  readonly teams: TeamsConfig | 'playground';
  /** By the buttons that each makes. */
  readonly triage: Readonly<Record<Presentation['buttons'], TriageTurns>>;
  /** What a person is told when something fails here. */
  readonly safetyNet: (locale: string | undefined) => string;
  /** What a person is told who is turned away with these words. */
  readonly turnedAway: (why: TurnedAway['why'], locale: string | undefined, text: string) => TurnedAwayMessage;
  readonly tellings: Tellings;
  /** What is said in a chat of several people; `bot` is the bot's id there. */
  readonly sharedChat: (locale: string | undefined, bot: string) => string;
  /** When questions were asked by way of the answer to a request, by conversation, as far as remembered. */
  readonly askedInAnswers: AskedInAnswers;
  /** What somebody is reminded with who went away in the middle. */
  readonly reminder: (locale: string | undefined) => string;
};

/** When a request came, in milliseconds since the epoch. */
export type Came = {
  /** When it was first seen here. */
  readonly at: number;
  /** Since when it may have waited for that. */
  readonly since: number;
};

/** One authenticated activity. Returns the JSON that its request is answered with, if with anything. */
export async function receive(
  context: TurnContext,
  adapter: TeamsAdapter,
  outbox: TeamsOutbox,
  came: Came,
  around: TeamsTurnSurroundings,
): Promise<string | undefined> {
  const { activity } = context;
  const activityId = deliveryId(activity) || around.newId();
  if (isShared(activity)) return refuseShared(context, adapter, around);
  // An upgrade removes the app for a moment, and nobody's answers.
  if (activity.type === ActivityTypes.InstallationUpdate && activity.action === 'remove') {
    await erase(activity.conversation.id, activityId, around);
    return undefined;
  }
  if (!concernsConversation(activity)) return undefined;
  const conversation = activity.conversation.id;
  const { channel, held } = channelOf(activity, came.at, around);
  const who = { role: roleOf(activity, around.teams), vouchedFor: isVouchedFor(activity, around.teams) };
  const incoming = { activity, activityId, ...who, arrived: came.since };
  const turned = await turn(incoming, channel, around);
  if (!answersInResponse(activity)) {
    const way = { serviceUrl: activity.serviceUrl, connector: adapter.connectorOf(context) };
    const replies = turned.kind === 'committed' ? held() : [];
    outbox.deliver(conversation, way, lanesOf(replies));
    outbox.fold(conversation, replies.flatMap(foldIn), way);
  }
  return responseIn(turned);
}

/** A button says itself where it stood. */
const isTyped = (activity: Activity): boolean =>
  activity.type === ActivityTypes.Message && typeof cardAction(activity) !== 'object';

/** What the chat shows, by which earlier cards fold again; typed words are marked with where their writer stood. */
async function lookAtChat(
  activity: Activity,
  arrived: number,
  { store, askedInAnswers }: TeamsTurnSurroundings,
): Promise<readonly ShownInChat[]> {
  const { id } = activity.conversation;
  const cards = answersInResponse(activity) ? [] : shownIn(await store.shown(id));
  if (!isTyped(activity)) return cards;
  const stood = askedInAnswers.isAfter(id, arrived)
    ? notShownYet(id)
    : stoodAt(id, cards, await store.unseen(id), arrived);
  activity.channelData = { ...activity.channelData, cauda: stood };
  return cards;
}

const lanesOf = (held: readonly Held[]): readonly Lane[] =>
  held.some(({ activity }) => isUrgent(activity)) ? ['urgent', 'usual'] : ['usual'];

const viewSchema = z.object({ cauda: z.object({ view: z.string() }) });
/** What the conversation shows after some messages; undefined where they only say something. */
const newestView = (sent: readonly Held[]): string | undefined =>
  sent.flatMap(({ activity }) => viewSchema.safeParse(activity.channelData).data?.cauda.view ?? []).at(-1);

function foldIn({ kind, activity }: Held): readonly Fold[] {
  const { id } = activity;
  return kind === 'update' && id !== undefined ? [{ ...activity, id }] : [];
}

function responseIn(turned: Turned): string | undefined {
  switch (turned.kind) {
    case 'committed':
      return turned.written.response && textOf(turned.written.response);
    case 'handledBefore':
      return turned.response;
    case 'goesOn':
    case 'over':
      return undefined;
    default:
      return turned satisfies never;
  }
}

/** In a chat of several people nothing is read, and the way to a chat of one's own is shown. */
async function refuseShared(
  context: TurnContext,
  adapter: TeamsAdapter,
  { sharedChat, log }: TeamsTurnSurroundings,
): Promise<string | undefined> {
  const { activity } = context;
  if (!wantsReply(activity)) return undefined;
  const text = sharedChat(activity.locale, activity.recipient.id);
  if (activity.type === ActivityTypes.Invoke) return JSON.stringify(saidUnderCard(text));
  await adapter.tell(context, text).catch((error: unknown) => log.warn(nameless(error), 'group chat not answered'));
  return undefined;
}

/** Typing and what else a channel tells are no part of the conversation. */
function concernsConversation({ type, name, membersAdded = [], action = '' }: Activity): boolean {
  switch (type) {
    case ActivityTypes.Message:
    case ActivityTypes.MessageUpdate:
    case ActivityTypes.MessageDelete:
    case ActivityTypes.MessageReaction:
      return true;
    case ActivityTypes.Invoke:
      return name === 'adaptiveCard/action';
    case ActivityTypes.ConversationUpdate:
      return membersAdded.length > 0;
    case ActivityTypes.InstallationUpdate:
      return action.startsWith('add');
    default:
      return false;
  }
}

const answersInResponse = ({ deliveryMode }: Activity): boolean => deliveryMode === DeliveryModes.ExpectReplies;

/** Messages go to the outbox, unless the channel waits for them in the answer to its request. */
function channelOf(
  activity: Activity,
  arrived: number,
  around: TeamsTurnSurroundings,
): { readonly channel: Channel; readonly held: () => readonly Held[] } {
  const { triage, teams, now, load, askedInAnswers, reminder } = around;
  let last: readonly Held[] = [];
  const channel: Channel = {
    triage: triage[buttonsFor(activity, teams)],
    admits: async () => load.mayBegin(),
    look: () => lookAtChat(activity, arrived, around),
    async write(replies) {
      const held = addressed(replies, activity);
      last = held;
      const sent = held.filter(({ kind }) => kind === 'send');
      const response = responseBody(activity, held);
      if (answersInResponse(activity)) {
        if (newestView(sent) !== undefined) askedInAnswers.note(activity.conversation.id, now());
        return { echo: undefined, replies: [], outbox: [], response };
      }
      const outbox = sent.map((one) => outboxRow(one, now()));
      const hours = teams === 'playground' ? undefined : teams.reminderHours;
      const later = reminderAfter(newestView(sent), activity, reminder(activity.locale), now(), hours);
      return { echo: undefined, replies: [], outbox, reminder: later, response };
    },
  };
  /** What the turn that counts had to say. */
  return { channel, held: () => last };
}

/** Replies with whom they go to, and by which way. */
function addressed(replies: readonly Held[], to: Activity): readonly Held[] {
  const reference = TurnContext.getConversationReference(to);
  return replies.map(({ kind, activity }) => ({
    kind,
    activity: TurnContext.applyConversationReference({ ...activity }, reference),
  }));
}

/** The JSON that the request is answered with, if with anything; the same one however often it is delivered. */
function responseBody(activity: Activity, held: readonly Held[]): Text | undefined {
  const invoke = activity.type === ActivityTypes.Invoke ? cardActionAnswer(activity, held) : undefined;
  if (!answersInResponse(activity)) return invoke && JSON.stringify(invoke);
  // Nothing can be replaced by way of the response.
  const sent = held.filter(({ kind }) => kind === 'send').map((one) => one.activity);
  return jsonOf({ activities: invoke === undefined ? sent : [...sent, invokeResponse(invoke)] });
}

const invokeResponse = (body: CardActionAnswer) => ({
  type: ActivityTypes.InvokeResponse,
  value: { status: 200, body },
});

/** The person is told that it failed, or why they are turned away, and when not to wait; kept nowhere. */
export async function apologise(
  context: TurnContext,
  adapter: TeamsAdapter,
  error: unknown,
  { safetyNet, turnedAway, tellings, log }: TeamsTurnSurroundings,
): Promise<void> {
  const { locale } = context.activity;
  const { text, isEmergency } =
    error instanceof TurnedAway
      ? turnedAway(error.why, locale, messageText(context.activity))
      : { text: safetyNet(locale), isEmergency: false };
  if (context.activity.type === ActivityTypes.Invoke) {
    const failure = invokeResponse(cardActionFailure(text));
    if (answersInResponse(context.activity)) context.bufferedReplyActivities.push(failure);
    context.turnState.set(INVOKE_RESPONSE_KEY, failure);
  }
  const send = (): Promise<void> => adapter.tell(context, text);
  try {
    if (isEmergency || !(error instanceof TurnedAway)) await send();
    else if (!(await tellings.tell(`${context.activity.conversation.id} ${text}`, send)))
      log.warn({}, 'too many newcomers at once: one was not told so');
  } catch (error) {
    log.error(nameless(error), 'person could not be told');
  }
}
