import { isNativeError } from 'node:util/types';
import type { INetworkModule } from '@azure/msal-node';
import { botCredentials, certificateIn, credentialProblem } from './channels/teams/botCredentials.ts';
import { clouds } from './channels/teams/clouds.ts';
import type { Config } from './config.ts';
import { bad, type Finding, type Get, good, look } from './findings.ts';
import type { TeamsConfig } from './teamsSettings.ts';

const mostSkew = 60_000;
const day = 24 * 60 * 60 * 1_000;
/** Days before its end in which a certificate is to be renewed. */
const renewIn = 30;

/** Looks at all that Teams needs and this machine can see. `now` in milliseconds since the epoch. */
export async function teamsFindings(
  { teams, publicUrl }: Config,
  get: Get,
  now: () => number,
  network: INetworkModule | undefined,
): Promise<readonly Finding[]> {
  if (typeof teams === 'string') return [look('Teams', `is ${teams}`)];
  return [
    ...(await entrance(teams, get, now, network)),
    ...certificate(teams, now()),
    await keys(teams, get),
    await endpoint(publicUrl, get),
    people(teams),
  ];
}

async function entrance(
  teams: TeamsConfig,
  get: Get,
  now: () => number,
  network: INetworkModule | undefined,
): Promise<readonly Finding[]> {
  const { login } = clouds[teams.cloud];
  const asked = await get(login).catch(() => undefined);
  if (asked === undefined)
    return [bad('Teams', `${new URL(login).host} is not reached: let this machine out to it by HTTPS`)];
  const theirs = Date.parse(asked.headers.get('date') ?? '');
  const skew = Math.abs(now() - theirs);
  const clock =
    skew > mostSkew
      ? bad('clock', `is ${Math.round(skew / 1000)} s off: tokens will be refused; let the system set it`)
      : good('clock', 'is right');
  try {
    await botCredentials(teams, network).token();
    return [clock, good('Teams', 'Entra takes the credentials')];
  } catch (error) {
    return [clock, bad('Teams', credentialProblem(error, teams))];
  }
}

function certificate({ credential }: TeamsConfig, now: number): readonly Finding[] {
  if (credential.kind !== 'certificate') return [];
  try {
    const { validTo } = certificateIn(credential).certificate;
    const days = Math.floor((Date.parse(validTo) - now) / day);
    if (days < 0) return [bad('certificate', 'has expired: make a new one, and upload its public part in Entra')];
    const says = `is good for ${days} days`;
    return [
      days < renewIn
        ? look('certificate', `${says}: make the next one, and upload it in Entra`)
        : good('certificate', says),
    ];
  } catch (error) {
    return [bad('certificate', isNativeError(error) ? error.message : 'cannot be read')];
  }
}

async function keys({ cloud }: TeamsConfig, get: Get): Promise<Finding> {
  const { openIdMetadata } = clouds[cloud];
  const { host } = new URL(openIdMetadata);
  const answer = await get(openIdMetadata).catch(() => undefined);
  return answer?.status === 200
    ? good('Teams’ keys', `${host} tells them`)
    : bad('Teams’ keys', `${host} does not tell them: let this machine out to it by HTTPS`);
}

/** Whoever asks without posting is refused by Cauda alone. */
async function endpoint(publicUrl: string | undefined, get: Get): Promise<Finding> {
  if (publicUrl === undefined) return bad('endpoint', 'Teams cannot reach it: set CAUDA_PUBLIC_URL');
  const url = `${publicUrl}/api/messages`;
  const answer = await get(url).catch(() => undefined);
  if (answer === undefined) return look('endpoint', `${url} does not answer from here: start Cauda, and see the proxy`);
  return answer.status === 405
    ? good('endpoint', `${url} leads to a Cauda with Teams; it must be the bot’s messaging endpoint in Azure`)
    : bad(
        'endpoint',
        `${url} answers ${answer.status}: let the proxy hand that path on to a Cauda with these settings`,
      );
}

function people({ tenantId, nurses, clinicians }: TeamsConfig): Finding {
  const number = (ids: readonly string[]): string => (ids.includes('*') ? 'everybody' : `${ids.length}`);
  const roles = `asked as clinician: ${number(clinicians)}, as nurse: ${number(nurses)}`;
  return tenantId === undefined
    ? look('people', `of every tenant get in: set CAUDA_TEAMS_TENANT_ID; ${roles}`)
    : good('people', `of one tenant get in; ${roles}`);
}
