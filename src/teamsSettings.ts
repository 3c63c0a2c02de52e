import { z } from 'zod';

const guid = z.guid("must be a GUID like 00000000-0000-0000-0000-000000000000; copy it from the bot's page in Azure");
const someOrAll = z.string().transform((text, context) => {
  const ids = text
    .split(',')
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one !== '');
  if (ids.some((id) => id !== '*' && !z.guid().safeParse(id).success))
    context.addIssue({ code: 'custom', message: 'must be ids (GUIDs) separated by commas, or * for everybody' });
  return ids;
});
const file = z.string().min(1, 'must name a file');

/** The settings of the Teams bot, by the names of their variables. */
export const teamsSettings = {
  CAUDA_TEAMS_APP_ID: z.optional(guid).describe("the bot's id; without it Teams is off (`docs/teams.md`)"),
  CAUDA_TEAMS_APP_PASSWORD: z.optional(z.string().min(1, 'must not be empty')).describe('its client secret; a secret'),
  CAUDA_TEAMS_APP_TYPE: z
    .enum(['SingleTenant', 'UserAssignedMSI', 'MultiTenant'])
    .default('SingleTenant')
    .describe('`SingleTenant`, `UserAssignedMSI` or `MultiTenant`'),
  CAUDA_TEAMS_TENANT_ID: z.optional(guid).describe('the tenant whose people get in'),
  CAUDA_TEAMS_CERTIFICATE_FILE: z.optional(file).describe('a certificate instead of the client secret'),
  CAUDA_TEAMS_CERTIFICATE_KEY_FILE: z.optional(file).describe('its private key'),
  CAUDA_TEAMS_FEDERATED_CLIENT_ID: z
    .optional(guid)
    .describe('a managed identity that vouches for the bot, instead of the client secret'),
  CAUDA_TEAMS_CLOUD: z
    .enum(['public', 'us-gcc-high', 'us-dod', 'china'])
    .default('public')
    .describe('`public`, `us-gcc-high`, `us-dod` or `china`'),
  CAUDA_TEAMS_NURSES: someOrAll
    .default([])
    .describe('Entra object ids of those who talk as nurse, separated by commas; `*` for everybody'),
  CAUDA_TEAMS_CLINICIANS: someOrAll.default([]).describe('the same for clinicians'),
  CAUDA_TEAMS_SUBMIT_TENANTS: someOrAll
    .default([])
    .describe('tenants whose clients get `Action.Submit`; `*` for every one'),
  CAUDA_TEAMS_REMINDER_HOURS: z
    .optional(
      z.string().regex(/^\d+$/, 'must be a whole number of hours').transform(Number).pipe(z.number().min(1).max(72)),
    )
    .describe('who went away in the middle is reminded once after so many hours'),
};
const wholeSchema = z.object(teamsSettings);
type TeamsSettings = z.infer<typeof wholeSchema>;

/** By what the bot proves to Microsoft who it is. */
export type TeamsCredential =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'certificate'; readonly certificateFile: string; readonly keyFile: string }
  /** A managed identity vouches for the bot's registration, by a federated credential. */
  | { readonly kind: 'federated'; readonly clientId: string }
  | { readonly kind: 'managedIdentity' };

export type TeamsConfig = {
  readonly appId: string;
  readonly appType: TeamsSettings['CAUDA_TEAMS_APP_TYPE'];
  readonly credential: TeamsCredential;
  /** Whose people get in; undefined lets in every tenant. */
  readonly tenantId: string | undefined;
  readonly cloud: TeamsSettings['CAUDA_TEAMS_CLOUD'];
  /** Entra object ids of the people who talk as nurse and as clinician; `*` is everybody. */
  readonly nurses: readonly string[];
  readonly clinicians: readonly string[];
  /** Tenants whose clients get Action.Submit; `*` is every one. */
  readonly submitTenants: readonly string[];
  /** Who went away in the middle is reminded once after so many hours; undefined never. */
  readonly reminderHours: number | undefined;
};

export function teamsConfig(settings: TeamsSettings): 'off' | TeamsConfig {
  if (settings.CAUDA_TEAMS_APP_ID === undefined) return 'off';
  return {
    appId: settings.CAUDA_TEAMS_APP_ID,
    appType: settings.CAUDA_TEAMS_APP_TYPE,
    credential: credentialIn(settings),
    tenantId: settings.CAUDA_TEAMS_TENANT_ID?.toLowerCase(),
    cloud: settings.CAUDA_TEAMS_CLOUD,
    nurses: settings.CAUDA_TEAMS_NURSES,
    clinicians: settings.CAUDA_TEAMS_CLINICIANS,
    submitTenants: settings.CAUDA_TEAMS_SUBMIT_TENANTS,
    reminderHours: settings.CAUDA_TEAMS_REMINDER_HOURS,
  };
}

/** Of settings without problems. */
function credentialIn(settings: TeamsSettings): TeamsCredential {
  const {
    CAUDA_TEAMS_APP_PASSWORD: password,
    CAUDA_TEAMS_CERTIFICATE_FILE: certificateFile,
    CAUDA_TEAMS_CERTIFICATE_KEY_FILE: keyFile,
    CAUDA_TEAMS_FEDERATED_CLIENT_ID: clientId,
  } = settings;
  if (certificateFile !== undefined && keyFile !== undefined) return { kind: 'certificate', certificateFile, keyFile };
  if (clientId !== undefined) return { kind: 'federated', clientId };
  return password === undefined ? { kind: 'managedIdentity' } : { kind: 'password', password };
}

const dependent = [
  'CAUDA_TEAMS_APP_PASSWORD',
  'CAUDA_TEAMS_TENANT_ID',
  'CAUDA_TEAMS_CERTIFICATE_FILE',
  'CAUDA_TEAMS_CERTIFICATE_KEY_FILE',
  'CAUDA_TEAMS_FEDERATED_CLIENT_ID',
] as const;

/** What fits together badly, each with its remedy. */
export function teamsProblems(settings: TeamsSettings): readonly string[] {
  const { CAUDA_TEAMS_APP_ID: id, CAUDA_TEAMS_APP_TYPE: type, CAUDA_TEAMS_TENANT_ID: tenant } = settings;
  if (id === undefined) {
    const given = dependent.filter((name) => settings[name] !== undefined);
    return given.length === 0
      ? []
      : [
          `CAUDA_TEAMS_APP_ID is missing; without it ${new Intl.ListFormat('en').format(given)} mean nothing. Set it, or remove them.`,
        ];
  }
  const found = [
    type !== 'MultiTenant' &&
      tenant === undefined &&
      `CAUDA_TEAMS_TENANT_ID is missing; CAUDA_TEAMS_APP_TYPE=${type} needs it.`,
    ...credentialProblems(settings),
    tenant === undefined &&
      [...settings.CAUDA_TEAMS_NURSES, ...settings.CAUDA_TEAMS_CLINICIANS].includes('*') &&
      'CAUDA_TEAMS_NURSES and CAUDA_TEAMS_CLINICIANS may be * only with CAUDA_TEAMS_TENANT_ID, since without it everybody in Teams gets in.',
  ];
  return found.filter((one) => one !== false);
}

function credentialProblems(settings: TeamsSettings): readonly (string | false)[] {
  const { CAUDA_TEAMS_CERTIFICATE_FILE: certificate, CAUDA_TEAMS_CERTIFICATE_KEY_FILE: key } = settings;
  const ways = [
    settings.CAUDA_TEAMS_APP_PASSWORD !== undefined && 'CAUDA_TEAMS_APP_PASSWORD',
    (certificate ?? key) !== undefined && 'CAUDA_TEAMS_CERTIFICATE_FILE',
    settings.CAUDA_TEAMS_FEDERATED_CLIENT_ID !== undefined && 'CAUDA_TEAMS_FEDERATED_CLIENT_ID',
  ].filter((one) => one !== false);
  const type = settings.CAUDA_TEAMS_APP_TYPE;
  if (type === 'UserAssignedMSI')
    return ways.map((way) => `${way} must not be set with CAUDA_TEAMS_APP_TYPE=UserAssignedMSI. Remove it.`);
  return [
    ways.length === 0 &&
      `CAUDA_TEAMS_APP_PASSWORD is missing; CAUDA_TEAMS_APP_TYPE=${type} needs it, or a certificate (CAUDA_TEAMS_CERTIFICATE_FILE) or a federated credential (CAUDA_TEAMS_FEDERATED_CLIENT_ID).`,
    ways.length > 1 && `Only one of ${new Intl.ListFormat('en').format(ways)} can be used. Remove the others.`,
    (certificate === undefined) !== (key === undefined) &&
      'CAUDA_TEAMS_CERTIFICATE_FILE and CAUDA_TEAMS_CERTIFICATE_KEY_FILE belong together. Set both.',
  ];
}
