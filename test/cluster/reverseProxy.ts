import { createServer, type Server, ServerResponse } from 'node:http';
import { createProxyServer } from 'http-proxy-3';

/** Hands each request and each WebSocket to the next of `targets`, whatever conversation it belongs to. */
export function reverseProxy(targets: () => readonly string[]): Server {
  const proxy = createProxyServer({ xfwd: true });
  let turn = 0;
  const next = (): { readonly target?: string } => {
    const urls = targets();
    const target = urls[turn++ % Math.max(1, urls.length)];
    return target === undefined ? {} : { target };
  };
  proxy.on('error', (_error, _req, res) => {
    if (res instanceof ServerResponse && !res.headersSent) res.writeHead(502);
    res.end();
  });
  return createServer((req, res) => proxy.web(req, res, next())).on('upgrade', (req, socket, head) =>
    proxy.ws(req, socket, head, next()),
  );
}
