import { z } from 'zod';
import type { Config } from './config.ts';
import { isLocalDesk } from './desk/deskRequests.ts';
import type { RecordSystem } from './desk/records.ts';
import type { SignInConfig } from './desk/signIn.ts';
import { bad, type Finding, type Get, good, look } from './findings.ts';

const provider = z.object({
  issuer: z.string(),
  jwks_uri: z.exactOptional(z.url()),
  claims_supported: z.exactOptional(z.array(z.string())),
});
const keySet = z.object({ keys: z.array(z.looseObject({})).nonempty() });

/** Looks at what the nurse's desk needs elsewhere: who signs its people in, and who gets its records. */
export async function deskFindings(config: Config, get: Get): Promise<readonly Finding[]> {
  const { signIn, recordSystem } = config.desk;
  return [
    signIn === undefined ? nobodySignsIn(config) : await signsIn(signIn, get),
    ...(recordSystem === undefined ? [] : [await takesRecords(recordSystem, get)]),
  ];
}

const nobodySignsIn = (config: Config): Finding =>
  isLocalDesk(config)
    ? look('desk', 'opens for whoever sits at this machine: set CAUDA_OIDC_ISSUER, or CAUDA_LOCAL_DESK=0 to close it')
    : look('desk', 'is closed: nurses need CAUDA_OIDC_ISSUER and CAUDA_OIDC_CLIENT_ID');

async function signsIn({ issuer }: SignInConfig, get: Get): Promise<Finding> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await get(url).catch(() => undefined);
  if (answer === undefined)
    return bad('desk', `${url} does not answer, so no nurse can sign in: see CAUDA_OIDC_ISSUER and the way out to it`);
  const told = provider.safeParse(await answer.json().catch(() => undefined)).data;
  if (answer.status !== 200 || told === undefined)
    return bad('desk', `${url} is no OpenID provider's (${answer.status}): see CAUDA_OIDC_ISSUER`);
  if (new URL(told.issuer).href !== new URL(issuer).href)
    return bad('desk', `the provider calls itself ${told.issuer}: set CAUDA_OIDC_ISSUER to that`);
  if (!(await hasKeys(told.jwks_uri, get)))
    return bad(
      'desk',
      `${told.jwks_uri ?? 'the jwks_uri that it does not name'} gives no keys, so no sign-in can be believed: see the provider, and the way out to it`,
    );
  return told.claims_supported?.includes('auth_time') === true
    ? good('desk', `${new URL(issuer).host} signs its people in`)
    : look(
        'desk',
        `${new URL(issuer).host} signs its people in, and does not promise to say when (auth_time): without that a locked desk stays locked, and nobody signs a second time. Have it put into the ID token`,
      );
}

/** Its keys are what an ID token's signature is verified with. */
const hasKeys = async (address: string | undefined, get: Get): Promise<boolean> =>
  address !== undefined &&
  get(address)
    .then(async (answer) => keySet.safeParse(await answer.json()).success)
    .catch(() => false);

async function takesRecords({ url }: RecordSystem, get: Get): Promise<Finding> {
  const at = `${url.replace(/\/$/, '')}/metadata`;
  const answer = await get(at).catch(() => undefined);
  if (answer?.status === 401 || answer?.status === 403)
    return look(
      'records',
      `${at} answers ${answer.status} to strangers: the first record shows whether CAUDA_FHIR_TOKEN does`,
    );
  return answer?.status === 200
    ? good('records', `${new URL(url).host} is there for them`)
    : bad(
        'records',
        `${at} ${answer === undefined ? 'does not answer' : `answers ${answer.status}`}: see CAUDA_FHIR_URL; until then records wait here`,
      );
}
