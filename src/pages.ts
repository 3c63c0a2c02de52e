import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Request, Response, Server } from 'restify';
import { emergencyNumber } from '../dialogs/emergencyNumbers.ts';
import type { Config } from './config.ts';
import { answering, type EventLog, refuse } from './httpAnswers.ts';
import { ownOrigin } from './origins.ts';
import type { PageScripts } from './pageScripts.ts';
import { privacyPage } from './privacyPage.ts';

export type PagesSurroundings = {
  readonly config: Config;
  readonly log: EventLog;
  readonly scripts: PageScripts;
};

/** The cards' icons are the pages' as well. */
const folders = [join(import.meta.dirname, 'pages'), join(import.meta.dirname, '../dialogs/icons')];
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Who may show a page in a frame: `embedders` are this server and the configured sites. */
type Framing = 'nobody' | 'embedders';

/** Serves the pages, the widget's script and what they load. */
export function servePages(server: Server, { config, log, scripts }: PagesSurroundings): void {
  // Read once: only what is there at the start can ever be served.
  const files = new Map(
    folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => extname(name) in types)
        .map((name) => [name, readFileSync(join(folder, name))] as const),
    ),
  );
  files.set('privacy.html', Buffer.from(privacyPage(String(files.get('privacy.html')), config)));

  const page = (name: string, framing: Framing) =>
    answering(log, (req, res) => {
      const file = files.get(name);
      if (file === undefined) return refuse(res, 404, 'NotFound', `There is no page ${name}.`);
      const nonce = randomBytes(16).toString('base64');
      const html = file
        .toString('utf8')
        .replaceAll('{{nonce}}', nonce)
        .replace(' data-page="{{page}}"', () => attributesOf(req))
        .replaceAll(/\{\{(webChat|chat)\}\}/g, (_, name: keyof PageScripts) => scripts[name].path);
      send(res, html, {
        'Content-Type': types['.html'],
        'Cache-Control': 'no-store',
        'Content-Security-Policy': policy(req, nonce, framing),
      });
    });
  const file = (name: (req: Request) => string) =>
    answering(log, (req, res) => {
      const body = files.get(name(req));
      const type = types[extname(name(req))];
      if (body === undefined || type === undefined || extname(name(req)) === '.html')
        return refuse(res, 404, 'NotFound', 'There is no such file.');
      send(res, body, { 'Content-Type': type, 'Cache-Control': 'no-cache' });
    });

  server.get('/', page('demo.html', 'nobody'));
  server.get('/chat', page('chat.html', 'embedders'));
  server.get('/privacy', page('privacy.html', 'nobody'));
  server.get('/terms', page('terms.html', 'nobody'));
  server.get(
    '/widget.js',
    file(() => 'widget.js'),
  );
  for (const { path, body, licences } of Object.values(scripts)) {
    server.get(
      path,
      answering(log, async (req, res) => {
        const { encoding, bytes } = await body(req.header('Accept-Encoding', ''));
        send(res, bytes, {
          'Content-Type': types['.js'],
          'Content-Encoding': encoding,
          Vary: 'Accept-Encoding',
          'Cache-Control': 'public, max-age=31536000, immutable',
        });
      }),
    );
    server.get(
      path.replace(/\.js$/, '.licences.txt'),
      answering(log, (_req, res) => send(res, licences, { 'Content-Type': 'text/plain; charset=utf-8' })),
    );
  }
  server.get(
    '/static/:file',
    file((req) => String(req.params.file)),
  );

  /** What the page must know before it asks the server anything. */
  function attributesOf(req: Request): string {
    const asked = new URLSearchParams(req.getQuery()).get('locale');
    const locale = asked ?? /^[\w-]{2,35}/.exec(req.header('Accept-Language', ''))?.[0];
    const number = emergencyNumber(config.emergencyNumbers, { locale });
    return [
      ...(number === undefined ? [] : [` data-emergency-number="${number}"`]),
      ...(config.resume ? [] : [' data-resume="no"']),
    ].join('');
  }

  function policy(req: Request, nonce: string, framing: Framing): string {
    const embedders = ["'self'", ...config.allowedOrigins].join(' ');
    return [
      "default-src 'none'",
      `script-src 'self' 'nonce-${nonce}'`,
      `style-src 'self' 'nonce-${nonce}'`,
      "img-src 'self' data: blob:",
      // Older Safari does not take 'self' for WebSockets.
      `connect-src 'self' ${ownOrigin(req, config.publicUrl).replace(/^http/, 'ws')}`,
      "frame-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${framing === 'embedders' ? embedders : "'none'"}`,
    ].join('; ');
  }
}

function send(res: Response, body: string | Buffer, headers: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.writeHead(200);
  res.end(body);
}
