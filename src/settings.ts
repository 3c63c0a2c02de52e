import { z } from 'zod';
import { emergencyNumbersSchema, personLineSchema } from '../dialogs/emergencyNumbers.ts';
import { deskSecrets, deskSettings } from './desk/deskSettings.ts';
import { teamsSettings } from './teamsSettings.ts';

/** Where only this machine can reach it. */
export const loopback: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

const origin = z.string().refine((text) => /^https?:/.test(text) && URL.parse(text)?.origin === text, {
  error: 'must be origins like https://hospital.example, separated by commas, without a path',
});
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== ''),
);
const flag = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((text) => text === '1');
const wholeNumber = (from: number, to: number) =>
  z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(z.number().min(from).max(to));

const databaseUrl = z.string().superRefine((text, context) => {
  const problem = databaseUrlProblem(text);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

/** "112", or by country: "GB=999, US=911, *=112". */
const emergencyNumbers = list.transform((entries, context) => {
  const pairs = entries.map((entry) => {
    const [, country = '*', number = ''] = /^(?:([^=]*)=)?(.*)$/.exec(entry) ?? [];
    return [country.trim(), number.trim()] as const;
  });
  const countries = pairs.map(([country]) => country);
  const numbers = emergencyNumbersSchema.safeParse(Object.fromEntries(pairs));
  if (!numbers.success || new Set(countries).size < countries.length)
    context.addIssue({
      code: 'custom',
      message:
        'must be a number like 112, or numbers by country like GB=999, US=911, *=112; each country once, by its ISO 3166 code (GB, not UK)',
    });
  return numbers.data ?? {};
});
const dataKeyProblem = 'must be 32 random bytes in base64, in a rotation "new,old": openssl rand -base64 32';
const dataKey = z
  .base64(dataKeyProblem)
  .refine((text) => Buffer.from(text, 'base64').length === 32, { error: dataKeyProblem });
const words = z.string().min(1, 'must not be empty').max(500, 'must be at most 500 characters');
/** Every variable that Cauda knows, with what it does; the table of docs/settings.md is made from it. */
export const settingsSchema = z.object({
  CAUDA_PORT: wholeNumber(0, 65_535).default(3978).describe('the port; 0 takes any free one'),
  CAUDA_HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('where it listens; beyond this machine `CAUDA_PUBLIC_URL` is needed'),
  CAUDA_DATA_DIR: z.string().min(1).default('data').describe('the folder of the SQLite files, for the owner alone'),
  CAUDA_DATABASE_URL: z
    .optional(databaseUrl)
    .describe('PostgreSQL instead of the file, for many instances; needs TLS or an explicit `sslmode`; a secret'),
  CAUDA_DATA_KEY: list
    .pipe(z.array(dataKey).min(1, 'must not be empty'))
    .default([])
    .describe(
      'wraps the keys of what is stored; needed with `CAUDA_PUBLIC_URL`; in a rotation `new,old`; a secret: 32 bytes in base64',
    ),
  CAUDA_RETENTION_DAYS: wholeNumber(1, 36_500)
    .default(30)
    .describe('when a finished conversation is erased, counted from its last message'),
  CAUDA_UNFINISHED_RETENTION_DAYS: wholeNumber(1, 36_500).default(7).describe('when an unfinished one is'),
  CAUDA_CALL_RETENTION_DAYS: wholeNumber(1, 36_500)
    .default(365)
    .describe("when a nurse's call is, finished or not: it is a record, so keep it as long as the law says"),
  CAUDA_PUBLIC_URL: z
    .optional(origin)
    .describe('the address that people use, such as `https://cauda.hospital.example`'),
  CAUDA_ALLOWED_ORIGINS: list
    .pipe(z.array(origin))
    .default([])
    .describe('sites that may embed the chat, separated by commas'),
  CAUDA_TRUSTED_PROXIES: wholeNumber(0, 10)
    .default(0)
    .describe("how many proxies in front may be believed about a client's address"),
  CAUDA_TOKEN_KEY: z
    .optional(
      z
        .string()
        .regex(/^[A-Za-z0-9+/_-]{43,}={0,2}$/, 'must be at least 32 random bytes in base64: openssl rand -base64 32'),
    )
    .describe('signs the tokens of web clients, else a key in the storage does; a secret: `openssl rand -base64 32`'),
  CAUDA_TOKEN_HOURS: wholeNumber(1, 24 * 30)
    .default(24)
    .describe("how long a web client's token is good, so how long a closed browser can come back"),
  CAUDA_TOKEN_DAYS: wholeNumber(1, 30)
    .default(7)
    .describe('how long all tokens of a conversation are, however often they are renewed'),
  CAUDA_RESUME: flag.default(true).describe('0: a browser keeps nothing, as on a computer that many people share'),
  CAUDA_ASK_AFTER_MINUTES: wholeNumber(0, 60 * 24 * 30)
    .default(15)
    .describe(
      'who comes back to a browser later than this is asked first whether the conversation is theirs; 0: always',
    ),
  CAUDA_IDLE_MINUTES: wholeNumber(1, 60 * 24)
    .default(5)
    .describe('with `CAUDA_RESUME=0`: a page that nobody touches begins anew, and says so half a minute before'),
  CAUDA_TELL_URGENCY: flag
    .default(false)
    .describe(
      "1: the event `cauda-finished` on the page around the widget says how urgent it is; that page's owner then knows",
    ),
  CAUDA_CHATS_PER_MINUTE: wholeNumber(1, 1_000_000)
    .default(60)
    .describe('new chats from one address; messages and reads are bounded in proportion'),
  CAUDA_TURN_AWAY: flag
    .default(true)
    .describe(
      'newcomers are turned away while there is more to do than this carries; 0 where the balancer in front sees to it',
    ),
  CAUDA_OPEN_PER_ADDRESS: wholeNumber(1, 1_000_000)
    .default(500)
    .describe('requests and sockets that one address may hold open at once'),
  CAUDA_EMERGENCY_NUMBER: emergencyNumbers
    .default({})
    .describe('`112`, or by country: `GB=999, US=911, *=112`; without it the texts say "your local emergency number"'),
  CAUDA_CONTENT: z
    .optional(z.string().min(1, 'must name a folder'))
    .describe('a folder of texts and languages of your own: [plug-in.md](plug-in.md#texts-and-languages-of-your-own)'),
  CAUDA_SIGN_OFF: z
    .optional(z.string().min(1, 'must name a file'))
    .describe("the file with a clinician's signature under the content"),
  ...deskSettings,
  ...teamsSettings,
  CAUDA_NAME: words
    .max(30, 'must be at most 30 characters')
    .default('Cauda')
    .describe("what the chat's page and the nurse's desk call this program"),
  CAUDA_COLOUR: z
    .optional(z.string().regex(/^#[0-9a-f]{6}$/i, 'must be a colour like #0b5566'))
    .describe('the colour of the pages, the launcher and the desk; refused where it could not be read'),
  CAUDA_LOGO: z
    .optional(z.string().min(1, 'must name a file'))
    .describe('an SVG or PNG file, shown on the chat page and the desk; refused where it could do more than be seen'),
  CAUDA_ORGANISATION: z.optional(words).describe('who runs this, for the privacy page'),
  CAUDA_PRIVACY_CONTACT: z.optional(words).describe('whom to ask about data'),
  CAUDA_LEGAL_BASIS: z.optional(words).describe('by which law it is kept'),
  CAUDA_PERSON_LINE: z
    .optional(personLineSchema)
    .describe('where a person is reached: a telephone number, or an `https:`, `tel:` or `sip:` address'),
  CAUDA_PLAYGROUND: flag
    .default(false)
    .describe('`/api/messages` without authentication, on loopback only; `npm run playground` sets it'),
  CAUDA_METRICS_PORT: z
    .optional(wholeNumber(0, 65_535))
    .describe('serves Prometheus `/metrics` there, apart from what people use'),
  CAUDA_METRICS_HOST: z.string().min(1).default('127.0.0.1').describe('and on this address'),
  CAUDA_SECURITY_LOG: z
    .optional(z.string().min(1, 'must name a file'))
    .describe('a file to which refusals, roles, erasures, starts and stops are added as lines of JSON'),
  CAUDA_LOG_LEVEL: z
    .enum(['silent', 'error', 'warn', 'info'])
    .default('warn')
    .describe('`silent`, `error`, `warn`, `info`; logs never hold answers, words or tokens'),
});
export type Settings = z.infer<typeof settingsSchema>;

/** May be given as the name of a file that holds them: `…_FILE`. */
export const secrets: readonly (keyof Settings)[] = [
  'CAUDA_DATA_KEY',
  'CAUDA_DATABASE_URL',
  'CAUDA_TOKEN_KEY',
  'CAUDA_TEAMS_APP_PASSWORD',
  ...deskSecrets,
];

/** What is wrong with a database's URL; never quotes it, since it may carry a password. */
function databaseUrlProblem(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol) || url.pathname.length < 2) {
    return 'must be like postgres://user:password@host:5432/database?sslmode=verify-full';
  }
  const host = url.searchParams.get('host') ?? url.hostname;
  const isNear = loopback.has(host.replace(/^\[|\]$/g, '')) || host === '' || host.startsWith('/');
  if (isNear || url.searchParams.has('sslmode')) return undefined;
  return 'would send health data over the network in the clear: add ?sslmode=verify-full (with &sslrootcert=FILE for an authority of your own), or ?sslmode=disable if the network itself is safe';
}
