import { setTimeout as pause } from 'node:timers/promises';
import type { Response, Server } from 'restify';
import { z } from 'zod';
import { callSheet } from '../../dialogs/call/callSheet.ts';
import { handOverParts } from '../../dialogs/call/callText.ts';
import { emergencyNumber } from '../../dialogs/emergencyNumbers.ts';
import type { DeskWordId } from '../../dialogs/pageWords.ts';
import { spokenLanguages } from '../../dialogs/texts.ts';
import type { Log } from '../../machines/answerLog.ts';
import { answering, clientAddress } from '../httpAnswers.ts';
import { readBody } from '../requestBody.ts';
import { type Html, html } from '../reviewPack/html.ts';
import { isSameSecret } from '../sameSecret.ts';
import { inEachLanguage } from '../wordsOfPages.ts';
import { referenceSchema } from './callTable.ts';
import { callLog } from './callTurn.ts';
import type { DeskSurroundings } from './deskSurroundings.ts';
import { handOverCode } from './handOverCode.ts';
import { handOverGuesses } from './handOverGuesses.ts';
import { nameOfPerson } from './people.ts';

/** As it is read out, in groups or not. */
const codeSchema = z
  .string()
  .max(20)
  .transform((given) => given.toUpperCase().replaceAll(/[\s-]/g, ''));
const formSchema = z.object({ reference: referenceSchema, code: codeSchema });
const policy =
  "default-src 'none'; object-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; img-src data:";
/** Milliseconds: how long it took to look tells nothing either. */
const refusedAfter = 250;
/** Bytes. */
const largestForm = 2_048;

/** The receiving desk: whoever has a call's reference and its code reads it, in each language. No sign-in, no script. */
export function serveHandOver(server: Server, around: DeskSurroundings): void {
  const { config, desk, log, now } = around;
  const said = (id: DeskWordId): string => inEachLanguage(config.name, id);
  const send = (res: Response, status: number, content: Html): void =>
    sendPage(res, status, said('receiveTitle'), content);
  const guesses = handOverGuesses();

  server.get(
    '/hand-over',
    answering(log, (_req, res) => send(res, 200, form(''))),
  );

  server.post(
    '/hand-over',
    answering(log, async (req, res) => {
      const came = performance.now();
      const address = clientAddress(req, config.trustedProxies);
      if (!(await guesses.mayTry(address))) return send(res, 429, form(said('tooManyTries')));
      if (!(await readBody(req, res, largestForm))) return;
      const given = formSchema.safeParse(
        Object.fromEntries(new URLSearchParams(typeof req.body === 'string' ? req.body : '')),
      );
      const notReceived = async (call: { readonly call?: string }): Promise<void> => {
        if (await guesses.mayNote())
          await desk.audit.append({ who: 'receiving', what: 'refused', ...call, how: 'hand-over' });
        await pause(Math.max(0, came + refusedAfter - performance.now()));
        send(res, 403, form(said('notReceived')));
      };
      if (!given.success) return notReceived({});
      // Whether there is such a call or not: no number of guesses shall tell.
      const { reference } = given.data;
      if (!(await guesses.mayTryAt(address, reference))) return send(res, 429, form(said('tooManyTries')));
      const found = await callLog(reference, around);
      const code = found && handOverCode(found, desk.keys, now());
      if (found === undefined || code === undefined || !isSameSecret(given.data.code, code)) {
        guesses.wasWrong(address, reference);
        return notReceived(code === undefined ? {} : { call: reference });
      }
      await desk.audit.append({ who: 'receiving', what: 'received', call: reference });
      const names = await desk.sessions.names();
      send(res, 200, record(found, reference, names));
    }),
  );

  const form = (trouble: string): Html => html`
    <main class="lone">
      <h1>${said('receive')}</h1>
      <p role="alert">${trouble}</p>
      <form method="post" action="/hand-over">
        <p><label>${said('reference')} <input name="reference" required maxlength="12" autocomplete="off"></label></p>
        <p><label>${said('code')} <input name="code" required maxlength="20" autocomplete="off"></label></p>
        <p><button class="button" type="submit">${said('open')}</button></p>
      </form>
    </main>`;

  const record = (found: Log, reference: string, names: ReadonlyMap<string, string>): Html => html`
    <main class="received">
      <h1>${config.name} ${reference}</h1>
      ${spokenLanguages.map((language) => {
        const reader = {
          language,
          timeZone: 'UTC',
          emergencyNumber: emergencyNumber(config.emergencyNumbers, { locale: language }),
          reviewed: around.reviewed,
          nameOf: (by: string) => nameOfPerson(names, by, language),
        };
        return part(language, callSheet(found, reference, reader));
      })}
    </main>`;
}

const part = (language: string, sheet: ReturnType<typeof callSheet>): Html => html`
  <article lang="${language}">
    ${handOverParts(sheet, { language, role: 'nurse' }).map(
      ({ title, sections }) => html`<section>
        <h2>${title}</h2>
        ${sections.map(
          (one) => html`<div class="${one.red ? 'red' : 'plain'}"><h3>${one.title}</h3>
            <ul>${one.lines.map((line) => html`<li>${line}</li>`)}</ul></div>`,
        )}
      </section>`,
    )}
  </article>`;

function sendPage(res: Response, status: number, title: string, content: Html): void {
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${title}</title>
        <link rel="stylesheet" href="/static/palette.css">
        <link rel="stylesheet" href="/nurse/files/nurse.css">
      </head>
      <body>${content}</body>
    </html>`.markup;
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Security-Policy', policy);
  res.setHeader('Cache-Control', 'no-store');
  res.setHeader('Content-Length', Buffer.byteLength(page));
  res.writeHead(status);
  res.end(page);
}
