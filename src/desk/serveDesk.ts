import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { BoundedMap } from '../../dialogs/boundedMap.ts';
import { callActSchema } from '../../dialogs/call/callActs.ts';
import type { CallReader } from '../../dialogs/call/callReader.ts';
import { callSheet } from '../../dialogs/call/callSheet.ts';
import { callText } from '../../dialogs/call/callText.ts';
import { callWords } from '../../dialogs/call/callWords.ts';
import { emergencyNumber } from '../../dialogs/emergencyNumbers.ts';
import { callBundle } from '../../dialogs/fhir/callBundle.ts';
import { spokenLanguages } from '../../dialogs/texts.ts';
import type { Log } from '../../machines/answerLog.ts';
import { answering, refuse } from '../httpAnswers.ts';
import { largestWebBody, readBody } from '../requestBody.ts';
import type { AuditEvent } from './auditTrail.ts';
import { putInQueue, showInQueue } from './callQueue.ts';
import { conversationOf, referenceSchema } from './callTable.ts';
import { actInCall, beginCall, callLog } from './callTurn.ts';
import { deskPages } from './deskPages.ts';
import { isFromElsewhere, isLocalDesk, isOwnPage, whoIs } from './deskRequests.ts';
import type { DeskSurroundings } from './deskSurroundings.ts';
import { handOverCode } from './handOverCode.ts';
import { callRoleOf, nameOfPerson, type Person } from './people.ts';
import { isOver } from './records.ts';
import { serveHandOver } from './serveHandOver.ts';
import { redirect, serveSignIn } from './serveSignIn.ts';

const language = z
  .string()
  .max(35)
  .transform((tag) => tag.toLowerCase().split('-')[0] ?? '')
  .refine((tag) => spokenLanguages.includes(tag))
  .catch('en');
const timeZone = z
  .string()
  .max(60)
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC')
  .catch('UTC');
const readerQuery = z.object({ locale: z.string().max(35).catch('en'), timeZone });
const actBody = z.object({
  /** Chosen by the page; the same again is the same act. */
  id: z.string().min(8).max(100),
  seen: z.int().nonnegative(),
  act: callActSchema,
  second: z.exactOptional(z.string().max(1_000)),
});
/** Milliseconds. */
const looksNotedEvery = 15 * 60_000;
const dayMilliseconds = 24 * 3_600_000;
/** An emergency that nobody closed is not forgotten with its day. */
const openEmergenciesStay = 7 * dayMilliseconds;

/** The nurse's desk: its page and what that asks for. */
export function serveDesk(server: Server, around: DeskSurroundings): void {
  const { config, desk, log, now } = around;
  const { audit, calls, sessions, signatures } = desk;
  const pages = deskPages(around.script, config.name, around.brand);
  serveSignIn(server, around, pages.page);
  serveHandOver(server, around);

  /** For somebody who is signed in, and not for a page of another site; what changes something comes from the desk's own. */
  const route = (handler: (req: Request, res: Response, person: Person) => Promise<void>) =>
    answering(log, async (req, res) => {
      res.setHeader('Cache-Control', 'no-store');
      const fromHere =
        req.method === 'GET' ? !isFromElsewhere(req, config.publicUrl) : isOwnPage(req, config.publicUrl);
      if (!fromHere) return refuse(res, 403, 'NotFromHere', 'Only the desk itself may ask for that.');
      const isPoll = new URLSearchParams(req.getQuery()).has('since');
      const session = await whoIs(req, config, sessions, !isPoll);
      if (session === undefined) return refuse(res, 401, 'SignedOut', 'Sign in at /nurse.');
      if (session.locked) return refuse(res, 401, 'Locked', 'Nobody was here for a while. Sign in again to go on.');
      if (req.method === 'POST' && !(await readBody(req, res, largestWebBody))) return;
      await handler(req, res, session.person);
    });
  const callRoute = (handler: (req: Request, res: Response, person: Person, reference: string) => Promise<void>) =>
    route(async (req, res, person) => {
      const reference = referenceSchema.safeParse(String(req.params.reference));
      if (reference.success) return handler(req, res, person, reference.data);
      refuse(res, 404, 'NoSuchCall', 'There is no call of that reference.');
    });

  const page = answering(log, async (req, res) => {
    const session = await whoIs(req, config, sessions);
    if (session !== undefined) return pages.page(res, 'nurse.html');
    if (config.desk.signIn === undefined)
      return refuse(res, 403, 'DeskClosed', 'Nobody can sign in here. Set CAUDA_OIDC_ISSUER and CAUDA_OIDC_CLIENT_ID.');
    redirect(res, `/nurse/sign-in?to=${encodeURIComponent(req.getPath())}`);
  });
  server.get('/nurse', page);
  server.get('/nurse/call/:reference', page);
  server.get(
    '/nurse/files/:file',
    answering(log, (req, res) => pages.file(res, String(req.params.file))),
  );

  server.get(
    '/nurse/desk/me',
    route(async (_req, res, person) => {
      res.send(200, { ...person, idleMinutes: isLocalDesk(config) ? 0 : config.desk.idleMinutes });
    }),
  );

  server.get(
    '/nurse/desk/words',
    route(async (req, res, person) => {
      const query = new URLSearchParams(req.getQuery());
      const desks = language.parse(query.get('language'));
      const caller = {
        language: language.parse(query.get('caller') ?? desks),
        about: query.get('about') === 'other' ? 'other' : 'self',
      } as const;
      res.send(200, callWords(desks, caller, callRoleOf(person)));
    }),
  );

  /** Whoever says that their page asks by itself is named all the same, once in a while. */
  const noted = new BoundedMap<string, number>({ most: 10_000 });
  function wasNoted({ id }: Person, all: boolean): boolean {
    const before = noted.get(`${id} ${all}`);
    if (before !== undefined && Math.abs(now() - before) < looksNotedEvery) return true;
    noted.set(`${id} ${all}`, now());
    return false;
  }

  server.get(
    '/nurse/desk/calls',
    route(async (req, res, person) => {
      const query = new URLSearchParams(req.getQuery());
      const all = query.get('kept') === 'all';
      const desks = language.parse(query.get('locale'));
      if (all && !person.roles.includes('supervisor')) return forSupervisors(res);
      if (!query.has('since') || !wasNoted(person, all))
        await audit.append({ who: person.id, what: 'sawQueue', ...(all ? { how: 'all' } : {}) });
      const found = await (all ? calls.all() : calls.since(now() - dayMilliseconds, now() - openEmergenciesStay));
      const names = await sessions.names(new Set(found.calls.flatMap(({ owner }) => owner ?? [])));
      const named = found.calls.map((call) => ({
        ...call,
        ownerName: call.owner === null ? null : nameOfPerson(names, call.owner, desks),
      }));
      res.send(200, { now: now(), calls: named, notShown: found.notShown });
    }),
  );

  server.post(
    '/nurse/desk/calls',
    route(async (req, res, person) => {
      const reader = await readerOf(req);
      const { reference } = await beginCall(person, reader.language, around, async (reference, log) => {
        await audit.append({ who: person.id, what: 'began', call: reference });
        await putInQueue(callSheet(log, reference, reader), log, desk);
      });
      res.send(201, { reference });
    }),
  );

  server.get(
    '/nurse/desk/calls/:reference',
    callRoute(async (req, res, person, reference) => {
      const found = await callLog(reference, around);
      if (found === undefined) return refuse(res, 404, 'NoSuchCall', 'There is no call of that reference.');
      const since = new URLSearchParams(req.getQuery()).get('since');
      if (since === String(found.entries.length)) return void res.send(204);
      await audit.append({ who: person.id, what: 'viewed', call: reference });
      await sendSheet(req, res, person, found, reference, {});
    }),
  );

  server.post(
    '/nurse/desk/calls/:reference/acts',
    callRoute(async (req, res, person, reference) => {
      const body = actBody.safeParse(req.body);
      if (!body.success) return refuse(res, 400, 'BadArgument', 'The desk sent something that is no act of it.');
      const { id, seen, act, second } = body.data;
      // Written down before it is done: a row may stand for what then failed, never the other way round.
      await audit.append({ who: person.id, what: auditedAs(act.act), call: reference, how: act.act });
      await around.records.expect(reference);
      const ticket = act.act === 'judge' ? second : undefined;
      const secondedBy = await signatures.take(ticket, { call: reference, first: person.id, act: id });
      const turned = await actInCall(reference, act, { id, seen, by: person.id, secondedBy }, around);
      if (turned.kind !== 'done') await signatures.giveBack(ticket, id);
      // Also what is added to a call that is over.
      else if (isOver(turned.log)) await around.records.send(reference);
      if (turned.kind === 'noSuchCall') return refuse(res, 404, 'NoSuchCall', 'There is no call of that reference.');
      const refused = turned.kind === 'refused' ? { refused: turned.why } : { hearing: turned.hearing };
      await sendSheet(req, res, person, turned.log, reference, refused);
    }),
  );

  /** The text of the record, to copy; taking it out is written down. */
  server.post(
    '/nurse/desk/calls/:reference/exports',
    callRoute(async (req, res, person, reference) => {
      const how = z.object({ how: z.enum(['copy', 'print', 'handOver']) }).safeParse(req.body).data?.how;
      const found = await callLog(reference, around);
      if (how === undefined || found === undefined)
        return refuse(res, 404, 'NoSuchCall', 'There is no such call, or no such way to take it out.');
      await audit.append({ who: person.id, what: 'exported', call: reference, how });
      const reader = await readerOf(req);
      res.send(200, { text: textOf(found, reference, reader) });
    }),
  );

  server.get(
    '/nurse/desk/calls/:reference/fhir',
    callRoute(async (req, res, person, reference) => {
      const found = await callLog(reference, around);
      if (found === undefined) return refuse(res, 404, 'NoSuchCall', 'There is no call of that reference.');
      await audit.append({ who: person.id, what: 'exported', call: reference, how: 'fhir' });
      const json = JSON.stringify(callBundle(found, reference, await readerOf(req)));
      res.setHeader('Content-Type', 'application/fhir+json; fhirVersion=4.0; charset=utf-8');
      res.setHeader('Content-Disposition', `attachment; filename="cauda-${reference}.fhir.json"`);
      res.setHeader('Content-Length', Buffer.byteLength(json));
      res.writeHead(200);
      res.end(json);
    }),
  );

  /** A supervisor's alone; that it was there, and who erased it, stays in the audit. */
  server.del(
    '/nurse/desk/calls/:reference',
    callRoute(async (_req, res, person, reference) => {
      if (!person.roles.includes('supervisor')) return forSupervisors(res);
      await audit.append({ who: person.id, what: 'erased', call: reference });
      await around.erase(conversationOf(reference));
      await desk.outbox.forget(reference);
      await calls.forget(reference);
      res.send(200, {});
    }),
  );

  server.get(
    '/nurse/desk/audit',
    route(async (_req, res, person) => {
      if (!person.roles.includes('supervisor')) return forSupervisors(res);
      await audit.append({ who: person.id, what: 'exportedAudit' });
      res.setHeader('Content-Type', 'application/jsonl; charset=utf-8');
      res.setHeader('Content-Disposition', 'attachment; filename="cauda-audit.jsonl"');
      res.writeHead(200);
      // The door listens to its end too, and all of them together would be warned of as a leak.
      res.setMaxListeners(20);
      // No faster than it is read, and no further than somebody reads it.
      await pipeline(Readable.from(linesOf(audit.read())), res);
    }),
  );

  const forSupervisors = (res: Response): void => refuse(res, 403, 'ForSupervisors', 'Only a supervisor may do that.');

  async function readerOf(req: Request): Promise<CallReader> {
    const query = Object.fromEntries(new URLSearchParams(req.getQuery()));
    const asked = readerQuery.parse(query);
    const names = await sessions.names();
    return {
      language: language.parse(asked.locale),
      timeZone: asked.timeZone,
      emergencyNumber: emergencyNumber(config.emergencyNumbers, { locale: asked.locale }),
      reviewed: around.reviewed,
      nameOf: (by) => nameOfPerson(names, by, language.parse(asked.locale)),
    };
  }

  async function sendSheet(
    req: Request,
    res: Response,
    person: Person,
    found: Log,
    reference: string,
    more: object,
  ): Promise<void> {
    const sheet = callSheet(found, reference, await readerOf(req));
    await showInQueue(sheet, found, around);
    const code = handOverCode(found, desk.keys, now());
    res.send(200, { sheet: { ...sheet, mine: sheet.owner === person.id }, code, now: now(), ...more });
  }
}

const textOf = (log: Log, reference: string, reader: CallReader): string =>
  callText(callSheet(log, reference, reader), { language: reader.language, role: 'nurse' });

async function* linesOf(rows: AsyncIterable<object>): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

function auditedAs(act: string): AuditEvent['what'] {
  switch (act) {
    case 'judge':
    case 'unjudge':
      return 'judged';
    case 'handOver':
      return 'handedOver';
    case 'take':
      return 'tookOver';
    case 'close':
      return 'closed';
    default:
      return 'changed';
  }
}
