import type { IncomingMessage } from 'node:http';
import restify from 'restify';
import type { Presentation } from '../dialogs/presentation.ts';
import type { Reviewed } from '../dialogs/reviewer.ts';
import type { TriageTurns } from '../dialogs/triageTurn.ts';
import type { TurnedAwayMessage } from '../dialogs/turnedAwayMessage.ts';
import { isProfessional, type Role } from '../machines/findings.ts';
import { brandOf } from './brand.ts';
import { directLine } from './channels/directLine.ts';
import { directLinePath } from './channels/directLineRouter.ts';
import { directLineTokens, tokenKey } from './channels/directLineTokens.ts';
import { serveTeams, type TeamsSurroundings } from './channels/teams/serveTeams.ts';
import type { FirstCard } from './chatBeginning.ts';
import type { Config } from './config.ts';
import { conversationQueue } from './conversationQueue.ts';
import { whoIs } from './desk/deskRequests.ts';
import { keepDesk } from './desk/keepDesk.ts';
import { openDesk } from './desk/openDesk.ts';
import { mayTalkAs } from './desk/people.ts';
import { recordSender } from './desk/recordSender.ts';
import { noSender } from './desk/records.ts';
import { serveDesk } from './desk/serveDesk.ts';
import { frontDoor } from './frontDoor.ts';
import { type EventLog, nameless } from './httpAnswers.ts';
import { keepToRules } from './httpRules.ts';
import { measures } from './measures.ts';
import { listenForMetrics } from './metricsListener.ts';
import { pageScripts } from './pageScripts.ts';
import { servePages } from './pages.ts';
import { keepForAWhile } from './retention.ts';
import { type SecurityLog, securityLog } from './securityLog.ts';
import { serveHealth } from './serveHealth.ts';
import { type ServerLoad, serverLoad } from './serverLoad.ts';
import { erasedIn } from './storage/erasedIn.ts';
import { withRecentConversations } from './storage/recentConversations.ts';
import type { Store } from './storage/store.ts';
import { erase } from './turn.ts';
import type { TurnedAway } from './turnedAway.ts';
import { withoutFloods } from './withoutFloods.ts';

/** What the server is made of besides its settings. */
export type Parts = {
  readonly openStore: (log: EventLog) => Store | Promise<Store>;
  /** The conversation, by the buttons that it makes. */
  readonly triage: (buttons: Presentation['buttons']) => TriageTurns;
  /** Version of the clinical content. */
  readonly content: string;
  /** Who reviewed it, if anybody. */
  readonly reviewed?: Reviewed | undefined;
  /** What a person is told when something fails here. */
  readonly safetyNet: (locale: string | undefined) => string;
  /** What a person is told who is turned away with these words. */
  readonly turnedAway: (why: TurnedAway['why'], locale: string | undefined, text: string) => TurnedAwayMessage;
  /** The card with which a conversation will begin, for the page that is to show it at once; none shows it a little later. */
  readonly firstCard?: FirstCard;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly newId: () => string;
  /** Who proves the Bot Framework's tokens, where not the real one. */
  readonly identityProvider?: TeamsSurroundings['identityProvider'];
  /** How much there is to do, where it is not measured. */
  readonly load?: ServerLoad;
};

export type RunningServer = {
  readonly url: string;
  /** Where Prometheus asks, if anywhere. */
  readonly metricsPort: number | undefined;
  /** All that can be asked for. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  /** For what happens to the server as a whole. */
  readonly security: SecurityLog;
  /** Ends running turns, closes sockets and storage. What waits in the outbox goes out at the next start. */
  readonly stop: () => Promise<void>;
};

/** Starts serving. Throws when the storage cannot be opened or the port is taken. */
export async function startServer(config: Config, parts: Parts): Promise<RunningServer> {
  const brand = brandOf(config);
  const server = restify.createServer({ name: 'cauda', ignoreTrailingSlash: true });
  const log = withoutFloods(Object.assign(server.log, { level: config.logLevel }), parts.now);
  const kept = await parts.openStore(log);
  // For turns alone: a commit finds out what another instance did meanwhile, and one who only reads does not.
  const store = withRecentConversations(kept, parts.now);
  const queue = conversationQueue();
  const triage = {
    execute: parts.triage('execute'),
    submit: parts.triage('submit'),
    submitInTeams: parts.triage('submitInTeams'),
  };
  const measuredLoad = parts.load ?? serverLoad();
  const load = config.turnAway ? measuredLoad : { ...measuredLoad, mayBegin: () => true };
  const measured = measures();
  const security = securityLog(config.securityLog, parts.now, (error) =>
    log.error(nameless(error), 'the security log cannot be written'),
  );
  const around = { ...parts, config, store, queue, log, load, measures: measured, security };

  keepToRules(server);
  serveHealth(server, store, log);
  const desk = await openDesk(config, store.tokenKey, parts.now);
  const scripts = await pageScripts();
  const aroundDesk = {
    ...around,
    store: kept,
    desk,
    reviewed: parts.reviewed,
    script: scripts.nurse.path,
    brand,
    erase: (conversation: string) => erase(conversation, parts.newId(), around),
  };
  const { recordSystem } = config.desk;
  const records = recordSystem === undefined ? noSender : recordSender(recordSystem, aroundDesk);
  serveDesk(server, { ...aroundDesk, records });
  const endKeeping = keepDesk(desk, around);
  /** A professional's role comes from who they are, not from what a client says. */
  const mayHaveRole = async (req: IncomingMessage, role: Role): Promise<boolean> => {
    if (!isProfessional(role)) return true;
    const session = await whoIs(req, config, desk.sessions);
    return session !== undefined && !session.locked && mayTalkAs(session.person, role);
  };
  const tokens = directLineTokens(tokenKey(config, store.tokenKey), config, parts.now);
  servePages(server, { ...around, brand, scripts, tokens, mayHaveRole });
  const web = directLine({ ...around, erased: erasedIn(kept, parts.now), tokens, triage: triage.submit, mayHaveRole });
  const outbox =
    config.teams === 'off' ? undefined : serveTeams(server, { ...around, ...config, teams: config.teams, triage });

  const door = frontDoor(
    config,
    { ...around, load },
    {
      request: (req, res) => void (web.request(req, res) || server.server.emit('request', req, res)),
      upgrade: web.upgrade,
    },
  );
  const { port } = await door.listen();
  measured.watch({
    sockets: web.sockets,
    undelivered: async () => (await store.undelivered()).length,
    waiting: load.waiting,
  });
  const metrics = await listenForMetrics(config, measured);
  await outbox?.replay();
  const stopExpiring = keepForAWhile(around);
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    metricsPort: metrics?.port,
    routes: [
      ...Object.values(server.router.getRoutes()).map(({ method, path }) => ({ method, path: String(path) })),
      ...web.routes.map(({ method, path }) => ({ method, path: `${directLinePath}/${path}` })),
    ],
    security,
    async stop() {
      const closed = door.close();
      web.close();
      door.closeIdle();
      stopExpiring();
      load.stop();
      metrics?.close();
      await queue.idle();
      await outbox?.stop();
      await records.stop();
      await store.close();
      await endKeeping();
      await desk.close();
      door.closeAll();
      await closed;
      security({ event: 'stop' });
    },
  };
}
