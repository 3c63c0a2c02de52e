import {
  type Activity,
  ActivityTypes,
  ConfigurationBotFrameworkAuthentication,
  DeliveryModes,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import type { DialogSet } from 'botbuilder-dialogs';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Response, Server } from 'restify';
import { z } from 'zod';
import type { TeamsConfig } from '../config.ts';
import type { Held } from '../heldReplies.ts';
import { answering, clientAddress, type EventLog, nameless, refuse } from '../httpAnswers.ts';
import { type Channel, erase, type Turned, type TurnSurroundings, turn } from '../turn.ts';
import { type Authenticated, TeamsAdapter } from './teamsAdapter.ts';
import {
  activityProblem,
  incomingActivity,
  mayBeFromChannel,
  serviceUrlIsSafe,
  tenantIsAllowed,
} from './teamsGuard.ts';
import { cardActionAnswer, cardActionFailure } from './teamsInvoke.ts';
import { outboxMessage, type TeamsOutbox, teamsOutbox } from './teamsOutbox.ts';

type BotAuthentication = ConstructorParameters<typeof TeamsAdapter>[0];

export type TeamsSurroundings = TurnSurroundings & {
  readonly teams: 'playground' | TeamsConfig;
  readonly log: EventLog;
  readonly newId: () => string;
  readonly trustedProxies: number;
  /** Each has the dialog `triage`; `execute` for Teams, `submit` for other Bot Framework channels. */
  readonly dialogs: { readonly execute: DialogSet; readonly submit: DialogSet };
  readonly safetyNet: (locale: string | undefined) => string;
  /** How the Bot Framework's tokens are checked; the real way where nothing else is given. */
  readonly authentication?: BotAuthentication | undefined;
};

const failuresPerMinute = 30;

/** Serves Teams, and other Bot Framework channels, at /api/messages. */
export function serveTeams(server: Server, around: TeamsSurroundings): TeamsOutbox {
  const { teams, log, store, now } = around;
  const adapter = teamsAdapter(teams, around.authentication);
  // Each forged token costs the SDK work and lines on the console.
  const failures = new RateLimiterMemory({ points: failuresPerMinute, duration: 60 });
  const outbox = teamsOutbox(store, adapter, log, now);
  adapter.onTurnError = async (context, error) => {
    log.error(nameless(error), 'turn failed');
    await apologise(context, adapter, around);
  };

  server.post(
    '/api/messages',
    answering(log, async (req, res) => {
      const { authorization = '' } = req.headers;
      const address = clientAddress(req, around.trustedProxies);
      const refused = (await failures.get(address))?.consumedPoints ?? 0;
      if (refused >= failuresPerMinute) return empty(res, 401);
      if (teams !== 'playground' && !mayBeFromChannel(authorization)) return empty(res, 401);
      const read = incomingActivity.safeParse(req.body);
      if (!read.success) return refuse(res, 400, 'BadRequest', activityProblem(req.body));
      const activity = read.data;
      const authenticated = await authenticate(activity, authorization);
      if (authenticated === undefined) {
        await failures.penalty(address);
        return empty(res, 401);
      }
      if (!serviceUrlIsSafe(teams, activity) || !tenantIsAllowed(teams, activity)) return empty(res, 403);

      const answer = await adapter.run(authenticated, activity, (context) => receive(context, adapter, outbox, around));
      if (answer?.body === undefined) empty(res, answer?.status ?? 200);
      else res.send(answer.status, answer.body);
    }),
  );

  /** Whatever goes wrong with a token, it is no entrance, and why is nobody's business. */
  async function authenticate(activity: Activity, authorization: string): Promise<Authenticated | undefined> {
    try {
      return await adapter.authenticate(activity, authorization);
    } catch (error) {
      log.warn(nameless(error), 'request refused');
      return undefined;
    }
  }
  return outbox;
}

function teamsAdapter(teams: 'playground' | TeamsConfig, authentication: BotAuthentication | undefined): TeamsAdapter {
  if (teams === 'playground')
    return new TeamsAdapter(authentication ?? new ConfigurationBotFrameworkAuthentication({}), '');
  const real = () =>
    new ConfigurationBotFrameworkAuthentication({
      MicrosoftAppId: teams.appId,
      MicrosoftAppType: teams.appType,
      ...(teams.appPassword === undefined ? {} : { MicrosoftAppPassword: teams.appPassword }),
      ...(teams.tenantId === undefined ? {} : { MicrosoftAppTenantId: teams.tenantId }),
    });
  return new TeamsAdapter(authentication ?? real(), teams.appId);
}

const empty = (res: Response, status: number): void => {
  res.writeHead(status);
  res.end();
};

/** One authenticated activity, from the turn to its answer. */
async function receive(
  context: TurnContext,
  adapter: TeamsAdapter,
  outbox: TeamsOutbox,
  around: TeamsSurroundings,
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
const channelOf = (activity: Activity, dialogs: TeamsSurroundings['dialogs']): Channel => ({
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
async function apologise(
  context: TurnContext,
  adapter: TeamsAdapter,
  { safetyNet, log }: TeamsSurroundings,
): Promise<void> {
  const text = safetyNet(context.activity.locale);
  if (context.activity.type === ActivityTypes.Invoke) respond(context, { status: 200, body: cardActionFailure(text) });
  try {
    await adapter.tell(context, text);
  } catch (error) {
    log.error(nameless(error), 'person could not be told');
  }
}
