import { once } from 'node:events';
import { createServer } from 'node:http';

/** Cauda behind a line on which the chat page stalls before its script, until it is let on. */
export async function pageInParts(cauda: string): Promise<{ url: string; letOn: () => void; close: () => void }> {
  let letOn = (): void => {};
  const stalled = new Promise<void>((resolve) => {
    letOn = resolve;
  });
  const server = createServer(async (request, response) => {
    const body = request.method === 'POST' ? Buffer.concat(await Array.fromAsync(request)) : undefined;
    const { authorization, 'content-type': type } = request.headers;
    const headers = {
      ...(authorization === undefined ? {} : { authorization }),
      ...(type === undefined ? {} : { 'content-type': type }),
    };
    const answer = await fetch(`${cauda}${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      ...(body === undefined ? {} : { body }),
    });
    response.writeHead(answer.status, {
      'Content-Type': answer.headers.get('content-type') ?? '',
      'Content-Security-Policy': answer.headers.get('content-security-policy') ?? '',
    });
    if (request.url !== '/chat') return void response.end(Buffer.from(await answer.arrayBuffer()));
    const html = await answer.text();
    const script = html.lastIndexOf('<script', html.lastIndexOf('<script id="webchat-script"') - 1);
    response.write(html.slice(0, script));
    await stalled;
    response.end(html.slice(script));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, letOn, close: () => server.close() };
}
