import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { isProfessional, type Role, roleSchema } from '../../machines/findings.ts';
import { answer, arrivedAt, refuse } from '../httpAnswers.ts';
import type { Measures } from '../measures.ts';
import type { SecurityLog } from '../securityLog.ts';
import type { ServerLoad } from '../serverLoad.ts';
import { longestText } from './directLineActivity.ts';
import { bodyOf, type DirectLineEdge, tooMuch } from './directLineEdge.ts';
import type { DirectLineLimits } from './directLineLimits.ts';
import type { Route } from './directLineRouter.ts';
import type { Claims, DirectLineTokens } from './directLineTokens.ts';

export type EntranceSurroundings = {
  readonly tokens: DirectLineTokens;
  readonly limits: DirectLineLimits;
  readonly load: ServerLoad;
  readonly measures: Pick<Measures, 'turned'>;
  readonly security: SecurityLog;
  readonly now: () => number;
  readonly newId: () => string;
  /** Whether whoever sends this may talk in that role. */
  readonly mayHaveRole: (req: IncomingMessage, role: Role) => Promise<boolean>;
};

/** What a person typed before anything could begin; where nothing can, emergency words are looked for in it. */
export const words = z.string().max(longestText).default('');
const wanted = z.object({
  role: roleSchema.default('self'),
  locale: z.exactOptional(z.string().max(35)),
  words,
});

/** Where web clients get their tokens. */
export function entranceRoutes(
  { route, unlessErased, turnAway, addressOf }: DirectLineEdge,
  { tokens, limits, load, measures, security, now, newId, mayHaveRole }: EntranceSurroundings,
): readonly Route[] {
  return [
    {
      method: 'POST',
      path: 'tokens/generate',
      handle: route(async (req, res) => {
        const body = await bodyOf(req, res, wanted);
        if (body === undefined) return;
        const { words, ...beginning } = body;
        const room = !load.mayBegin() ? 503 : (await limits.mayBegin(addressOf(req))) ? 200 : 429;
        if (room !== 200) {
          measures.turned('webchat', 'busy', now() - arrivedAt(req));
          return turnAway(req, res, room, beginning.locale, words);
        }
        if (!(await mayHaveRole(req, beginning.role)))
          return refuse(res, 403, 'NotSignedIn', 'That role is for who is signed in. Sign in at /nurse.');
        const claims = { ...beginning, user: `dl_${newId()}`, conv: newId(), since: Math.floor(now() / 1000) };
        const { role, conv: conversation } = claims;
        if (isProfessional(role)) security({ event: 'role', role, conversation, address: addressOf(req) });
        answer(res, 200, tokenAnswer(tokens, claims));
      }),
    },
    {
      method: 'POST',
      path: 'tokens/refresh',
      handle: unlessErased(async (_req, res, claims) => {
        if (!(await limits.mayRenew(claims.conv))) return tooMuch(res, 'The token was renewed too often.');
        answer(res, 200, tokenAnswer(tokens, claims));
      }),
    },
  ];
}

/** A token as Direct Line clients expect it. */
export function tokenAnswer(tokens: DirectLineTokens, claims: Claims) {
  const { token, expiresIn } = tokens.issue(claims);
  return { conversationId: claims.conv, token, expires_in: expiresIn };
}
