import type { Activity } from 'botbuilder';
import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { Config } from '../../config.ts';

const channelIssuer = 'https://api.botframework.com';

/**
 * Whether a request is worth the SDK's attention: it keeps every issuer that an unsigned token names in memory for
 * ever, so tokens that cannot be the channel's are refused before it sees them. Proves nothing.
 */
export function mayBeFromChannel(authorization: string | undefined): boolean {
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '') ?? [];
  if (token === undefined) return false;
  try {
    return decodeJwt(token).iss === channelIssuer;
  } catch {
    return false;
  }
}

const wellFormed = z.looseObject({
  type: z.string().min(1),
  id: z.exactOptional(z.string()),
  channelId: z.string().min(1),
  serviceUrl: z.url(),
  conversation: z.looseObject({ id: z.string().min(1), tenantId: z.exactOptional(z.string()) }),
  from: z.looseObject({ id: z.string().min(1) }),
  recipient: z.looseObject({ id: z.string().min(1) }),
});

/** An activity with what every turn relies on. */
export const incomingActivity = z.custom<Activity>((body) => wellFormed.safeParse(body).success);

/** What is missing from a body that is no activity. */
export const activityProblem = (body: unknown): string => {
  const [issue] = wellFormed.safeParse(body).error?.issues ?? [];
  return `The body must be a Bot Framework activity (${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}).`;
};

/** Replies go to the activity's serviceUrl; without authentication only to this very machine. */
export function serviceUrlIsSafe(teams: Config['teams'], { serviceUrl }: Activity): boolean {
  return teams !== 'playground' || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(serviceUrl).hostname);
}

/** The channel's token does not say whose tenant it is; where one is configured, nobody else's people get in. */
export function tenantIsAllowed(teams: Config['teams'], { conversation, channelId }: Activity): boolean {
  if (typeof teams === 'string' || teams.tenantId === undefined || channelId !== 'msteams') return true;
  return conversation.tenantId === teams.tenantId;
}
