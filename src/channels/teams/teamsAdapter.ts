import {
  type Activity,
  CloudAdapter,
  type ConversationReference,
  type InvokeResponse,
  type ResourceResponse,
  TurnContext,
} from 'botbuilder';
import { keptConnectors } from './keptConnectors.ts';

type Logic = (context: TurnContext) => Promise<void>;
type BotAuthentication = NonNullable<ConstructorParameters<typeof CloudAdapter>[0]>;
/** What the SDK learned about who sent an activity. */
export type Authenticated = Awaited<ReturnType<BotAuthentication['authenticateRequest']>>;

/** Milliseconds until a request is given up; the SDK would wait for ever. */
type Options = { readonly timeout: number };

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

  constructor(authentication: BotAuthentication, appId: string) {
    super(authentication);
    this.#appId = appId;
  }

  /** Throws unless the channel's token is good for this activity. */
  authenticate(activity: Activity, authorization: string): Promise<Authenticated> {
    return this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
  }

  /** Runs the turn; the result is what an invoke, or a request for replies, is answered with. */
  run(authenticated: Authenticated, activity: Activity, logic: Logic): Promise<InvokeResponse | undefined> {
    const { connectorFactory } = authenticated;
    const kept = connectorFactory && { ...authenticated, connectorFactory: this.#kept(connectorFactory) };
    return this.processActivity(kept ?? authenticated, activity, logic);
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
