import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import type { Request, Response, Server } from 'restify';
import { emergencyNumber } from '../dialogs/emergencyNumbers.ts';
import { languageSpokenFor, spokenLanguages } from '../dialogs/texts.ts';
import { type Role, roleSchema } from '../machines/findings.ts';
import type { Brand } from './brand.ts';
import { launcherRules, paletteRules } from './brandColours.ts';
import type { DirectLineTokens } from './channels/directLineTokens.ts';
import type { Config } from './config.ts';
import { answering, clientAddress, type EventLog, refuse } from './httpAnswers.ts';
import { ownOrigin } from './origins.ts';
import type { PageScripts } from './pageScripts.ts';
import { cardHtml } from './pages/chat/cardHtml.ts';
import type { PageWordsIn } from './pages/say.ts';
import { privacyPage } from './privacyPage.ts';
import { requestRate } from './requestRate.ts';
import { escaped } from './reviewPack/html.ts';
import { inWords, jsonInPage, wordsOfPage } from './wordsOfPages.ts';

/** The first card of a conversation that has not begun, and the language that it is in. */
export type FirstCard = (beginning: {
  readonly conversation: string;
  readonly role: Role;
  readonly locale: string | undefined;
}) => { readonly language: string; readonly card: object };

export type PagesSurroundings = {
  readonly config: Config;
  readonly log: EventLog;
  readonly scripts: PageScripts;
  readonly brand: Brand;
  readonly tokens: DirectLineTokens;
  readonly firstCard?: FirstCard;
  readonly mayHaveRole: (req: IncomingMessage, role: Role) => Promise<boolean>;
  readonly newId: () => string;
  /** What a person is told when something fails here. */
  readonly safetyNet: (locale: string | undefined) => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** The cards' icons are the pages' as well; their drawings are served as SVG here and as PNG to Teams. */
const folders = ['pages', '../dialogs/icons', '../dialogs/pictures'].map((one) => join(import.meta.dirname, one));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** In a minute, for each chat that an address may begin in it: a page with its first card costs as much as a message. */
const viewsPerChat = 10;

/** Who may show a page in a frame: `embedders` are this server and the configured sites. */
type Framing = 'nobody' | 'embedders';

/** Serves the pages, the widget's script and what they load. */
export function servePages(server: Server, surroundings: PagesSurroundings): void {
  const {
    config,
    log,
    scripts,
    brand: { colours, logo },
    tokens,
    newId,
    now,
  } = surroundings;
  // Read once: only what is there at the start can ever be served.
  const files = new Map<string, Buffer>(
    folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => extname(name) in types)
        .map((name) => [name, readFileSync(join(folder, name))] as const),
    ),
  );
  for (const [name, language] of [
    ['privacy.html', 'en'],
    ['privacy.es.html', 'es'],
  ] as const)
    files.set(name, Buffer.from(privacyPage(String(files.get(name)), config, language)));

  const languages = new Map(spokenLanguages.map((language) => [language, wordsOfPage(language, config.name)]));
  const spokenFor = (locale: string | undefined): PageWordsIn => {
    const spoken = languages.get(languageSpokenFor(locale));
    if (spoken === undefined) throw new Error('English is not spoken');
    return spoken;
  };
  const launcher = [...languages].map(([language, { words }]) => {
    const { launcherAsk: ask, launcherName: name, launcherNews: news } = words;
    return [language, { ask, name, news }];
  });
  const widget = String(files.get('widget.js')).replace("'{{words}}'", JSON.stringify(Object.fromEntries(launcher)));
  const launcherStyle = colours === undefined ? '' : launcherRules(colours);
  files.set('widget.js', Buffer.from(widget.replace('/* {{brand}} */', launcherStyle)));
  if (colours !== undefined)
    files.set('palette.css', Buffer.from(`${files.get('palette.css')}${paletteRules(colours)}`));
  if (logo !== undefined) files.set(logo.name, logo.bytes);

  const styles = ['palette.css', 'firstView.css', 'chat.css'].map((one) => String(files.get(one))).join('');
  const script = scripts.chat.text.replaceAll('</script', '<\\/script');

  const mayView = requestRate(viewsPerChat * config.chatsPerMinute, now);
  /** Whoever reads this may be somebody else behind the same address. */
  function tooManyViews(req: Request, res: Response): void {
    res.setHeader('Retry-After', '60');
    res.setHeader('Content-Type', 'text/plain; charset=utf-8');
    res.writeHead(429);
    res.end(surroundings.safetyNet(localeOf(req)));
  }

  const page = (name: string, framing: Framing) =>
    answering(log, async (req, res) => {
      const spoken = spokenFor(localeOf(req));
      // A page of many words has one beside it for each language that it is written in.
      const file = files.get(name.replace('.html', `.${spoken.language}.html`)) ?? files.get(name);
      if (file === undefined) return refuse(res, 404, 'NotFound', `There is no page ${name}.`);
      if (!mayView(clientAddress(req, config.trustedProxies))) return tooManyViews(req, res);
      const nonce = randomBytes(16).toString('base64');
      const first = name === 'chat.html' ? await firstOf(req) : { attributes: '', html: '' };
      const parts: Readonly<Record<string, string>> = {
        nonce,
        // In the page itself: on a slow line each file of its own costs half a second.
        styles: `<style nonce="${nonce}">${styles}</style>`,
        early: `<script nonce="${nonce}">${files.get('early.js')}</script>`,
        script: `<script nonce="${nonce}">${script}</script>`,
        first: first.html,
        webChat: scripts.webChat.path,
        result: scripts.result.path,
        name: escaped(config.name),
        logo: logo === undefined ? '' : `<img class="logo" src="/static/${logo.name}" alt="">`,
        icon: logo === undefined ? '' : `<link rel="icon" href="/static/${logo.name}">`,
        needsScript: [...languages.values()]
          .map(({ language, words }) => `<p class="notice" lang="${language}">${escaped(words.needsScript)}</p>`)
          .join(''),
        words: `<script type="application/json" id="words">${jsonInPage(spoken)}</script>`,
      };
      const { language, direction, words } = spoken;
      const html = inWords(String(file), words)
        .replace(
          ' lang="en" data-page="{{page}}"',
          () => ` lang="${language}" dir="${direction}"${attributesOf(req)}${first.attributes}`,
        )
        .replaceAll(/<!--\{\{(\w+)\}\}-->|\{\{(\w+)\}\}/g, (whole, block, word) => parts[block ?? word] ?? whole);
      // Fresh keys in every answer, so that its length betrays nothing.
      const takesGzip = /\bgzip\b/.test(req.header('Accept-Encoding', ''));
      send(res, takesGzip ? await promisify(gzip)(html) : html, {
        ...(takesGzip ? { 'Content-Encoding': 'gzip' } : {}),
        Vary: 'Accept-Encoding, Accept-Language',
        'Content-Type': types['.html'],
        'Cache-Control': 'no-store',
        'Content-Security-Policy': policy(req, nonce, framing),
      });
    });
  // The launcher is on a hospital's front page: what is text goes small, and is made so once.
  const small = new Map(
    [...files].flatMap(([name, body]) => (/\.(js|css|svg)$/.test(name) ? [[name, gzipSync(body)] as const] : [])),
  );
  const file = (name: (req: Request) => string) =>
    answering(log, (req, res) => {
      const body = files.get(name(req));
      const type = types[extname(name(req))];
      if (body === undefined || type === undefined || extname(name(req)) === '.html')
        return refuse(res, 404, 'NotFound', 'There is no such file.');
      const gzipped = /\bgzip\b/.test(req.header('Accept-Encoding', '')) ? small.get(name(req)) : undefined;
      send(res, gzipped ?? body, {
        ...(gzipped === undefined ? {} : { 'Content-Encoding': 'gzip' }),
        Vary: 'Accept-Encoding',
        'Content-Type': type,
        'Cache-Control': 'no-cache',
      });
    });

  server.get('/', page('demo.html', 'nobody'));
  server.get('/chat', page('chat.html', 'embedders'));
  server.get(
    '/chat/words',
    answering(log, (req, res) => {
      const spoken = languages.get(new URLSearchParams(req.getQuery()).get('language') ?? '');
      if (spoken === undefined) return refuse(res, 404, 'NotFound', 'That language is not spoken here.');
      send(res, jsonInPage(spoken), { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' });
    }),
  );
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
    const number = emergencyNumber(config.emergencyNumbers, { locale: localeOf(req) });
    return [
      ...(number === undefined ? [] : [` data-emergency-number="${number}"`]),
      ...(config.resume
        ? [` data-ask-after="${config.askAfterMinutes}"`]
        : [` data-resume="no" data-idle="${config.idleMinutes}"`]),
      ...(config.tellUrgency ? [' data-tell-urgency="yes"'] : []),
    ].join('');
  }

  /** The first question goes with the page, and the key to a conversation that begins when a browser opens it. */
  async function firstOf(req: Request): Promise<{ readonly attributes: string; readonly html: string }> {
    if (surroundings.firstCard === undefined) return { attributes: '', html: '' };
    const role = roleSchema.safeParse(new URLSearchParams(req.getQuery()).get('role')).data ?? 'self';
    if (!(await surroundings.mayHaveRole(req, role))) return { attributes: '', html: '' };
    const locale = localeOf(req);
    const conv = newId();
    const since = Math.floor(now() / 1000);
    const claims = { role, user: `dl_${newId()}`, conv, since, withPage: true as const };
    const { token } = tokens.issue(locale === undefined ? claims : { ...claims, locale });
    const { language, card } = surroundings.firstCard({ conversation: conv, role, locale });
    return {
      attributes: ` data-conversation="${conv}" data-token="${token}" data-locale="${locale ?? language}"`,
      html: `<article class="webchat__adaptive-card-renderer is-card" lang="${language}">${cardHtml(card)}</article>`,
    };
  }

  function policy(req: Request, nonce: string, framing: Framing): string {
    const embedders = ["'self'", ...config.allowedOrigins].join(' ');
    return [
      "default-src 'none'",
      "object-src 'none'",
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

/** What the page around asks for, else the browser's own language. */
function localeOf(req: Request): string | undefined {
  const asked = new URLSearchParams(req.getQuery()).get('locale') ?? req.header('Accept-Language', '');
  return /^[\w-]{2,35}/.exec(asked)?.[0];
}

function send(res: Response, body: string | Buffer, headers: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) res.setHeader(name, value);
  res.setHeader('Content-Length', Buffer.byteLength(body));
  res.writeHead(200);
  res.end(body);
}
