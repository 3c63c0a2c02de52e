import type { Activity } from 'botbuilder';
import { z } from 'zod';
import type { Config } from '../../config.ts';

/** Replies go to the activity's serviceUrl; without authentication only to this very machine. */
export function serviceUrlIsSafe(teams: Config['teams'], { serviceUrl }: Activity): boolean {
  return teams !== 'playground' || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(serviceUrl).hostname);
}

const tenantSchema = z.object({ tenant: z.object({ id: z.string() }) });

/** The channel's token does not say whose tenant it is; where one is configured, nobody else's people get in. */
export function tenantIsAllowed(teams: Config['teams'], { conversation, channelId, channelData }: Activity): boolean {
  if (typeof teams === 'string' || teams.tenantId === undefined || channelId !== 'msteams') return true;
  const tenant = conversation.tenantId ?? tenantSchema.safeParse(channelData).data?.tenant.id;
  return tenant === teams.tenantId;
}
