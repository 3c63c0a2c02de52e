import type { Activity } from 'botbuilder';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Response, Server } from 'restify';
import type { TeamsConfig } from '../../config.ts';
import { answering, arrivedAt, clientAddress, nameless, refuse, sendJson } from '../../httpAnswers.ts';
import { activityProblem, incomingActivity, mayBeFromChannel, serviceUrlIsSafe, tenantIsAllowed } from './guard.ts';
import { BotAuthentication } from './keptConnectors.ts';
import { type TeamsOutbox, teamsOutbox } from './outbox.ts';
import { apologise, receive, type TeamsTurnSurroundings } from './receive.ts';
import { type Authenticated, TeamsAdapter } from './teamsAdapter.ts';

type Authentication = ConstructorParameters<typeof TeamsAdapter>[0];

export type TeamsSurroundings = TeamsTurnSurroundings & {
  readonly teams: 'playground' | TeamsConfig;
  readonly trustedProxies: number;
  /** How the Bot Framework's tokens are checked; the real way where nothing else is given. */
  readonly authentication?: Authentication | undefined;
};

const failuresPerMinute = 30;

/** Serves Teams, and other Bot Framework channels, at /api/messages. */
export function serveTeams(server: Server, around: TeamsSurroundings): TeamsOutbox {
  const { teams, log, store, now } = around;
  const adapter = teamsAdapter(teams, around.authentication);
  // Each forged token costs the SDK work and lines on the console.
  const failures = new RateLimiterMemory({ points: failuresPerMinute, duration: 60 });
  const outbox = teamsOutbox({ store, adapter, log, now, onShown: () => undefined });
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

      let answer: string | undefined;
      const otherwise = await adapter.run(authenticated, activity, async (context) => {
        answer = await receive(context, adapter, outbox, arrivedAt(req), around);
      });
      if (answer !== undefined) sendJson(res, answer);
      else if (otherwise?.body === undefined) empty(res, otherwise?.status ?? 200);
      else res.send(otherwise.status, otherwise.body);
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

function teamsAdapter(teams: 'playground' | TeamsConfig, authentication: Authentication | undefined): TeamsAdapter {
  if (teams === 'playground') return new TeamsAdapter(authentication ?? new BotAuthentication({}), '');
  const real = () =>
    new BotAuthentication({
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
