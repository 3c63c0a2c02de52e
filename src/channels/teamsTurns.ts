import {
  type Activity,
  ActivityTypes,
  DeliveryModes,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { DialogSet } from 'botbuilder-dialogs';
import { z } from 'zod';
import { type EventLog, nameless } from '../httpAnswers.ts';
import { type Channel, erase, type Turned, type TurnSurroundings, turn } from '../turn.ts';
import type { Held } from './heldReplies.ts';
import type { TeamsAdapter } from './teamsAdapter.ts';
import { cardActionAnswer, cardActionFailure } from './teamsInvoke.ts';
import { outboxMessage, type TeamsOutbox } from './teamsOutbox.ts';

export type TeamsTurnSurroundings = TurnSurroundings & {
  readonly log: EventLog;
  readonly newId: () => string;
  /** Each has the dialog `triage`; `execute` for Teams, `submit` for other Bot Framework channels. */
  readonly dialogs: { readonly execute: DialogSet; readonly submit: DialogSet };
  /** What a person is told when something fails here. */
  readonly safetyNet: (locale: string | undefined) => string;
};

/** One authenticated activity, from the turn to its answer. */
export async function receive(
  context: TurnContext,
  adapter: TeamsAdapter,
  outbox: TeamsOutbox,
  around: TeamsTurnSurroundings,
): Promise<void> {
  const { activity } = context;
  const activityId = activity.id ?? around.newId();
  if (activity.type === ActivityTypes.InstallationUpdate && activity.action?.startsWith('remove')) {
    return erase(activity.conversation.id, activityId, around);
  }
  if (!concernsConversation(activity)) return;
  const channel = channelOf(activity, around.dialogs);
  const turned = await turn({ context, activityId, role: 'self' }, channel, around);
  answer(context, turned);
  outbox.deliver(activity.conversation.id, adapter.connectorOf(context));
}

/** Typing, reactions, edits and what else a channel tells are no part of the conversation. */
function concernsConversation({ type, name, membersAdded = [], action = '' }: Activity): boolean {
  switch (type) {
    case ActivityTypes.Message:
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

/** Replies go to the outbox, unless the channel waits for them in the answer to its request. */
const channelOf = (activity: Activity, dialogs: TeamsTurnSurroundings['dialogs']): Channel => ({
  dialogs: activity.channelId === 'msteams' ? dialogs.execute : dialogs.submit,
  async write(_context, held) {
    const isInvoke = activity.type === ActivityTypes.Invoke;
    const stored: StoredAnswer = {
      ...(isInvoke ? { invoke: cardActionAnswer(activity, held) } : {}),
      ...(answersInResponse(activity) ? { replies: sends(held) } : {}),
    };
    return {
      echo: undefined,
      replies: [],
      outbox: answersInResponse(activity) ? [] : held.map(outboxMessage),
      response: isInvoke || answersInResponse(activity) ? JSON.stringify(stored) : undefined,
    };
  },
});

/** Nothing can be replaced by way of the response. */
const sends = (held: readonly Held[]) => held.filter(({ kind }) => kind === 'send').map(({ activity }) => activity);

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
const storedAnswer = z.object({
  invoke: z.exactOptional(z.object({ statusCode: z.number(), type: z.string(), value: z.unknown() })),
  replies: z.exactOptional(z.array(z.custom<Partial<Activity>>(isObject))),
});
type StoredAnswer = z.infer<typeof storedAnswer>;

/** Puts the answer where the adapter takes it from; the same one however often the activity is delivered. */
function answer(context: TurnContext, turned: Turned): void {
  const response =
    turned.kind === 'committed'
      ? turned.written.response
      : turned.kind === 'handledBefore'
        ? turned.response
        : undefined;
  if (response === undefined) return;
  const { invoke, replies = [] } = storedAnswer.parse(JSON.parse(response));
  context.bufferedReplyActivities.push(...replies);
  if (invoke !== undefined) respond(context, { status: 200, body: invoke });
}

function respond(context: TurnContext, value: InvokeResponse): void {
  const activity = { type: ActivityTypes.InvokeResponse, value };
  if (answersInResponse(context.activity)) context.bufferedReplyActivities.push(activity);
  context.turnState.set(INVOKE_RESPONSE_KEY, activity);
}

/** The person is told that it failed and when not to wait; kept nowhere. */
export async function apologise(
  context: TurnContext,
  adapter: TeamsAdapter,
  { safetyNet, log }: TeamsTurnSurroundings,
): Promise<void> {
  const text = safetyNet(context.activity.locale);
  if (context.activity.type === ActivityTypes.Invoke) respond(context, { status: 200, body: cardActionFailure(text) });
  try {
    await adapter.tell(context, text);
  } catch (error) {
    log.error(nameless(error), 'person could not be told');
  }
}
