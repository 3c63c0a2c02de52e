import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import { answering, clientAddress, nameless, refuse } from '../httpAnswers.ts';
import { ownOrigin } from '../origins.ts';
import { requestRate } from '../requestRate.ts';
import { referenceSchema } from './callTable.ts';
import { cookieIn, isLocalDesk, isOwnPage, sessionCookie, setCookie, signInCookie, whoIs } from './deskRequests.ts';
import type { DeskSurroundings } from './deskSurroundings.ts';
import { SignInFailed, signIn, signInMinutes } from './signIn.ts';

const workingDay = 12 * 3_600;

/** Paths of the desk alone: nobody is sent elsewhere after signing in. */
const ownPath = z
  .string()
  .regex(/^\/nurse(\/call\/[A-Z0-9]+)?$/)
  .catch('/nurse');

const mostOrigins = 20;
/** Of one address in a minute. */
const refusalsNoted = 10;

/** The doors of signing in and out. */
export function serveSignIn(
  server: Server,
  around: DeskSurroundings,
  deskPage: (res: Response, name: 'notSignedIn.html', status: number) => void,
): void {
  const { config, desk, log, now } = around;
  const { sessions, signatures, keys, audit } = desk;
  const flow = (req: Request) =>
    config.desk.signIn && signIn(config.desk.signIn, keys, `${ownOrigin(req, config.publicUrl)}/nurse/signed-in`, now);
  const flows = new Map<string, ReturnType<typeof flow>>(); // one for each origin that the server is reached under
  const flowOf = (req: Request): ReturnType<typeof flow> => {
    const origin = ownOrigin(req, config.publicUrl);
    const known = flows.get(origin) ?? flow(req);
    // Without a public URL whoever sits at this machine can ask under as many ports as there are.
    if (flows.size >= mostOrigins) flows.clear();
    flows.set(origin, known);
    return known;
  };

  const mayNote = requestRate(refusalsNoted, now);

  server.get(
    '/nurse/sign-in',
    answering(log, async (req, res) => {
      const oidc = flowOf(req);
      if (oidc === undefined) return redirect(res, '/nurse');
      const query = new URLSearchParams(req.getQuery());
      // It stands in a cookie and in the audit, so it is a reference and nothing else.
      const call = referenceSchema.safeParse(query.get('second')).data;
      const session = await whoIs(req, config, sessions);
      const second = call && session ? { second: { call, besides: session.person.id } } : {};
      try {
        // Whoever finds a desk that is locked, or shared by a second signer, must show who they are.
        const anew = call !== undefined || cookieIn(req, sessionCookie) !== undefined;
        const { url, cookie } = await oidc.begin({ to: ownPath.parse(query.get('to')), ...second }, anew);
        setCookie(res, signInCookie, cookie, signInMinutes * 60);
        redirect(res, url);
      } catch (error) {
        log.error(nameless(error), 'the sign-in provider cannot be reached');
        refuse(res, 503, 'SignInUnavailable', 'The sign-in service cannot be reached just now. Try again in a minute.');
      }
    }),
  );

  server.get(
    '/nurse/signed-in',
    answering(log, async (req, res) => {
      const oidc = flowOf(req);
      if (oidc === undefined) return redirect(res, '/nurse');
      try {
        const { to, second, person } = await oidc.complete(req.getQuery(), cookieIn(req, signInCookie));
        setCookie(res, signInCookie, '', 0);
        if (second !== undefined) {
          if (second.besides === person.id) throw new SignInFailed('a second signature is of somebody else');
          await audit.append({ who: person.id, what: 'signedIn', call: second.call, how: 'second signature' });
          await sessions.remember(person);
          const ticket = signatures.give({ ...second, by: person.id });
          // The page that asked takes it from the address and clears that.
          return redirect(res, `${to}#second=${ticket}`);
        }
        await audit.append({ who: person.id, what: 'signedIn' });
        const before = cookieIn(req, sessionCookie);
        if (before !== undefined) await sessions.end(before);
        setCookie(res, sessionCookie, await sessions.begin(person), workingDay);
        redirect(res, to);
      } catch (error) {
        if (!(error instanceof SignInFailed)) throw error;
        // The trail is kept for good, so that nobody outside may write into it without end.
        if (mayNote(clientAddress(req, config.trustedProxies)))
          await audit.append({ who: 'nobody', what: 'refused', how: error.message });
        setCookie(res, signInCookie, '', 0);
        deskPage(res, 'notSignedIn.html', 403);
      }
    }),
  );

  /** A page that covered itself, or whose nurse goes away for a moment: what it showed needs a sign-in again. */
  server.post(
    '/nurse/lock',
    answering(log, async (req, res) => {
      if (!isOwnPage(req, config.publicUrl)) return refuse(res, 403, 'NotFromHere', 'Only the desk itself locks.');
      const secret = cookieIn(req, sessionCookie);
      if (secret !== undefined) await sessions.lock(secret);
      res.send(200, {});
    }),
  );

  server.post(
    '/nurse/sign-out',
    answering(log, async (req, res) => {
      if (!isOwnPage(req, config.publicUrl)) return refuse(res, 403, 'NotFromHere', 'Only the desk itself signs out.');
      const secret = cookieIn(req, sessionCookie);
      const session = await whoIs(req, config, sessions, false);
      if (session !== undefined) await audit.append({ who: session.person.id, what: 'signedOut' });
      if (secret !== undefined) await sessions.end(secret);
      setCookie(res, sessionCookie, '', 0);
      const elsewhere = isLocalDesk(config)
        ? undefined
        : await flowOf(req)
            ?.endUrl(`${ownOrigin(req, config.publicUrl)}/nurse`)
            .catch(() => undefined);
      res.send(200, { to: elsewhere ?? '/nurse' });
    }),
  );
}

export function redirect(res: Response, to: string): void {
  res.setHeader('Location', to);
  res.setHeader('Cache-Control', 'no-store');
  res.writeHead(302);
  res.end();
}
