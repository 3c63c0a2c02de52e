import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Response } from 'restify';
import { refuse } from '../httpAnswers.ts';

const folder = join(import.meta.dirname, '../pages/nurse');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Scripts and styles of our own alone; nothing inline, no frames, no forms elsewhere. */
const policy = [
  "default-src 'none'",
  "object-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The desk's own files, read once. @param script where its script is served. */
export function deskPages(script: string) {
  const files = new Map<string, Buffer>(
    readdirSync(folder).map((name) => [
      name,
      Buffer.from(readFileSync(join(folder, name), 'utf8').replace('{{nurse}}', script)),
    ]),
  );

  function send(res: Response, name: string, headers: Readonly<Record<string, string>>, status = 200): void {
    const body = files.get(name);
    const type = types[extname(name)];
    if (body === undefined || type === undefined) return void refuse(res, 404, 'NotFound', 'There is no such file.');
    for (const [header, value] of Object.entries({ ...headers, 'Content-Type': type })) res.setHeader(header, value);
    res.setHeader('Content-Length', body.length);
    res.writeHead(status);
    res.end(body);
  }

  return {
    page: (res: Response, name: 'nurse.html' | 'receive.html' | 'notSignedIn.html', status = 200): void =>
      send(res, name, { 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' }, status),
    file: (res: Response, name: string): void =>
      extname(name) === '.html'
        ? refuse(res, 404, 'NotFound', 'There is no such file.')
        : send(res, name, { 'Cache-Control': 'no-cache' }),
  };
}
