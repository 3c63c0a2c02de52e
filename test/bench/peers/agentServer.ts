import { createServer } from 'node:http';
import { type ActivityHandler, authorizeJWT, CloudAdapter, loadAuthConfigFromEnv } from '@microsoft/agents-hosting';
import express from 'express';
import { sayAddress } from './sayAddress.ts';

/** Serves an agent as the Agents SDK's own introduction does, on express; without a client id it authenticates nobody. */
export function serveAgent(agent: ActivityHandler): void {
  const authentication = loadAuthConfigFromEnv();
  const adapter = new CloudAdapter(authentication);
  adapter.onTurnError = async (_context, error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  };
  const app = express();
  app.use(express.json());
  app.use(authorizeJWT(authentication));
  app.post('/api/messages', async (req, res) => {
    await adapter.process(req, res, (context) => agent.run(context));
  });
  process.once('SIGTERM', () => process.exit(0));
  const server = createServer(app).listen(0, '127.0.0.1', () => sayAddress(server));
}
