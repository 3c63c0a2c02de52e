import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Config } from './config.ts';
import { holders } from './holders.ts';
import { clientAddress, type EventLog, nameless, noteArrival } from './httpAnswers.ts';
import { listening } from './listening.ts';
import { hostIsOwn } from './origins.ts';
import { requestRate } from './requestRate.ts';
import type { SecurityLog } from './securityLog.ts';
import type { ServerLoad } from './serverLoad.ts';
import { slowRequests } from './slowRequests.ts';
import { isSound } from './soundRequest.ts';

/** What lies behind the door. A fault in one request ends that request and no other. */
export type Inside = {
  readonly request: (req: IncomingMessage, res: ServerResponse) => void;
  readonly upgrade: (req: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
};

type Around = {
  readonly log: EventLog;
  readonly now: () => number;
  readonly load: ServerLoad;
  readonly security: SecurityLog;
};

export type FrontDoor = {
  readonly listen: () => Promise<AddressInfo>;
  /** Takes no more; resolves when the last connection is closed. */
  readonly close: () => Promise<void>;
  readonly closeIdle: () => void;
  readonly closeAll: () => void;
};

const timeouts = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
};
/** In a minute, for each chat that an address may begin in it; Microsoft's own requests are not counted. */
const requestsPerChat = 300;
const mostConnections = 10_000;
/** Requests of one connection. */
const mostUnanswered = 8;

/** What every answer tells a browser, whoever gives it. */
const carefulHeaders = ({ publicUrl }: Pick<Config, 'publicUrl'>): readonly (readonly [string, string])[] => [
  ['X-Content-Type-Options', 'nosniff'],
  // A page has its own in its place.
  [
    'Content-Security-Policy',
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  ],
  ['Referrer-Policy', 'no-referrer'],
  ['Permissions-Policy', 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()'],
  // Whatever may be kept says so itself.
  ['Cache-Control', 'no-store'],
  ...(publicUrl?.startsWith('https:')
    ? [['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'] as const]
    : []),
];

/** Lets in what is sound, for us, and not too much for one address, before anything else looks at it. */
export function frontDoor(config: Config, { log, now, load, security }: Around, inside: Inside): FrontDoor {
  const { hold } = holders(config.openPerAddress);
  // Browsers keep some open that ask for nothing.
  const connections = holders(2 * config.openPerAddress);
  const mayAsk = requestRate(requestsPerChat * config.chatsPerMinute, now);
  const slow = slowRequests(now);
  const headers = carefulHeaders(config);
  const unanswered = new WeakMap<Duplex, number>();
  const server = createServer({ ...timeouts, maxHeaderSize: 16_384 });
  server.maxConnections = mostConnections;

  /** The status that a request is refused with here, and what to do. */
  function refusal(req: IncomingMessage, until: Duplex | ServerResponse): readonly [number, string] | undefined {
    if (!isSound(req)) return [400, ''];
    if (!hostIsOwn(req, config.publicUrl) && !isProbe(req))
      return [421, 'This server is not asked for under that name. Set CAUDA_PUBLIC_URL to the address people use.'];
    const address = clientAddress(req, config.trustedProxies);
    if (req.url !== '/api/messages' && !mayAsk(address))
      return [429, 'Too much was asked for from this address. Try again in a minute.'];
    if (!hold(address, until))
      return [429, 'Too much is open from this address. Close some, or try again in a minute.'];
    return undefined;
  }

  /** Who sends on without reading an answer would have them all kept. Browsers and proxies wait for each. */
  function waitsForAnswers({ socket }: IncomingMessage, res: ServerResponse): boolean {
    const waiting = (unanswered.get(socket) ?? 0) + 1;
    unanswered.set(socket, waiting);
    res.once('close', () => unanswered.set(socket, (unanswered.get(socket) ?? 1) - 1));
    return waiting <= mostUnanswered;
  }

  function request(req: IncomingMessage, res: ServerResponse): void {
    if (!waitsForAnswers(req, res)) return void req.socket.destroy();
    // The other side may break off at any time.
    res.on('error', () => res.destroy());
    for (const [name, value] of headers) res.setHeader(name, value);
    res.once('finish', () => tellRefusal(req, res.statusCode));
    const refused = refusal(req, res);
    if (refused !== undefined) refuse(res, ...refused);
    else handle(req, res);
  }

  function tellRefusal(req: IncomingMessage, status: number): void {
    if (!worthTelling.has(status)) return;
    // What follows the question mark may be a token.
    const [path = ''] = req.url?.split('?') ?? [];
    const address = clientAddress(req, config.trustedProxies);
    security({ event: 'refused', status, method: req.method ?? '', path, address });
  }

  function handle(req: IncomingMessage, res: ServerResponse): void {
    load.request();
    noteArrival(req, now() - load.waiting());
    slow.watch(req.socket, res);
    try {
      inside.request(req, res);
    } catch (error) {
      log.error(nameless(error), 'request failed');
      if (res.headersSent) res.destroy();
      else refuse(res, 500, '');
    }
  }

  // Behind a proxy all connections are the proxy's.
  server.on('connection', (socket) => {
    const { remoteAddress = '' } = socket;
    if (config.trustedProxies === 0 && !connections.hold(remoteAddress, socket)) socket.destroy();
  });
  // Who asks first whether to send a body is told to where it is read.
  server.on('request', request).on('checkContinue', request);
  server.on('upgrade', (req, socket, head) => {
    // Nobody else listens until it is a WebSocket, and a connection that breaks off must not end the process.
    socket.on('error', () => socket.destroy());
    const refused = refusal(req, socket);
    if (refused !== undefined) tellRefusal(req, refused[0]);
    if (refused !== undefined) return void socket.end(`HTTP/1.1 ${refused[0]} Refused\r\nConnection: close\r\n\r\n`);
    inside.upgrade(req, socket, head).catch((error: unknown) => {
      log.error(nameless(error), 'socket refused');
      socket.destroy();
    });
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });

  return {
    listen: () => listening(server, config, { port: 'CAUDA_PORT', host: 'CAUDA_HOST' }),
    close: () => {
      slow.stop();
      return new Promise((closed) => server.close(() => closed()));
    },
    closeIdle: () => server.closeIdleConnections(),
    closeAll: () => server.closeAllConnections(),
  };
}

const worthTelling = new Set([401, 403, 421, 429]);

/** Who watches over the process asks for it by its address. */
const isProbe = ({ url = '' }: IncomingMessage): boolean => /^\/(?:healthz|readyz)$/.test(url);

function refuse(res: ServerResponse, status: number, remedy: string): void {
  const body = remedy === '' ? '' : JSON.stringify({ error: { code: 'Refused', message: remedy } });
  res.writeHead(status, {
    Connection: 'close',
    'Content-Length': Buffer.byteLength(body),
    ...(body === '' ? {} : { 'Content-Type': 'application/json' }),
  });
  res.end(body);
}
