import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Inside } from '../frontDoor.ts';
import { answer, arrivedAt, type EventLog, nameless, refuse, sendJson } from '../httpAnswers.ts';
import { ownOrigin } from '../origins.ts';
import type { TranscriptRow } from '../storage/store.ts';
import { TurnedAway } from '../turnedAway.ts';
import { postedActivity, unsaved } from './directLineActivity.ts';
import { bodyOf, type DirectLineEdge, directLineEdge, type EdgeSurroundings, over, tooMuch } from './directLineEdge.ts';
import { type EntranceSurroundings, entranceRoutes, tokenAnswer, words } from './directLineEntrance.ts';
import { type DirectLineLimits, directLineLimits } from './directLineLimits.ts';
import { watermarkOf } from './directLineRequests.ts';
import { directLinePath, directLineRouter, type Route } from './directLineRouter.ts';
import { type DirectLineSockets, directLineSockets, framed } from './directLineSockets.ts';
import { directLineStream } from './directLineStream.ts';
import type { Claims } from './directLineTokens.ts';
import { beginConversation, echoInPassing, sayInConversation, type WebTurnSurroundings } from './directLineTurns.ts';
import { type FirstPlaces, firstPlaces } from './firstPlaces.ts';
import { transcriptPage } from './transcriptPages.ts';

export type DirectLineSurroundings = Omit<WebTurnSurroundings, 'sockets' | 'places'> &
  Omit<EdgeSurroundings, 'limits'> &
  Omit<EntranceSurroundings, 'limits'> & {
    readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustedProxies' | 'chatsPerMinute'>;
    readonly log: EventLog;
    /** What a person is told when something fails here. */
    readonly safetyNet: (locale: string | undefined) => string;
  };

export type DirectLine = {
  readonly routes: readonly Route[];
  /** False for what is not asked of Direct Line. */
  readonly request: (...asked: Parameters<Inside['request']>) => boolean;
  readonly upgrade: Inside['upgrade'];
  /** Open sockets. */
  readonly sockets: () => number;
  readonly close: () => void;
};

const startBody = z.object({
  locale: z.exactOptional(z.string().max(35)),
  activities: z.exactOptional(z.boolean()),
  words,
});

/**
 * The Direct Line 3.0 endpoint: REST, polling and WebSocket, as Web Chat uses it.
 * @returns what takes requests and WebSockets, and what closes these.
 */
export function directLine(surroundings: DirectLineSurroundings): DirectLine {
  const { config, store, now, safetyNet, erased } = surroundings;
  const sockets = directLineSockets({
    store,
    apology: (conversation, sequence) => apology(conversation, safetyNet(undefined), now())(sequence),
    erased,
    now,
  });
  const limits = directLineLimits(config);
  const edge = directLineEdge({ ...surroundings, limits });
  const routes = [
    ...entranceRoutes(edge, { ...surroundings, limits }),
    ...conversationRoutes(edge, { ...surroundings, limits, sockets, places: firstPlaces() }),
  ];
  return {
    routes,
    request: directLineRouter(routes, surroundings),
    upgrade: directLineStream({ ...surroundings, sockets }),
    sockets: sockets.count,
    close: sockets.close,
  };
}

type Conversing = DirectLineSurroundings & {
  readonly limits: DirectLineLimits;
  readonly sockets: DirectLineSockets;
  readonly places: FirstPlaces;
};

/** Beginning, coming back, reading and saying something. */
function conversationRoutes(edge: DirectLineEdge, around: Conversing): readonly Route[] {
  const { config, log, tokens, store, now, safetyNet, turnedAway, limits, sockets, load } = around;
  const { conversationRoute, unlessErased, turnAway, addressOf } = edge;

  /** With a page the token came without being asked for, so it is let in where its conversation begins. */
  const admits =
    (req: IncomingMessage, { withPage }: Claims) =>
    async (): Promise<boolean> =>
      withPage !== true || (load.mayBegin() && (await limits.mayBegin(addressOf(req))));

  /** Where it cannot be stored, the client goes on to its socket, hears why there, and comes back by itself. */
  async function begin(req: IncomingMessage, claims: Claims, locale: string | undefined) {
    try {
      return await beginConversation(claims, locale ?? claims.locale, arrivedAt(req), admits(req, claims), around);
    } catch (error) {
      if (error instanceof TurnedAway) return 'busy';
      log.error(nameless(error), 'conversation could not begin');
      return 'failed';
    }
  }

  /** Whatever began shows something; a conversation that could not, begins now. */
  async function rowsAfter(req: IncomingMessage, claims: Claims, after: number): Promise<readonly TranscriptRow[]> {
    const rows = await transcriptPage(store, claims.conv, after);
    if (after > 0 || rows.length > 0 || (await begin(req, claims, undefined)) !== 'began') return rows;
    return transcriptPage(store, claims.conv, after);
  }

  function streamAnswer(req: IncomingMessage, claims: Claims, watermark: string): object {
    const at = `${ownOrigin(req, config.publicUrl).replace(/^http/, 'ws')}${directLinePath}/conversations/${claims.conv}/stream`;
    const ticket = tokens.ticket(claims);
    return { ...tokenAnswer(tokens, claims), streamUrl: `${at}?watermark=${watermark}&t=${ticket}` };
  }

  return [
    {
      method: 'POST',
      path: 'conversations',
      handle: conversationRoute(async (req, res, claims) => {
        const body = await bodyOf(req, res, startBody);
        if (body === undefined) return;
        if (!(await limits.mayRenew(claims.conv))) return tooMuch(res, 'The conversation was opened too often.');
        const begun = await begin(req, claims, body.locale);
        if (begun === 'busy') return turnAway(req, res, 503, body.locale ?? claims.locale, body.words);
        if (begun === 'over') return over(res);
        const stream = streamAnswer(req, claims, '');
        // Our own pages ask for what is there already: on a slow line each request costs half a second.
        const rows = body.activities === true ? await transcriptPage(store, claims.conv, 0) : undefined;
        const shown = rows && {
          activities: rows.map(({ activity }) => JSON.parse(activity)),
          watermark: String(rows.at(-1)?.sequence ?? 0),
        };
        answer(res, begun === 'began' ? 201 : 200, { ...stream, ...shown });
      }),
    },

    {
      method: 'GET',
      path: 'conversations/:id',
      handle: conversationRoute(async (req, res, claims) => {
        if (!(await limits.mayRenew(claims.conv))) return tooMuch(res, 'The conversation was opened too often.');
        // Never 404: a token that is good makes its conversation anew where it is gone.
        const begun = await begin(req, claims, undefined);
        if (begun === 'busy') return turnAway(req, res, 503, claims.locale, '');
        if (begun === 'over') return over(res);
        const watermark = watermarkOf(req);
        // After an erasure numbers go on; where the conversation itself was gone, they began again below the watermark.
        const isBehind = begun === 'began' && (await store.transcript(claims.conv, Number(watermark), 1)).length === 0;
        answer(res, 200, streamAnswer(req, claims, isBehind ? '' : watermark));
      }),
    },

    {
      method: 'GET',
      path: 'conversations/:id/activities',
      handle: unlessErased(async (req, res, claims) => {
        if (!(await limits.mayRead(claims.conv, addressOf(req)))) return tooMuch(res, 'This was read too often.');
        const after = Number(watermarkOf(req));
        const rows = await rowsAfter(req, claims, after);
        sendJson(res, framed(rows, rows.at(-1)?.sequence ?? after));
      }),
    },

    {
      method: 'POST',
      path: 'conversations/:id/activities',
      handle: conversationRoute(async (req, res, claims) => {
        const posted = await bodyOf(req, res, postedActivity);
        if (posted === undefined) return;
        const { type, text = '', locale } = posted;
        // Web Chat takes 403 as "expired" and waits 20 s at 429; at 400 it offers to retry at once.
        if (!(await limits.maySay(claims.conv, addressOf(req), text.length)))
          return refuse(res, 400, 'TooManyMessages', 'Too many messages at once. Try again in ten seconds.');
        if (type !== 'message') return answer(res, 200, { id: echoInPassing(claims, posted, around) });
        try {
          const id = await sayInConversation(claims, posted, arrivedAt(req), admits(req, claims), around);
          if (id === undefined) over(res);
          else answer(res, 200, { id });
        } catch (error) {
          if (!(error instanceof TurnedAway)) log.error(nameless(error), 'turn failed');
          const said = error instanceof TurnedAway ? turnedAway(error.why, locale, text).text : safetyNet(locale);
          sockets.tell(claims.conv, apology(claims.conv, said, now()));
          refuse(res, 424, 'BotError', said);
        }
      }),
    },

    {
      method: 'POST',
      path: 'conversations/:id/upload',
      handle: conversationRoute(async (_req, res) => {
        refuse(res, 415, 'UploadsNotSupported', 'Files cannot be sent here. Answer in words or with the buttons.');
      }),
    },
  ];
}

/** Something that goes wrong is said after what the client has seen, and kept nowhere. */
const apology = (conversation: string, text: string, now: number) => (sequence: number) =>
  unsaved(
    { type: 'message', text },
    conversation,
    `${conversation}|trouble${sequence}`,
    sequence,
    new Date(now).toISOString(),
  );
