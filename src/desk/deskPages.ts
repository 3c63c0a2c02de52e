import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Response } from 'restify';
import type { Brand } from '../brand.ts';
import { refuse } from '../httpAnswers.ts';
import { escaped } from '../reviewPack/html.ts';
import { inEachLanguage, jsonInPage, wordsOfDesk } from '../wordsOfPages.ts';

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

/** The desk's own files, read once. @param script where its script is served. @param name what this program is called. */
export function deskPages(script: string, name: string, { logo }: Pick<Brand, 'logo'>) {
  const words = wordsOfDesk(name);
  const parts: Readonly<Record<string, string>> = {
    nurse: script,
    logo: logo === undefined ? '' : `/static/${logo.name}`,
    desk: escaped(words[0]?.words.desk ?? name),
    words: `<script type="application/json" id="words">${jsonInPage(words)}</script>`,
    needsScript: escaped(inEachLanguage(name, 'needsScript')),
    signIn: escaped(inEachLanguage(name, 'signIn')),
    notSignedIn: words
      .map(({ language, direction, words: { notSignedIn, notSignedInMore } }) => {
        const [title, text] = [escaped(notSignedIn), escaped(notSignedInMore)];
        return `<div lang="${language}" dir="${direction}"><h1>${title}</h1><p>${text}</p></div>`;
      })
      .join('\n'),
  };
  const files = new Map<string, Buffer>(
    readdirSync(folder).map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const whole = file.endsWith('.html') ? text.replaceAll(/\{\{(\w+)\}\}/g, (_, part) => parts[part] ?? '') : text;
      return [file, Buffer.from(whole)];
    }),
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
    page: (res: Response, name: 'nurse.html' | 'notSignedIn.html', status = 200): void =>
      send(res, name, { 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' }, status),
    file: (res: Response, name: string): void =>
      extname(name) === '.html'
        ? refuse(res, 404, 'NotFound', 'There is no such file.')
        : send(res, name, { 'Cache-Control': 'no-cache' }),
  };
}
