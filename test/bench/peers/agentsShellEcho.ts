import { Activity } from '@microsoft/agents-activity';
import { ActivityHandler, BaseAdapter, MessageFactory, TurnContext } from '@microsoft/agents-hosting';
import { directLineShell } from './directLineShell.ts';

/** The Agents SDK's echo behind the same Direct Line shell as the floor. */
class EchoAgent extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(MessageFactory.text(`Echo: ${context.activity.text}`));
      await next();
    });
  }
}

/** Keeps what the agent sends, for the shell to push. */
class ShellAdapter extends BaseAdapter {
  readonly sent = new WeakMap<TurnContext, string[]>();
  override async sendActivities(context: TurnContext, activities: Activity[]) {
    this.sent.set(context, [
      ...(this.sent.get(context) ?? []),
      ...activities.map((activity) => JSON.stringify(activity)),
    ]);
    return activities.map(() => ({ id: '1' }));
  }
  override async updateActivity(): Promise<never> {
    throw new Error('not used');
  }
  override async deleteActivity(): Promise<never> {
    throw new Error('not used');
  }
  override async continueConversation(): Promise<never> {
    throw new Error('not used');
  }
  override async uploadAttachment(): Promise<never> {
    throw new Error('not used');
  }
  override async getAttachmentInfo(): Promise<never> {
    throw new Error('not used');
  }
  override async getAttachment(): Promise<never> {
    throw new Error('not used');
  }
}

const adapter = new ShellAdapter();
const agent = new EchoAgent();

directLineShell(async (conversation, posted) => {
  if (posted === undefined) return ['{"type":"message","text":"Hello and welcome!"}'];
  const activity = Activity.fromObject({
    ...posted,
    channelId: 'webchat',
    // Replies go to the socket, not into the answer.
    deliveryMode: 'normal',
    serviceUrl: 'urn:shell',
    conversation: { id: conversation },
    from: { id: 'user' },
    recipient: { id: 'bot' },
  });
  const context = new TurnContext(adapter, activity);
  await agent.run(context);
  return adapter.sent.get(context) ?? [];
});
