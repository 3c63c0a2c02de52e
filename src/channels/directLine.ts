import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Request, Response, Server } from 'restify';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { roleSchema } from '../../machines/findings.ts';
import type { Config } from '../config.ts';
import type { Inside } from '../frontDoor.ts';
import { answering, clientAddress, type EventLog, nameless, refuse, sendJson } from '../httpAnswers.ts';
import { originIsAllowed, ownOrigin } from '../origins.ts';
import { postedActivity, unsaved } from './directLineActivity.ts';
import { asWatermark, authenticated, explained, watermarkOf, within } from './directLineRequests.ts';
import { directLineSockets, framed } from './directLineSockets.ts';
import type { Claims, DirectLineTokens } from './directLineTokens.ts';
import { beginConversation, echoInPassing, sayInConversation, type WebTurnSurroundings } from './directLineTurns.ts';

export type DirectLineSurroundings = Omit<WebTurnSurroundings, 'sockets'> & {
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustedProxies' | 'chatsPerMinute'>;
  readonly log: EventLog;
  readonly tokens: DirectLineTokens;
  /** What a person is told when something fails here. */
  readonly safetyNet: (locale: string | undefined) => string;
};

export type DirectLine = { readonly upgrade: Inside['upgrade']; readonly close: () => void };

export const directLinePath = '/v3/directline';
const rowsAtOnce = 1_000;
const postsPerTenSeconds = 200;

const wanted = z.object({
  role: roleSchema.default('self'),
  locale: z.exactOptional(z.string().max(35)),
});
const startBody = z.object({ locale: z.exactOptional(z.string().max(35)) });

/**
 * The Direct Line 3.0 endpoint: REST, polling and WebSocket, as Web Chat uses it.
 * @returns what takes WebSockets, and what closes them.
 */
export function serveDirectLine(server: Server, surroundings: DirectLineSurroundings): DirectLine {
  const { config, log, tokens, store, now, newId, safetyNet } = surroundings;
  const timestamp = () => new Date(now()).toISOString();
  const apology = (conversation: string, locale: string | undefined) => (sequence: number) =>
    unsaved(
      { type: 'message', text: safetyNet(locale) },
      conversation,
      `${conversation}|trouble${sequence}`,
      sequence,
      timestamp(),
    );
  const sockets = directLineSockets({
    store,
    apology: (conversation, sequence) => apology(conversation, undefined)(sequence),
  });
  const around: WebTurnSurroundings = { ...surroundings, sockets };
  const newChats = new RateLimiterMemory({ points: config.chatsPerMinute, duration: 60 });
  const posts = new RateLimiterMemory({ points: postsPerTenSeconds, duration: 10 });

  const route = (handler: (req: Request, res: Response) => Promise<void>) =>
    answering(log, async (req, res) => {
      if (originIsAllowed(req, config.publicUrl, config.allowedOrigins)) return handler(req, res);
      refuse(res, 403, 'OriginNotAllowed', 'This site may not use the chat. Add its origin to CAUDA_ALLOWED_ORIGINS.');
    });
  const conversationRoute = (handler: (req: Request, res: Response, claims: Claims) => Promise<void>) =>
    route(async (req, res) => {
      const claims = await authenticated(req, res, tokens);
      if (claims !== undefined) await handler(req, res, claims);
    });

  server.post(
    `${directLinePath}/tokens/generate`,
    route(async (req, res) => {
      if (!(await within(newChats, clientAddress(req, config.trustedProxies)))) {
        res.header('Retry-After', '60');
        return refuse(res, 429, 'TooManyRequests', 'Too many chats were begun from here. Try again in a minute.');
      }
      const body = wanted.safeParse(req.body ?? {});
      if (!body.success) return refuse(res, 400, 'BadArgument', explained(body.error));
      const claims = { ...body.data, user: `dl_${newId()}`, conv: newId() };
      res.send(200, await tokenAnswer(claims));
    }),
  );

  server.post(
    `${directLinePath}/tokens/refresh`,
    conversationRoute(async (_req, res, claims) => {
      res.send(200, await tokenAnswer(claims));
    }),
  );

  server.post(
    `${directLinePath}/conversations`,
    conversationRoute(async (req, res, claims) => {
      const body = startBody.safeParse(req.body ?? {});
      if (!body.success) return refuse(res, 400, 'BadArgument', explained(body.error));
      const begun = await begin(claims, body.data.locale);
      res.send(begun === 'began' ? 201 : 200, await streamAnswer(req, claims, ''));
    }),
  );

  server.get(
    `${directLinePath}/conversations/:id`,
    conversationRoute(async (req, res, claims) => {
      // Never 404: a token that is good makes its conversation anew where it is gone.
      const begun = await begin(claims, undefined);
      const watermark = watermarkOf(req);
      // After an erasure numbers go on; where the conversation itself was gone, they began again below the watermark.
      const isBehind = begun === 'began' && (await store.transcript(claims.conv, Number(watermark), 1)).length === 0;
      res.send(200, await streamAnswer(req, claims, isBehind ? '' : watermark));
    }),
  );

  server.get(
    `${directLinePath}/conversations/:id/activities`,
    conversationRoute(async (req, res, claims) => {
      const after = Number(watermarkOf(req));
      const rows = await store.transcript(claims.conv, after, rowsAtOnce);
      sendJson(res, framed(rows, rows.at(-1)?.sequence ?? after));
    }),
  );

  server.post(
    `${directLinePath}/conversations/:id/activities`,
    conversationRoute(async (req, res, claims) => {
      const posted = postedActivity.safeParse(req.body);
      if (!posted.success) return refuse(res, 400, 'BadArgument', explained(posted.error));
      // Web Chat takes 403 as "expired" and waits 20 s at 429; at 400 it offers to retry at once.
      if (!(await within(posts, claims.conv)))
        return refuse(res, 400, 'TooManyMessages', 'Too many messages at once. Try again in ten seconds.');
      if (posted.data.type !== 'message') return void res.send(200, { id: echoInPassing(claims, posted.data, around) });
      try {
        res.send(200, { id: await sayInConversation(claims, posted.data, around) });
      } catch (error) {
        log.error(nameless(error), 'turn failed');
        const { locale } = posted.data;
        sockets.tell(claims.conv, apology(claims.conv, locale));
        refuse(res, 424, 'BotError', safetyNet(locale));
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
    const claims = await tokens.verify(url.searchParams.get('t') ?? '', 'stream');
    if (claims === undefined || claims.conv !== id || !originIsAllowed(req, config.publicUrl, config.allowedOrigins)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    const watermark = asWatermark(url.searchParams.get('watermark'));
    upgrades.handleUpgrade(req, socket, head, (open) => void sockets.open(claims.conv, open, Number(watermark)));
  }

  /** Where it cannot be stored, the client goes on to its socket, hears why there, and comes back by itself. */
  async function begin(claims: Claims, locale: string | undefined): Promise<'began' | 'goesOn' | 'failed'> {
    try {
      return await beginConversation(claims, locale ?? claims.locale, around);
    } catch (error) {
      log.error(nameless(error), 'conversation could not begin');
      return 'failed';
    }
  }

  const tokenAnswer = async (claims: Claims) => ({
    conversationId: claims.conv,
    token: await tokens.issue(claims),
    expires_in: tokens.expiresIn,
  });

  async function streamAnswer(req: Request, claims: Claims, watermark: string): Promise<object> {
    const at = `${ownOrigin(req, config.publicUrl).replace(/^http/, 'ws')}${directLinePath}/conversations/${claims.conv}/stream`;
    const ticket = await tokens.issue(claims, 'stream');
    return { ...(await tokenAnswer(claims)), streamUrl: `${at}?watermark=${watermark}&t=${ticket}` };
  }

  return { upgrade, close: sockets.close };
}
