import {
  type Activity,
  ActivityTypes,
  type ConversationReference,
  DeliveryModes,
  INVOKE_RESPONSE_KEY,
  TurnContext,
} from 'botbuilder';
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
import type { CardsInChats } from './cardsInChats.ts';
import type { Fold } from './folds.ts';
import type { Lane, TeamsOutbox } from './outbox.ts';
import { isUrgent, outboxRow } from './outboxRow.ts';
import { buttonsFor, roleOf } from './people.ts';
import type { Reminders } from './reminders.ts';
import { isShared, wantsReply } from './sharedChat.ts';
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
  readonly cards: CardsInChats;
  /** Undefined where nobody is reminded. */
  readonly reminders: Reminders | undefined;
  /** What somebody is reminded with. */
  readonly reminder: (locale: string | undefined) => string;
};

/** One authenticated activity. Returns the JSON that its request is answered with, if with anything. */
export async function receive(
  context: TurnContext,
  adapter: TeamsAdapter,
  outbox: TeamsOutbox,
  arrived: number,
  around: TeamsTurnSurroundings,
): Promise<string | undefined> {
  const { activity } = context;
  const activityId = deliveryId(activity) || around.newId();
  if (isShared(activity)) return refuseShared(context, adapter, around);
  // An upgrade removes the app for a moment, and nobody's answers.
  if (activity.type === ActivityTypes.InstallationUpdate && activity.action === 'remove') {
    around.cards.forget(activity.conversation.id);
    around.reminders?.forget(activity.conversation.id);
    await erase(activity.conversation.id, activityId, around);
    return undefined;
  }
  if (!concernsConversation(activity)) return undefined;
  // Written without having seen the newest question, so it does not answer that one.
  const conversation = activity.conversation.id;
  if (isTyped(activity) && (await outbox.isHeldUp(conversation)))
    activity.channelData = { ...activity.channelData, cauda: notShownYet(conversation) };
  const { channel, held } = channelOf(activity, around);
  const cards = around.cards.of(conversation);
  const turned = await turn(
    { activity, activityId, role: roleOf(activity, around.teams), arrived, cards },
    channel,
    around,
  );
  if (!answersInResponse(activity)) {
    const way = { serviceUrl: activity.serviceUrl, connector: adapter.connectorOf(context) };
    const replies = turned.kind === 'committed' ? held() : [];
    outbox.deliver(conversation, way, lanesOf(replies));
    outbox.fold(conversation, replies.flatMap(foldIn), way);
    remindLater(activity, replies, around);
  }
  return responseIn(turned);
}

/** Whom a question was asked last is waited for; who came to an end, or to an emergency, is not. */
function remindLater(
  activity: Activity,
  replies: readonly Held[],
  { reminders, reminder }: TeamsTurnSurroundings,
): void {
  const shown = replies.flatMap((one) => viewSchema.safeParse(one.activity.channelData).data?.cauda.view ?? []).at(-1);
  if (reminders === undefined || shown === undefined) return;
  const { id } = activity.conversation;
  if (shown === 'question') reminders.wait(id, withoutNames(activity), reminder(activity.locale));
  else reminders.forget(id);
}

/** The way back to a chat, by ids alone. */
const withoutNames = ({
  channelId,
  serviceUrl,
  recipient,
  from,
  conversation,
}: Activity): Partial<ConversationReference> => ({
  channelId,
  serviceUrl,
  bot: { id: recipient.id, name: '' },
  user: { id: from.id, name: '' },
  conversation: { ...conversation, name: '' },
});

const viewSchema = z.object({ cauda: z.object({ view: z.string() }) });

/** A button says itself where it stood. */
const isTyped = (activity: Activity): boolean =>
  activity.type === ActivityTypes.Message && typeof cardAction(activity) !== 'object';

const lanesOf = (held: readonly Held[]): readonly Lane[] =>
  held.some(({ activity }) => isUrgent(activity)) ? ['urgent', 'usual'] : ['usual'];

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
  { triage, teams, now, load }: TeamsTurnSurroundings,
): { readonly channel: Channel; readonly held: () => readonly Held[] } {
  let last: readonly Held[] = [];
  const channel: Channel = {
    triage: triage[buttonsFor(activity, teams)],
    admits: async () => load.mayBegin(),
    async write(replies) {
      const held = addressed(replies, activity);
      last = held;
      const messages = answersInResponse(activity) ? [] : held.filter(({ kind }) => kind === 'send');
      const outbox = messages.map((one) => outboxRow(one, now()));
      return { echo: undefined, replies: [], outbox, response: responseBody(activity, held) };
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
