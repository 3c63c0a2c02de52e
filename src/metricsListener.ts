import { createServer } from 'node:http';
import type { Config } from './config.ts';
import { listening } from './listening.ts';
import type { Measures } from './measures.ts';
import { hostIsOwn } from './origins.ts';
import { loopback } from './settings.ts';
import { isSound } from './soundRequest.ts';

/** Serves /metrics on a port of its own, so that what is open to people shows none of it. @returns what ends it. */
export async function listenForMetrics(
  { metricsPort, metricsHost }: Pick<Config, 'metricsPort' | 'metricsHost'>,
  { page, contentType }: Pick<Measures, 'page' | 'contentType'>,
): Promise<{ readonly port: number; readonly close: () => void } | undefined> {
  if (metricsPort === undefined) return undefined;
  const server = createServer({ requestTimeout: 10_000 }, (req, res) => {
    const answer = (status: number, text = ''): void => {
      res.writeHead(status, { 'Content-Type': contentType });
      res.end(text);
    };
    if (!isSound(req)) return answer(400);
    // A page of another site could else read it under a name of its own.
    if (loopback.has(metricsHost) && !hostIsOwn(req, undefined)) return answer(421);
    if (req.method !== 'GET' || req.url !== '/metrics') return answer(404);
    page().then(
      (text) => answer(200, text),
      () => answer(500),
    );
  });
  server.maxConnections = 20;
  const { port } = await listening(
    server,
    { port: metricsPort, host: metricsHost },
    { port: 'CAUDA_METRICS_PORT', host: 'CAUDA_METRICS_HOST' },
  );
  return {
    port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
