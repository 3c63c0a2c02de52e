import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Request, Response, Server } from 'restify';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { isProfessional, type Role, roleSchema } from '../../machines/findings.ts';
import type { Config } from '../config.ts';
import type { Inside } from '../frontDoor.ts';
import { answering, arrivedAt, clientAddress, type EventLog, nameless, refuse, sendJson } from '../httpAnswers.ts';
import { originIsAllowed, ownOrigin } from '../origins.ts';
import { TurnedAway } from '../turnedAway.ts';
import { postedActivity, unsaved } from './directLineActivity.ts';
import { directLineLimits } from './directLineLimits.ts';
import { asWatermark, authenticated, explained, watermarkOf } from './directLineRequests.ts';
import { directLineSockets, framed } from './directLineSockets.ts';
import type { Claims, DirectLineTokens } from './directLineTokens.ts';
import { beginConversation, echoInPassing, sayInConversation, type WebTurnSurroundings } from './directLineTurns.ts';
import { transcriptPage } from './transcriptPages.ts';

export type DirectLineSurroundings = Omit<WebTurnSurroundings, 'sockets'> & {
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustedProxies' | 'chatsPerMinute'>;
  readonly log: EventLog;
  readonly tokens: DirectLineTokens;
  /** Whether whoever sends this may talk in that role. */
  readonly mayHaveRole: (req: Request, role: Role) => Promise<boolean>;
  /** What a person is told when something fails here. */
  readonly safetyNet: (locale: string | undefined) => string;
  /** What a person is told who is turned away with these words. */
  readonly turnedAway: (why: TurnedAway['why'], locale: string | undefined, text: string) => string;
};

export type DirectLine = {
  readonly upgrade: Inside['upgrade'];
  /** Open sockets. */
  readonly sockets: () => number;
  readonly close: () => void;
};

export const directLinePath = '/v3/directline';
const patience = 4_000;

const wanted = z.object({
  role: roleSchema.default('self'),
  locale: z.exactOptional(z.string().max(35)),
});
const startBody = z.object({
  locale: z.exactOptional(z.string().max(35)),
  activities: z.exactOptional(z.boolean()),
});

/**
 * The Direct Line 3.0 endpoint: REST, polling and WebSocket, as Web Chat uses it.
 * @returns what takes WebSockets, and what closes them.
 */
export function serveDirectLine(server: Server, surroundings: DirectLineSurroundings): DirectLine {
  const { config, log, tokens, store, now, newId, safetyNet, turnedAway, load, security, mayHaveRole } = surroundings;
  const timestamp = () => new Date(now()).toISOString();
  const apology = (conversation: string, text: string) => (sequence: number) =>
    unsaved({ type: 'message', text }, conversation, `${conversation}|trouble${sequence}`, sequence, timestamp());
  const erased = async (conversation: string): Promise<boolean> =>
    (await store.load(conversation, '', now() + patience)).erased === true;
  const sockets = directLineSockets({
    store,
    apology: (conversation, sequence) => apology(conversation, safetyNet(undefined))(sequence),
    erased,
    now,
  });
  const around: WebTurnSurroundings = { ...surroundings, sockets };
  const limits = directLineLimits(config);
  const addressOf = (req: Request): string => clientAddress(req, config.trustedProxies);

  const route = (handler: (req: Request, res: Response) => Promise<void>) =>
    answering(log, async (req, res) => {
      if (originIsAllowed(req, config.publicUrl, config.allowedOrigins)) return handler(req, res);
      refuse(res, 403, 'OriginNotAllowed', 'This site may not use the chat. Add its origin to CAUDA_ALLOWED_ORIGINS.');
    });
  const conversationRoute = (handler: (req: Request, res: Response, claims: Claims) => Promise<void>) =>
    route(async (req, res) => {
      const claims = await authenticated(req, res, tokens);
      if (claims === undefined) return;
      if (limits.hold(claims.conv, res)) await handler(req, res, claims);
      else tooMuch(res, 'Too many requests of this conversation are open at once.');
    });
  /** For what a message itself does not find out. */
  const unlessErased = (handler: (req: Request, res: Response, claims: Claims) => Promise<void>) =>
    conversationRoute(async (req, res, claims) => {
      if (await erased(claims.conv)) over(res);
      else await handler(req, res, claims);
    });

  server.post(
    `${directLinePath}/tokens/generate`,
    route(async (req, res) => {
      if (!load.mayBegin()) return busy(req, res);
      if (!(await limits.mayBegin(addressOf(req)))) return tooMuch(res, 'Too many chats were begun from here.');
      const body = wanted.safeParse(req.body ?? {});
      if (!body.success) return refuse(res, 400, 'BadArgument', explained(body.error));
      if (!(await mayHaveRole(req, body.data.role)))
        return refuse(res, 403, 'NotSignedIn', 'That role is for who is signed in. Sign in at /nurse.');
      const claims = { ...body.data, user: `dl_${newId()}`, conv: newId(), since: Math.floor(now() / 1000) };
      const { role, conv: conversation } = claims;
      if (isProfessional(role)) security({ event: 'role', role, conversation, address: addressOf(req) });
      res.send(200, await tokenAnswer(claims));
    }),
  );

  server.post(
    `${directLinePath}/tokens/refresh`,
    unlessErased(async (_req, res, claims) => {
      if (!(await limits.mayRenew(claims.conv))) return tooMuch(res, 'The token was renewed too often.');
      res.send(200, await tokenAnswer(claims));
    }),
  );

  server.post(
    `${directLinePath}/conversations`,
    conversationRoute(async (req, res, claims) => {
      const body = startBody.safeParse(req.body ?? {});
      if (!body.success) return refuse(res, 400, 'BadArgument', explained(body.error));
      if (!(await limits.mayRenew(claims.conv))) return tooMuch(res, 'The conversation was opened too often.');
      // With a page the token came without being asked for, so this is where its conversation is let in.
      if (claims.withPage && !load.mayBegin()) return busy(req, res);
      if (claims.withPage && !(await limits.mayBegin(addressOf(req))))
        return tooMuch(res, 'Too many chats were begun from here.');
      const begun = await begin(req, claims, body.data.locale);
      if (begun === 'over') return over(res);
      const answer = await streamAnswer(req, claims, '');
      // Our own pages ask for what is there already: on a slow line each request costs half a second.
      const rows = body.data.activities === true ? await transcriptPage(store, claims.conv, 0) : undefined;
      const shown = rows && {
        activities: rows.map(({ activity }) => JSON.parse(activity)),
        watermark: String(rows.at(-1)?.sequence ?? 0),
      };
      res.send(begun === 'began' ? 201 : 200, { ...answer, ...shown });
    }),
  );

  server.get(
    `${directLinePath}/conversations/:id`,
    conversationRoute(async (req, res, claims) => {
      if (!(await limits.mayRenew(claims.conv))) return tooMuch(res, 'The conversation was opened too often.');
      // Never 404: a token that is good makes its conversation anew where it is gone.
      const begun = await begin(req, claims, undefined);
      if (begun === 'over') return over(res);
      const watermark = watermarkOf(req);
      // After an erasure numbers go on; where the conversation itself was gone, they began again below the watermark.
      const isBehind = begun === 'began' && (await store.transcript(claims.conv, Number(watermark), 1)).length === 0;
      res.send(200, await streamAnswer(req, claims, isBehind ? '' : watermark));
    }),
  );

  server.get(
    `${directLinePath}/conversations/:id/activities`,
    unlessErased(async (req, res, claims) => {
      if (!(await limits.mayRead(claims.conv, addressOf(req)))) return tooMuch(res, 'This was read too often.');
      const after = Number(watermarkOf(req));
      const rows = await transcriptPage(store, claims.conv, after);
      sendJson(res, framed(rows, rows.at(-1)?.sequence ?? after));
    }),
  );

  server.post(
    `${directLinePath}/conversations/:id/activities`,
    conversationRoute(async (req, res, claims) => {
      const posted = postedActivity.safeParse(req.body);
      if (!posted.success) return refuse(res, 400, 'BadArgument', explained(posted.error));
      const { type, text = '', locale } = posted.data;
      // Web Chat takes 403 as "expired" and waits 20 s at 429; at 400 it offers to retry at once.
      if (!(await limits.maySay(claims.conv, addressOf(req), text.length)))
        return refuse(res, 400, 'TooManyMessages', 'Too many messages at once. Try again in ten seconds.');
      if (type !== 'message') return void res.send(200, { id: echoInPassing(claims, posted.data, around) });
      try {
        const id = await sayInConversation(claims, posted.data, arrivedAt(req), around);
        if (id === undefined) over(res);
        else res.send(200, { id });
      } catch (error) {
        if (!(error instanceof TurnedAway)) log.error(nameless(error), 'turn failed');
        const said = error instanceof TurnedAway ? turnedAway(error.why, locale, text) : safetyNet(locale);
        sockets.tell(claims.conv, apology(claims.conv, said));
        refuse(res, 424, 'BotError', said);
      }
    }),
  );

  server.post(
    `${directLinePath}/conversations/:id/upload`,
    conversationRoute(async (_req, res) => {
      refuse(res, 415, 'UploadsNotSupported', 'Files cannot be sent here. Answer in words or with the buttons.');
    }),
  );

  const upgrades = new WebSocketServer({ noServer: true, maxPayload: 4_096, perMessageDeflate: false });
  async function upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const url = new URL(`http://localhost${req.url ?? '/'}`);
    const [, id] = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/.exec(url.pathname) ?? [];
    const mayOpen = originIsAllowed(req, config.publicUrl, config.allowedOrigins);
    const ticket = mayOpen ? await tokens.redeem(url.searchParams.get('t') ?? '') : undefined;
    const { claims, until } = ticket ?? {};
    if (claims === undefined || until === undefined || claims.conv !== id || (await erased(claims.conv))) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    const watermark = asWatermark(url.searchParams.get('watermark'));
    upgrades.handleUpgrade(req, socket, head, (open) => void sockets.open(claims.conv, open, Number(watermark), until));
  }

  function busy(req: Request, res: Response): void {
    const [language] = req.header('Accept-Language', '').split(/[,;]/);
    res.header('Retry-After', '10');
    refuse(res, 503, 'Busy', turnedAway('busy', language, ''));
  }

  /** Where it cannot be stored, the client goes on to its socket, hears why there, and comes back by itself. */
  async function begin(req: Request, claims: Claims, locale: string | undefined) {
    try {
      return await beginConversation(claims, locale ?? claims.locale, arrivedAt(req), around);
    } catch (error) {
      log.error(nameless(error), 'conversation could not begin');
      return 'failed';
    }
  }

  async function tokenAnswer(claims: Claims) {
    const { token, expiresIn } = await tokens.issue(claims);
    return { conversationId: claims.conv, token, expires_in: expiresIn };
  }

  async function streamAnswer(req: Request, claims: Claims, watermark: string): Promise<object> {
    const at = `${ownOrigin(req, config.publicUrl).replace(/^http/, 'ws')}${directLinePath}/conversations/${claims.conv}/stream`;
    const ticket = await tokens.ticket(claims);
    return { ...(await tokenAnswer(claims)), streamUrl: `${at}?watermark=${watermark}&t=${ticket}` };
  }

  return { upgrade, sockets: sockets.count, close: sockets.close };
}

function tooMuch(res: Response, what: string): void {
  res.header('Retry-After', '60');
  refuse(res, 429, 'TooManyRequests', `${what} Try again in a minute.`);
}

/** Web Chat takes 403 for the end of the conversation. */
const over = (res: Response): void =>
  refuse(res, 403, 'TokenExpired', 'This conversation was erased. Begin a new one.');
