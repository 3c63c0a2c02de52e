import { createServer } from 'node:http';
import {
  ActivityHandler,
  authorizeJWT,
  CloudAdapter,
  loadAuthConfigFromEnv,
  MessageFactory,
} from '@microsoft/agents-hosting';
import express from 'express';
import { sayAddress } from './sayAddress.ts';

/** The echo of the Microsoft 365 Agents SDK's own introduction, on express; without a client id it authenticates nobody. */
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

const authentication = loadAuthConfigFromEnv();
const adapter = new CloudAdapter(authentication);
adapter.onTurnError = async (_context, error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
};
const agent = new EchoAgent();

const app = express();
app.use(express.json());
app.use(authorizeJWT(authentication));
app.post('/api/messages', async (req, res) => {
  await adapter.process(req, res, (context) => agent.run(context));
});
process.once('SIGTERM', () => process.exit(0));
const server = createServer(app).listen(0, '127.0.0.1', () => sayAddress(server));
