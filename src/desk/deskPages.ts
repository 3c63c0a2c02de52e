import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Response } from 'restify';
import type { Brand } from '../brand.ts';
import { htmlPage } from '../htmlPage.ts';
import { refuse, sendBytes } from '../httpAnswers.ts';
import { typeOf } from '../pageFiles.ts';
import { escaped } from '../reviewPack/html.ts';
import { inEachLanguage, jsonInPage, wordsOfDesk } from '../wordsOfPages.ts';

const folder = join(import.meta.dirname, '../pages/nurse');
const sheet = 'nurse.css';

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
  const [first] = words;
  if (first === undefined) throw new Error('no language is spoken');
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const parts: Readonly<Record<string, string>> = {
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
  const page = (file: 'nurse.html' | 'notSignedIn.html', head: string): Buffer => {
    const html = htmlPage({
      language: first.language,
      direction: first.direction,
      attributes: ` data-logo="${logo === undefined ? '' : `/static/${logo.name}`}"`,
      title: first.words.desk,
      head,
      body: read(file),
    });
    return Buffer.from(html.replaceAll(/\{\{(\w+)\}\}/g, (_, part) => parts[part] ?? ''));
  };
  const styles = ['/static/palette.css', `/nurse/files/${sheet}`].map((one) => `<link rel="stylesheet" href="${one}">`);
  const pages = {
    'nurse.html': page('nurse.html', [...styles, `<script type="module" src="${script}"></script>`].join('')),
    'notSignedIn.html': page('notSignedIn.html', styles.join('')),
  };
  const css = Buffer.from(read(sheet));

  return {
    page: (res: Response, file: keyof typeof pages, status = 200): void =>
      sendBytes(
        res,
        pages[file],
        { 'Content-Type': typeOf('.html'), 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' },
        status,
      ),
    file: (res: Response, file: string): void =>
      file === sheet
        ? sendBytes(res, css, { 'Content-Type': typeOf(sheet), 'Cache-Control': 'no-cache' })
        : refuse(res, 404, 'NotFound', 'There is no such file.'),
  };
}
