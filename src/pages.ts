import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response, Server } from 'restify';
import { languageSpokenFor, spokenLanguages } from '../dialogs/texts.ts';
import type { Brand } from './brand.ts';
import { type BeginningSurroundings, chatAttributes, firstQuestion, localeOf } from './chatBeginning.ts';
import type { Config } from './config.ts';
import { htmlPage } from './htmlPage.ts';
import { answering, clientAddress, type EventLog, refuse, sendBytes } from './httpAnswers.ts';
import { pageFiles, typeOf } from './pageFiles.ts';
import { type Framing, pagePolicy } from './pagePolicy.ts';
import type { PageScripts } from './pageScripts.ts';
import { requestRate } from './requestRate.ts';
import { escaped } from './reviewPack/html.ts';
import { inWords, jsonInPage, wordsOfPage, wordsOfSite } from './wordsOfPages.ts';

export type PagesSurroundings = BeginningSurroundings & {
  readonly config: Config;
  readonly log: EventLog;
  readonly scripts: PageScripts;
  readonly brand: Brand;
  /** What a person is told when something fails here. */
  readonly safetyNet: (locale: string | undefined) => string;
};

/** In a minute, for each chat that an address may begin in it: a page with its first card costs as much as a message. */
const viewsPerChat = 10;

/** Serves the pages, the widget's script and what they load. */
export function servePages(server: Server, surroundings: PagesSurroundings): void {
  const { config, log, scripts, brand, now } = surroundings;
  const languages = new Map(
    spokenLanguages.map((language) => [
      language,
      { chat: wordsOfPage(language, config.name), site: wordsOfSite(language, config) },
    ]),
  );
  const spokenFor = (locale: string | undefined) => {
    const spoken = languages.get(languageSpokenFor(locale));
    if (spoken === undefined) throw new Error('English is not spoken');
    return spoken;
  };
  const launcher = [...languages].map(([language, { chat }]) => {
    const { launcherAsk: ask, launcherName: name, launcherNews: news } = chat.words;
    return [language, { ask, name, news }];
  });
  const files = pageFiles(brand, Object.fromEntries(launcher));
  const styles = ['palette.css', 'firstView.css', 'chat.css'].map(files.text).join('');
  const script = scripts.chat.text.replaceAll('</script', '<\\/script');
  const { logo } = brand;

  async function chatPage(req: Request, nonce: string): Promise<string> {
    const spoken = spokenFor(localeOf(req)).chat;
    const { language, direction, words } = spoken;
    const first = await firstQuestion(req, surroundings);
    const page = htmlPage({
      language,
      direction,
      attributes: chatAttributes(req, config) + first.attributes,
      title: words.title,
      head: files.text('chatHead.html'),
      body: files.text('chat.html'),
    });
    return filled(inWords(page, words), {
      nonce,
      // In the page itself: on a slow line each file of its own costs half a second.
      styles: `<style nonce="${nonce}">${styles}</style>`,
      early: `<script nonce="${nonce}">${files.text('early.js')}</script>`,
      script: `<script nonce="${nonce}">${script}</script>`,
      first: first.html,
      webChat: scripts.webChat.path,
      result: scripts.result.path,
      name: escaped(config.name),
      logo: logo === undefined ? '' : `<img class="logo" src="/static/${logo.name}" alt="">`,
      icon: logo === undefined ? '' : `<link rel="icon" href="/static/${logo.name}">`,
      needsScript: [...languages.values()]
        .map(({ chat }) => `<p class="notice" lang="${chat.language}">${escaped(chat.words.needsScript)}</p>`)
        .join(''),
      words: `<script type="application/json" id="words">${jsonInPage(spoken)}</script>`,
    });
  }

  const sitePage = (name: 'demo' | 'privacy' | 'terms') => (req: Request, nonce: string) => {
    const { chat, site } = spokenFor(localeOf(req));
    const page = htmlPage({
      language: chat.language,
      direction: chat.direction,
      title: site[`${name}Title`],
      head: files.text('siteHead.html'),
      body: files.text(`${name}.html`),
    });
    return filled(page, {
      ...Object.fromEntries(Object.entries(site).map(([id, says]) => [id, escaped(says)])),
      nonce,
      locale: localeOf(req) ?? chat.language,
      organisation: escaped(config.organisation ?? site.organisationUnset),
      contact: escaped(config.privacyContact ?? site.contactUnset),
      legalBasis: escaped(config.legalBasis ?? site.legalBasisUnset),
    });
  };

  const mayView = requestRate(viewsPerChat * config.chatsPerMinute, now);
  /** Whoever reads this may be somebody else behind the same address. */
  function tooManyViews(req: Request, res: Response): void {
    res.setHeader('Retry-After', '60');
    res.setHeader('Content-Type', 'text/plain; charset=utf-8');
    res.writeHead(429);
    res.end(surroundings.safetyNet(localeOf(req)));
  }

  const servePage = (path: string, framing: Framing, page: (req: Request, nonce: string) => string | Promise<string>) =>
    server.get(
      path,
      answering(log, async (req, res) => {
        if (!mayView(clientAddress(req, config.trustedProxies))) return tooManyViews(req, res);
        const nonce = randomBytes(16).toString('base64');
        const html = await page(req, nonce);
        // Fresh keys in every answer, so that its length betrays nothing.
        const takesGzip = acceptsGzip(req);
        sendBytes(res, takesGzip ? await promisify(gzip)(html) : html, {
          ...(takesGzip ? { 'Content-Encoding': 'gzip' } : {}),
          Vary: 'Accept-Encoding, Accept-Language',
          'Content-Type': typeOf('.html'),
          'Cache-Control': 'no-store',
          'Content-Security-Policy': pagePolicy(req, config, nonce, framing),
        });
      }),
    );
  servePage('/', 'nobody', sitePage('demo'));
  servePage('/chat', 'embedders', chatPage);
  servePage('/privacy', 'nobody', sitePage('privacy'));
  servePage('/terms', 'nobody', sitePage('terms'));

  server.get(
    '/chat/words',
    answering(log, (req, res) => {
      const spoken = languages.get(new URLSearchParams(req.getQuery()).get('language') ?? '');
      if (spoken === undefined) return refuse(res, 404, 'NotFound', 'That language is not spoken here.');
      sendBytes(res, jsonInPage(spoken.chat), { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache' });
    }),
  );

  const serveFile = (path: string, name: (req: Request) => string) =>
    server.get(
      path,
      answering(log, (req, res) => {
        const file = files.served(name(req));
        if (file === undefined) return refuse(res, 404, 'NotFound', 'There is no such file.');
        const gzipped = acceptsGzip(req) ? file.small : undefined;
        sendBytes(res, gzipped ?? file.body, {
          ...(gzipped === undefined ? {} : { 'Content-Encoding': 'gzip' }),
          Vary: 'Accept-Encoding',
          'Content-Type': typeOf(name(req)),
          'Cache-Control': 'no-cache',
        });
      }),
    );
  serveFile('/widget.js', () => 'widget.js');
  serveFile('/static/:file', (req) => String(req.params.file));

  for (const { path, body, licences } of Object.values(scripts)) {
    server.get(
      path,
      answering(log, async (req, res) => {
        const { encoding, bytes } = await body(req.header('Accept-Encoding', ''));
        sendBytes(res, bytes, {
          'Content-Type': typeOf('.js'),
          'Content-Encoding': encoding,
          Vary: 'Accept-Encoding',
          'Cache-Control': 'public, max-age=31536000, immutable',
        });
      }),
    );
    server.get(
      path.replace(/\.js$/, '.licences.txt'),
      answering(log, (_req, res) => sendBytes(res, licences, { 'Content-Type': 'text/plain; charset=utf-8' })),
    );
  }
}

/** A page with its parts where `{{part}}` or, for markup, `<!--{{part}}-->` names them. */
const filled = (html: string, parts: Readonly<Record<string, string>>): string =>
  html.replaceAll(/<!--\{\{(\w+)\}\}-->|\{\{(\w+)\}\}/g, (whole, block, word) => parts[block ?? word] ?? whole);

const acceptsGzip = (req: Request): boolean => /\bgzip\b/.test(req.header('Accept-Encoding', ''));
