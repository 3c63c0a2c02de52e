import type { Activity } from 'botbuilder';
import type { Response, Server } from 'restify';
import type { EmergencyNumbers } from '../../../dialogs/emergencyNumbers.ts';
import { reminderMessage } from '../../../dialogs/reminderMessage.ts';
import { sharedChatMessage } from '../../../dialogs/sharedChatMessage.ts';
import { answering, arrivedAt, type EventLog, nameless, refuse, sendJson } from '../../httpAnswers.ts';
import { largestBody, readBody } from '../../requestBody.ts';
import type { TeamsConfig } from '../../teamsSettings.ts';
import { TurnedAway } from '../../turnedAway.ts';
import { askedInAnswers } from './askedInAnswers.ts';
import { type BotCredentials, botCredentials, credentialProblem } from './botCredentials.ts';
import { channelTokens, type TokenFault } from './channelToken.ts';
import { type Cloud, clouds } from './clouds.ts';
import { serviceUrlIsSafe, tenantIsAllowed } from './guard.ts';
import { activityProblem, incomingActivity } from './incomingActivity.ts';
import { BotAuthentication } from './keptConnectors.ts';
import { type TeamsOutbox, teamsOutbox } from './outbox.ts';
import { apologise, receive, type TeamsTurnSurroundings } from './receive.ts';
import { remind } from './reminders.ts';
import { ownChat } from './sharedChat.ts';
import { type Authenticated, TeamsAdapter } from './teamsAdapter.ts';
import { tellings } from './tellings.ts';

type SdkAuthentication = ConstructorParameters<typeof TeamsAdapter>[0];

/** Who proves whom, where not the real ones. */
export type IdentityProvider = {
  readonly sdk: SdkAuthentication;
  readonly channel: Pick<Cloud, 'issuer' | 'openIdMetadata'>;
};

export type TeamsSurroundings = Omit<
  TeamsTurnSurroundings,
  'sharedChat' | 'askedInAnswers' | 'reminder' | 'tellings'
> & {
  readonly emergencyNumbers: EmergencyNumbers;
  readonly identityProvider?: IdentityProvider | undefined;
};

/** Serves Teams, and other Bot Framework channels, at /api/messages. */
export function serveTeams(server: Server, surroundings: TeamsSurroundings): TeamsOutbox {
  const { teams, emergencyNumbers, identityProvider, log, store, now } = surroundings;
  const cloud = clouds[teams === 'playground' ? 'public' : teams.cloud];
  const adapter = teamsAdapter(teams, identityProvider?.sdk, log, now);
  const hours = teams === 'playground' ? undefined : teams.reminderHours;
  const around: TeamsTurnSurroundings = {
    ...surroundings,
    askedInAnswers: askedInAnswers(),
    tellings: tellings(now),
    reminder: reminderMessage,
    sharedChat: (locale, bot) => sharedChatMessage(locale, ownChat(cloud.teams, bot), emergencyNumbers),
  };
  const tokens =
    teams === 'playground' ? undefined : channelTokens(identityProvider?.channel ?? cloud, teams.appId, now);
  const outbox = teamsOutbox({ store, adapter, log, now });
  const stopReminding = hours === undefined ? undefined : remind(store, outbox.replay, log);
  adapter.onTurnError = async (context, error) => {
    if (error instanceof TurnedAway) log.info({}, 'turned away');
    else log.error(nameless(error), 'turn failed');
    await apologise(context, adapter, error, around);
  };

  server.post(
    '/api/messages',
    answering(log, async (req, res) => {
      const at = now();
      const { authorization = '' } = req.headers;
      // Nothing is read, and nobody learns what is wrong with it, without a token of the channel.
      const fault = await tokens?.fault(authorization);
      if (fault !== undefined) return refuseToken(res, fault);
      if (!(await readBody(req, res, largestBody))) return;
      const read = incomingActivity.safeParse(req.body);
      if (!read.success) return refuse(res, 400, 'BadRequest', activityProblem(read.error));
      const activity = read.data;
      const misdirected = tokens?.misdirects(authorization, activity);
      if (misdirected !== undefined) return refuseToken(res, misdirected);
      const authenticated = await authenticate(activity, authorization);
      if (authenticated === undefined) return empty(res, 401);
      if (!serviceUrlIsSafe(teams, activity)) return empty(res, 403);
      if (!tenantIsAllowed(teams, activity)) {
        log.warn({}, 'Teams request refused: it comes from another tenant than CAUDA_TEAMS_TENANT_ID');
        return empty(res, 403);
      }

      let answer: string | undefined;
      const otherwise = await adapter.run(authenticated, activity, async (context) => {
        answer = await receive(context, adapter, outbox, { at, since: arrivedAt(req) }, around);
      });
      if (answer !== undefined) sendJson(res, answer);
      else if (otherwise?.body === undefined) empty(res, otherwise?.status ?? 200);
      else res.send(otherwise.status, otherwise.body);
    }),
  );

  function refuseToken(res: Response, fault: TokenFault): void {
    if (fault.kind !== 'forged') log.warn({ cause: fault.cause }, `Teams request refused: ${fault.cause}`);
    empty(res, fault.kind === 'unknown' ? 503 : 401);
  }

  /** The SDK's own check, which knows more than ours; whatever goes wrong with a token, it is no entrance. */
  async function authenticate(activity: Activity, authorization: string): Promise<Authenticated | undefined> {
    try {
      return await adapter.authenticate(activity, authorization);
    } catch (error) {
      log.warn(nameless(error), 'Teams request refused by the Bot Framework SDK');
      return undefined;
    }
  }
  return {
    ...outbox,
    stop() {
      stopReminding?.();
      return outbox.stop();
    },
  };
}

function teamsAdapter(
  teams: 'playground' | TeamsConfig,
  sdk: SdkAuthentication | undefined,
  log: EventLog,
  now: () => number,
): TeamsAdapter {
  if (teams === 'playground') return new TeamsAdapter(sdk ?? new BotAuthentication({}), '', now);
  if (sdk !== undefined) return new TeamsAdapter(sdk, teams.appId, now);
  const credentials = botCredentials(teams);
  void proveCredentials(credentials, teams, log);
  const settings = { MicrosoftAppId: teams.appId, ...clouds[teams.cloud].sdk };
  return new TeamsAdapter(new BotAuthentication(settings, credentials.factory), teams.appId, now);
}

/** Tells at the start what would else be found out by the first person who gets no answer. */
async function proveCredentials({ token }: BotCredentials, teams: TeamsConfig, log: EventLog): Promise<void> {
  try {
    await token();
  } catch (error) {
    const problem = credentialProblem(error, teams);
    log.error({ problem }, `Teams cannot be answered: ${problem}`);
  }
}

const empty = (res: Response, status: number): void => {
  res.writeHead(status);
  res.end();
};
