import { z } from 'zod';
import { loopbackNames } from '../origins.ts';
import type { RecordSystem } from './records.ts';
import type { SignInConfig } from './signIn.ts';

/** "nurse=Hotline nurses, supervisor=Hotline leads". */
const roleNames = z.string().transform((text, context) => {
  const names = { nurse: 'nurse', clinician: 'clinician', supervisor: 'supervisor' };
  for (const entry of text.split(',')) {
    const [role = '', ...name] = entry.split('=').map((part) => part.trim());
    if (!(role === 'nurse' || role === 'clinician' || role === 'supervisor') || name.join('=') === '') {
      context.addIssue({ code: 'custom', message: 'must be like nurse=Hotline nurses, supervisor=Hotline leads' });
      return z.NEVER;
    }
    names[role] = name.join('=');
  }
  return names;
});
const key = z
  .string()
  .regex(/^[A-Za-z0-9+/_-]{43,}={0,2}$/, 'must be at least 32 random bytes in base64: openssl rand -base64 32');
const text = z.string().min(1, 'must not be empty');
const minutes = z
  .string()
  .regex(/^\d+$/, 'must be a whole number of minutes')
  .transform(Number)
  .pipe(z.number().min(1).max(480));

const fhirAddress = 'must be the base address of a FHIR R4 server, such as https://fhir.hospital.example/r4';

/** The settings of the nurse's desk, by the names of their variables. */
export const deskSettings = {
  CAUDA_OIDC_ISSUER: z
    .optional(z.url('must be the address of an OpenID provider, such as https://login.hospital.example'))
    .describe("the OpenID provider that the nurse's desk signs in with; it redirects to `/nurse/signed-in`"),
  CAUDA_OIDC_CLIENT_ID: z.optional(text).describe('what the provider calls Cauda'),
  CAUDA_OIDC_CLIENT_SECRET: z.optional(text).describe('its secret there, if it has one; a secret'),
  CAUDA_OIDC_ROLES_CLAIM: text.default('roles').describe("the claim with a person's roles"),
  CAUDA_OIDC_ROLES: roleNames
    .default({ nurse: 'nurse', clinician: 'clinician', supervisor: 'supervisor' })
    .describe('what they are called there: `nurse=Hotline nurses, supervisor=Hotline leads`'),
  CAUDA_DESK_IDLE_MINUTES: minutes.default(10).describe('when a desk that nobody touches locks'),
  CAUDA_LOCAL_DESK: z
    .enum(['0', '1'], { error: 'must be 0 or 1' })
    .transform((flag) => flag === '1')
    .default(true)
    .describe("0: this machine's own user must sign in too, where no proxy and no other machine is let in"),
  CAUDA_FHIR_URL: z
    .optional(
      z.url(fhirAddress).refine((given) => {
        const { username, password, search, hash } = new URL(given);
        return `${username}${password}${search}${hash}` === '';
      }, `${fhirAddress}, without a user, a query or a fragment; a token stands in CAUDA_FHIR_TOKEN`),
    )
    .describe('a FHIR R4 server that gets the record of each call at its end, as one transaction'),
  CAUDA_FHIR_TOKEN: z.optional(text).describe('the bearer token for it, if it wants one; a secret'),
  CAUDA_AUDIT_KEY: z.optional(key).describe('signs the audit trail, else a key beside the data does; a secret'),
};
const wholeSchema = z.object(deskSettings);
type DeskSettings = z.infer<typeof wholeSchema>;

/** Those that may lie in a file. */
export const deskSecrets = ['CAUDA_OIDC_CLIENT_SECRET', 'CAUDA_FHIR_TOKEN', 'CAUDA_AUDIT_KEY'] as const;

/** The nurse's desk. */
export type DeskConfig = {
  /** Undefined where nobody can sign in. */
  readonly signIn: SignInConfig | undefined;
  /** Whether this machine's own user needs no sign-in, where only this machine is let in. */
  readonly local: boolean;
  readonly idleMinutes: number;
  readonly auditKey: string | undefined;
  /** Undefined where records are sent nowhere. */
  readonly recordSystem: RecordSystem | undefined;
};

export function deskConfig(settings: DeskSettings): DeskConfig {
  const { CAUDA_OIDC_ISSUER: issuer, CAUDA_OIDC_CLIENT_ID: clientId, CAUDA_FHIR_URL: fhirUrl } = settings;
  return {
    signIn:
      issuer === undefined || clientId === undefined
        ? undefined
        : {
            issuer,
            clientId,
            clientSecret: settings.CAUDA_OIDC_CLIENT_SECRET,
            rolesClaim: settings.CAUDA_OIDC_ROLES_CLAIM,
            roleNames: settings.CAUDA_OIDC_ROLES,
          },
    local: settings.CAUDA_LOCAL_DESK,
    idleMinutes: settings.CAUDA_DESK_IDLE_MINUTES,
    auditKey: settings.CAUDA_AUDIT_KEY,
    recordSystem: fhirUrl === undefined ? undefined : { url: fhirUrl, token: settings.CAUDA_FHIR_TOKEN },
  };
}

/** What fits together badly, each with its remedy. */
export function deskProblems({
  CAUDA_OIDC_ISSUER: issuer,
  CAUDA_OIDC_CLIENT_ID: clientId,
  CAUDA_AUDIT_KEY: auditKey,
  CAUDA_DATABASE_URL: databaseUrl,
  CAUDA_FHIR_URL: fhirUrl,
  CAUDA_FHIR_TOKEN: fhirToken,
}: DeskSettings & { readonly CAUDA_DATABASE_URL?: string | undefined }): readonly (string | false)[] {
  return [
    databaseUrl !== undefined &&
      issuer !== undefined &&
      auditKey === undefined &&
      'CAUDA_AUDIT_KEY is needed with CAUDA_DATABASE_URL: all instances sign one audit trail. Set the same 32 random bytes on each: openssl rand -base64 32',
    (issuer === undefined) !== (clientId === undefined) &&
      'CAUDA_OIDC_ISSUER and CAUDA_OIDC_CLIENT_ID need each other. Set both, or neither.',
    fhirToken !== undefined && fhirUrl === undefined && 'CAUDA_FHIR_TOKEN needs CAUDA_FHIR_URL. Set both, or neither.',
    fhirUrl !== undefined &&
      isReadableOnTheWay(fhirUrl) &&
      'CAUDA_FHIR_URL must begin with https: records of people over http can be read on the way.',
    issuer !== undefined &&
      isReadableOnTheWay(issuer) &&
      'CAUDA_OIDC_ISSUER must begin with https: a sign-in over http can be read on the way.',
  ];
}

const isReadableOnTheWay = (url: string): boolean =>
  !url.startsWith('https:') && !loopbackNames.has(new URL(url).hostname);
