import { ActivityHandler, MessageFactory } from '@microsoft/agents-hosting';
import { serveAgent } from './agentServer.ts';

/** The echo of the Microsoft 365 Agents SDK's own introduction. */
class EchoAgent extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(MessageFactory.text(`Echo: ${context.activity.text}`));
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      await context.sendActivity(MessageFactory.text('Hello and welcome!'));
      await next();
    });
  }
}

serveAgent(new EchoAgent());
