import type { IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Inside } from '../frontDoor.ts';
import { originIsAllowed } from '../origins.ts';
import type { Store } from '../storage/store.ts';
import type { EdgeSurroundings } from './directLineEdge.ts';
import { asWatermark } from './directLineRequests.ts';
import type { DirectLineSockets } from './directLineSockets.ts';
import { type Ticket, ticketSeconds } from './directLineTokens.ts';

type StreamSurroundings = Pick<EdgeSurroundings, 'config' | 'tokens' | 'erased'> & {
  readonly sockets: DirectLineSockets;
  readonly store: Pick<Store, 'isFirstUse'>;
  readonly now: () => number;
};

/** Takes the WebSockets of web clients: a ticket opens one, of its own conversation, once. */
export function directLineStream({
  config,
  tokens,
  erased,
  sockets,
  store,
  now,
}: StreamSurroundings): Inside['upgrade'] {
  const upgrades = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: 4_096,
    // No client needs to send in pieces, of messages or of frames.
    maxFragments: 16,
    maxBufferedChunks: 64,
    // They are counted where they are answered.
    autoPong: false,
  });

  async function ticketOf(req: IncomingMessage, url: URL): Promise<Ticket | undefined> {
    if (!originIsAllowed(req, config.publicUrl, config.allowedOrigins)) return undefined;
    const [, id] = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/.exec(url.pathname) ?? [];
    const ticket = await tokens.redeem(url.searchParams.get('t') ?? '');
    if (ticket === undefined || ticket.claims.conv !== id || (await erased(ticket.claims.conv))) return undefined;
    // Other instances take the same tickets, and their clocks may differ a little.
    const isFirst = await store.isFirstUse(ticket.id, now() + 2 * ticketSeconds * 1000);
    return isFirst ? ticket : undefined;
  }

  return async (req, socket, head) => {
    const url = new URL(`http://localhost${req.url ?? '/'}`);
    const ticket = await ticketOf(req, url);
    if (ticket === undefined) return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    const watermark = Number(asWatermark(url.searchParams.get('watermark')));
    upgrades.handleUpgrade(
      req,
      socket,
      head,
      (open) => void sockets.open(ticket.claims.conv, open, watermark, ticket.until),
    );
  };
}
