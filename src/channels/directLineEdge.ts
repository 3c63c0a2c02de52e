import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { TurnedAwayMessage } from '../../dialogs/turnedAwayMessage.ts';
import type { Config } from '../config.ts';
import { clientAddress, refuse } from '../httpAnswers.ts';
import { originIsAllowed } from '../origins.ts';
import { type BodiedRequest, largestWebBody, readBody } from '../requestBody.ts';
import type { TurnedAway } from '../turnedAway.ts';
import type { DirectLineLimits } from './directLineLimits.ts';
import { authenticated, explained } from './directLineRequests.ts';
import type { Handler } from './directLineRouter.ts';
import type { Claims, DirectLineTokens } from './directLineTokens.ts';

export type EdgeSurroundings = {
  readonly config: Pick<Config, 'publicUrl' | 'allowedOrigins' | 'trustedProxies'>;
  readonly tokens: DirectLineTokens;
  readonly limits: DirectLineLimits;
  /** Whether everything of a conversation was erased. */
  readonly erased: (conversation: string) => Promise<boolean>;
  /** What a person is told who is turned away with these words. */
  readonly turnedAway: (why: TurnedAway['why'], locale: string | undefined, text: string) => TurnedAwayMessage;
};

type ClaimsHandler = (req: IncomingMessage, res: ServerResponse, claims: Claims) => Promise<void>;

/** What each request of a web client must pass before anything of it is believed, in this order: page, token, number. */
export function directLineEdge({ config, tokens, limits, erased, turnedAway }: EdgeSurroundings) {
  const route =
    (handler: Handler): Handler =>
    async (req, res, id) => {
      if (originIsAllowed(req, config.publicUrl, config.allowedOrigins)) return handler(req, res, id);
      refuse(res, 403, 'OriginNotAllowed', 'This site may not use the chat. Add its origin to CAUDA_ALLOWED_ORIGINS.');
    };
  const conversationRoute = (handler: ClaimsHandler): Handler =>
    route(async (req, res, id) => {
      const claims = await authenticated(req, res, tokens, id);
      if (claims === undefined) return;
      if (limits.hold(claims.conv, res)) await handler(req, res, claims);
      else tooMuch(res, 'Too many requests of this conversation are open at once.');
    });

  return {
    route,
    conversationRoute,

    /** For what a message itself does not find out. */
    unlessErased: (handler: ClaimsHandler): Handler =>
      conversationRoute(async (req, res, claims) => {
        if (await erased(claims.conv)) over(res);
        else await handler(req, res, claims);
      }),

    addressOf: (req: IncomingMessage): string => clientAddress(req, config.trustedProxies),

    /** Nothing can begin now, here or from this address; `words` are what the person has typed meanwhile. */
    turnAway(
      req: IncomingMessage,
      res: ServerResponse,
      status: 429 | 503,
      locale: string | undefined,
      words: string,
    ): void {
      const [language] = (req.headers['accept-language'] ?? '').split(/[,;]/);
      res.setHeader('Retry-After', status === 429 ? '60' : '10');
      refuse(res, status, 'Busy', turnedAway('busy', locale ?? language, words).text);
    },
  };
}
export type DirectLineEdge = ReturnType<typeof directLineEdge>;

/** @returns undefined where it has answered itself that the body does not do. */
export async function bodyOf<T extends z.ZodType>(
  req: BodiedRequest,
  res: ServerResponse,
  schema: T,
): Promise<z.infer<T> | undefined> {
  if (!(await readBody(req, res, largestWebBody))) return undefined;
  const read = schema.safeParse(req.body ?? {});
  if (read.success) return read.data;
  return void refuse(res, 400, 'BadArgument', explained(read.error));
}

export function tooMuch(res: ServerResponse, what: string): void {
  res.setHeader('Retry-After', '60');
  refuse(res, 429, 'TooManyRequests', `${what} Try again in a minute.`);
}

/** Web Chat takes 403 for the end of the conversation. */
export const over = (res: ServerResponse): void =>
  refuse(res, 403, 'TokenExpired', 'This conversation was erased. Begin a new one.');
