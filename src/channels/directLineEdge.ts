import type { Request, Response } from 'restify';
import type { z } from 'zod';
import type { TurnedAwayMessage } from '../../dialogs/turnedAwayMessage.ts';
import type { Config } from '../config.ts';
import { answering, clientAddress, type EventLog, refuse } from '../httpAnswers.ts';
import { originIsAllowed } from '../origins.ts';
import { largestWebBody, readBody } from '../requestBody.ts';
import type { TurnedAway } from '../turnedAway.ts';
import type { DirectLineLimits } from './directLineLimits.ts';
import { authenticated, explained } from './directLineRequests.ts';
import type { Claims, DirectLineTokens } from './directLineTokens.ts';

export const directLinePath = '/v3/directline';

export type EdgeSurroundings = {
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustedProxies'>;
  readonly log: EventLog;
  readonly tokens: DirectLineTokens;
  readonly limits: DirectLineLimits;
  /** Whether everything of a conversation was erased. */
  readonly erased: (conversation: string) => Promise<boolean>;
  /** What a person is told who is turned away with these words. */
  readonly turnedAway: (why: TurnedAway['why'], locale: string | undefined, text: string) => TurnedAwayMessage;
};

type Handler = (req: Request, res: Response) => Promise<void>;
type ClaimsHandler = (req: Request, res: Response, claims: Claims) => Promise<void>;

/** What each request of a web client must pass before anything of it is believed, in this order: page, token, number. */
export function directLineEdge({ config, log, tokens, limits, erased, turnedAway }: EdgeSurroundings) {
  const route = (handler: Handler) =>
    answering(log, async (req, res) => {
      if (originIsAllowed(req, config.publicUrl, config.allowedOrigins)) return handler(req, res);
      refuse(res, 403, 'OriginNotAllowed', 'This site may not use the chat. Add its origin to CAUDA_ALLOWED_ORIGINS.');
    });
  const conversationRoute = (handler: ClaimsHandler) =>
    route(async (req, res) => {
      const claims = await authenticated(req, res, tokens);
      if (claims === undefined) return;
      if (limits.hold(claims.conv, res)) await handler(req, res, claims);
      else tooMuch(res, 'Too many requests of this conversation are open at once.');
    });

  return {
    route,
    conversationRoute,

    /** For what a message itself does not find out. */
    unlessErased: (handler: ClaimsHandler) =>
      conversationRoute(async (req, res, claims) => {
        if (await erased(claims.conv)) over(res);
        else await handler(req, res, claims);
      }),

    addressOf: (req: Request): string => clientAddress(req, config.trustedProxies),

    /** Nothing can begin now, here or from this address; `words` are what the person has typed meanwhile. */
    turnAway(req: Request, res: Response, status: 429 | 503, locale: string | undefined, words: string): void {
      const [language] = req.header('Accept-Language', '').split(/[,;]/);
      res.header('Retry-After', status === 429 ? '60' : '10');
      refuse(res, status, 'Busy', turnedAway('busy', locale ?? language, words).text);
    },
  };
}
export type DirectLineEdge = ReturnType<typeof directLineEdge>;

/** @returns undefined where it has answered itself that the body does not do. */
export async function bodyOf<T extends z.ZodType>(
  req: Request,
  res: Response,
  schema: T,
): Promise<z.infer<T> | undefined> {
  if (!(await readBody(req, res, largestWebBody))) return undefined;
  const read = schema.safeParse(req.body ?? {});
  if (read.success) return read.data;
  return void refuse(res, 400, 'BadArgument', explained(read.error));
}

export function tooMuch(res: Response, what: string): void {
  res.header('Retry-After', '60');
  refuse(res, 429, 'TooManyRequests', `${what} Try again in a minute.`);
}

/** Web Chat takes 403 for the end of the conversation. */
export const over = (res: Response): void =>
  refuse(res, 403, 'TokenExpired', 'This conversation was erased. Begin a new one.');
