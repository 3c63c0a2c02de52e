import { isNativeError } from 'node:util/types';
import {
  type Activity,
  ActivityTypes,
  CloudAdapter,
  type ConversationReference,
  DeliveryModes,
  INVOKE_RESPONSE_KEY,
  type InvokeResponse,
  type ResourceResponse,
  StatusCodes,
  TurnContext,
} from 'botbuilder';
import { BoundedMap } from '../../../dialogs/boundedMap.ts';
import { steadyClock } from '../../steadyClock.ts';
import { believedFor } from './channelToken.ts';
import { keptConnectors } from './keptConnectors.ts';

type Logic = (context: TurnContext) => Promise<void>;
type BotAuthentication = NonNullable<ConstructorParameters<typeof CloudAdapter>[0]>;
/** What the SDK learned about who sent an activity. */
export type Authenticated = Awaited<ReturnType<BotAuthentication['authenticateRequest']>>;

/** Milliseconds until a request is given up; the SDK would wait for ever. */
type Options = { readonly timeout: number };

/** `at` by the steady clock. */
type Proven = { readonly authenticated: Authenticated; readonly at: number };
const mostRemembered = 500;
/** A token has some 1,000; without authentication anything may stand in its place. */
const mostCharacters = 2_000_000;

/** The part of the channel's REST API that carries replies. It outlives the turn, unlike the context. */
export type Connector = {
  readonly conversations: {
    sendToConversation(to: string, activity: Partial<Activity>, options: Options): Promise<ResourceResponse>;
    replyToActivity(
      to: string,
      reply: string,
      activity: Partial<Activity>,
      options: Options,
    ): Promise<ResourceResponse>;
    updateActivity(to: string, id: string, activity: Partial<Activity>, options: Options): Promise<ResourceResponse>;
  };
};

/** CloudAdapter, in the two steps that its `process` takes in one, so that a failed authentication is told from a failed turn. */
export class TeamsAdapter extends CloudAdapter {
  readonly #appId: string;
  readonly #kept = keptConnectors();
  readonly #proven = new BoundedMap<string, Proven>({
    most: mostRemembered,
    mostSize: mostCharacters,
    sizeOf: (_, key) => key.length,
  });
  readonly #steady: () => number;

  /** @param now milliseconds since the epoch. */
  constructor(authentication: BotAuthentication, appId: string, now: () => number) {
    super(authentication);
    this.#appId = appId;
    this.#steady = steadyClock(now);
  }

  /**
   * Throws unless the channel's token is good for this activity. The SDK proves the same token for the same address anew
   * in each request, and looks at nothing else; `channelTokens` sees to it that none is taken after its end.
   */
  async authenticate(activity: Activity, authorization: string): Promise<Authenticated> {
    const { channelId, serviceUrl, recipient } = activity;
    const key = JSON.stringify([authorization, channelId, serviceUrl, recipient.role]);
    const known = this.#proven.get(key);
    if (known !== undefined && this.#steady() - known.at < believedFor) return known.authenticated;
    const authenticated = await this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
    this.#proven.set(key, { authenticated, at: this.#steady() });
    return authenticated;
  }

  /**
   * Runs the turn; the result is what an invoke, or a request for replies, is answered with. As the SDK's own
   * `processActivity`, but for its generators: V8 keeps what each made one can see until it collects everything, and
   * that would be the whole turn.
   */
  async run(
    { connectorFactory, audience }: Authenticated,
    activity: Activity,
    logic: Logic,
  ): Promise<InvokeResponse | undefined> {
    if (connectorFactory === undefined) throw new Error('no way to answer the channel');
    const context = new TurnContext(this, activity);
    const connector = await this.#kept(connectorFactory).create(activity.serviceUrl, audience);
    context.turnState.set(this.ConnectorClientKey, connector);
    try {
      await logic(context);
    } catch (error) {
      await this.onTurnError(
        context,
        isNativeError(error) ? error : new Error('something that is no error was thrown'),
      );
    }
    return resultOf(context);
  }

  /** Says something past the turn's own held replies. */
  async tell(context: TurnContext, text: string): Promise<void> {
    const reference = TurnContext.getConversationReference(context.activity);
    const activity = TurnContext.applyConversationReference({ type: 'message', text }, reference);
    if (context.activity.deliveryMode === 'expectReplies') context.bufferedReplyActivities.push(activity);
    else await this.sendActivities(context, [activity]);
  }

  connectorOf(context: TurnContext): Connector {
    return context.turnState.get<Connector>(this.ConnectorClientKey);
  }

  /** A way to answer a conversation outside any turn. */
  async connectorFor(reference: Partial<ConversationReference>): Promise<Connector> {
    let connector: Connector | undefined;
    await this.continueConversationAsync(this.#appId, reference, async (context) => {
      connector = this.connectorOf(context);
    });
    if (connector === undefined) throw new Error('no connector for the conversation');
    return connector;
  }
}

function resultOf({ activity, bufferedReplyActivities, turnState }: TurnContext): InvokeResponse | undefined {
  if (activity.deliveryMode === DeliveryModes.ExpectReplies)
    return { status: StatusCodes.OK, body: { activities: bufferedReplyActivities } };
  if (activity.type !== ActivityTypes.Invoke) return undefined;
  const response = turnState.get<Partial<Activity> | undefined>(INVOKE_RESPONSE_KEY);
  return response?.value ?? { status: StatusCodes.NOT_IMPLEMENTED };
}
