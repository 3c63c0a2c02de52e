import { type ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';
import { sayAddress } from './sayAddress.ts';

/** Serves a bot as Microsoft's samples do: CloudAdapter on restify, without an app id, so without authentication. */
export function serveBot(bot: ActivityHandler): void {
  const server = restify.createServer();
  server.use(restify.plugins.bodyParser());
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  adapter.onTurnError = async (_context, error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  };
  server.post('/api/messages', async ({ body, headers, method = '' }, res) => {
    await adapter.process({ body, headers, method }, res, (context) => bot.run(context));
  });
  process.once('SIGTERM', () => process.exit(0));
  server.listen(0, '127.0.0.1', () => sayAddress(server.server));
}
