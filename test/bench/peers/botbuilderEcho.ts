import { ActivityHandler } from 'botbuilder';
import { serveBot } from './serveBot.ts';

/** Microsoft's echo sample: says back what was said. */
class EchoBot extends ActivityHandler {
  constructor() {
    super();
    this.onMessage(async (context, next) => {
      await context.sendActivity(`Echo: ${context.activity.text}`);
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      await context.sendActivity('Hello and welcome!');
      await next();
    });
  }
}

serveBot(new EchoBot());
