import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import levenshtein from 'damerau-levenshtein';
import type { EmergencyNumbers } from '../dialogs/emergencyNumbers.ts';
import { type DeskConfig, deskConfig, deskProblems } from './desk/deskSettings.ts';
import { loopbackNames } from './origins.ts';
import { loopback, type Settings, secrets, settingsSchema } from './settings.ts';
import { type TeamsConfig, teamsConfig, teamsProblems } from './teamsSettings.ts';

export type Config = {
  readonly host: string;
  /** Only this machine can reach it. */
  readonly isLoopback: boolean;
  readonly desk: DeskConfig;
  /** 0 takes any free port. */
  readonly port: number;
  readonly dataDir: string;
  /** A PostgreSQL database, for many instances; undefined keeps everything in a file in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** What the storage's keys are wrapped with, base64: by the first; the others only open. Empty: one beside the data. */
  readonly dataKeys: readonly string[];
  /** How long a conversation is kept after its last message, once it came to a recommendation; and before. */
  readonly retentionDays: number;
  readonly unfinishedRetentionDays: number;
  readonly callRetentionDays: number;
  /** Origin under which people reach this server, where a proxy stands in front of it. */
  readonly publicUrl: string | undefined;
  /** Other sites that may embed the chat and use Direct Line. */
  readonly allowedOrigins: readonly string[];
  /** How many proxies in front of it may be believed about the client's address. */
  readonly trustedProxies: number;
  readonly tokenKey: string | undefined;
  readonly tokenHours: number;
  /** After so many days a web conversation's tokens are renewed no more. */
  readonly tokenDays: number;
  /** A browser may take up its earlier conversation; not where strangers share one. */
  readonly resume: boolean;
  /** After so long away somebody else may be there. */
  readonly askAfterMinutes: number;
  /** Without resuming, an untouched page begins anew after so long. */
  readonly idleMinutes: number;
  /** Whether the page around the widget learns how urgent a result is. */
  readonly tellUrgency: boolean;
  /** Chats that may be begun from one address in a minute. */
  readonly chatsPerMinute: number;
  /** Newcomers are turned away while there is too much to do. */
  readonly turnAway: boolean;
  /** Requests and sockets that one address may hold open at once. */
  readonly openPerAddress: number;
  readonly emergencyNumbers: EmergencyNumbers;
  /** The file with a clinician's signature under the content; undefined says "not clinically validated". */
  readonly signOff: string | undefined;
  /** `playground` answers without any authentication, to this machine only. */
  readonly teams: 'off' | 'playground' | TeamsConfig;
  /** What the pages call this program. */
  readonly name: string;
  readonly colour: string | undefined;
  /** A file. */
  readonly logo: string | undefined;
  /** Who runs this, whom to ask about data, and by which law it is kept; for the privacy page. */
  readonly organisation: string | undefined;
  readonly privacyContact: string | undefined;
  readonly legalBasis: string | undefined;
  /** Where a person is reached: a telephone number, or an address such as a deep link into Teams. */
  readonly personLine: string | undefined;
  /** Where Prometheus asks; undefined for nowhere. */
  readonly metricsPort: number | undefined;
  readonly metricsHost: string;
  readonly securityLog: string | undefined;
  readonly logLevel: Settings['CAUDA_LOG_LEVEL'];
};

/** Settings that cannot be used; the message names each variable and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the CAUDA_* variables. Throws `ConfigError` for anything misspelt, malformed or unsafe. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = fromFiles(Object.fromEntries(Object.entries(env).filter(([name]) => name.startsWith('CAUDA_'))));
  const misspelt = Object.keys(given).filter((name) => !(name in settingsSchema.shape));
  if (misspelt.length > 0) throw new ConfigError(misspelt.map(unknownVariable).join('\n'));

  const read = settingsSchema.safeParse(given);
  if (!read.success) {
    throw new ConfigError(read.error.issues.map(({ path, message }) => `${String(path[0])}: ${message}.`).join('\n'));
  }
  const settings = read.data;
  const unsafe = unsafeSettings(settings);
  if (unsafe.length > 0) throw new ConfigError(unsafe.join('\n'));
  return {
    host: settings.CAUDA_HOST,
    isLoopback: loopback.has(settings.CAUDA_HOST),
    desk: deskConfig(settings),
    port: settings.CAUDA_PORT,
    dataDir: settings.CAUDA_DATA_DIR,
    databaseUrl: settings.CAUDA_DATABASE_URL,
    dataKeys: settings.CAUDA_DATA_KEY,
    retentionDays: settings.CAUDA_RETENTION_DAYS,
    unfinishedRetentionDays: settings.CAUDA_UNFINISHED_RETENTION_DAYS,
    callRetentionDays: settings.CAUDA_CALL_RETENTION_DAYS,
    publicUrl: settings.CAUDA_PUBLIC_URL,
    allowedOrigins: settings.CAUDA_ALLOWED_ORIGINS,
    trustedProxies: settings.CAUDA_TRUSTED_PROXIES,
    tokenKey: settings.CAUDA_TOKEN_KEY,
    tokenHours: settings.CAUDA_TOKEN_HOURS,
    tokenDays: settings.CAUDA_TOKEN_DAYS,
    resume: settings.CAUDA_RESUME,
    askAfterMinutes: settings.CAUDA_ASK_AFTER_MINUTES,
    idleMinutes: settings.CAUDA_IDLE_MINUTES,
    tellUrgency: settings.CAUDA_TELL_URGENCY,
    chatsPerMinute: settings.CAUDA_CHATS_PER_MINUTE,
    turnAway: settings.CAUDA_TURN_AWAY,
    openPerAddress: settings.CAUDA_OPEN_PER_ADDRESS,
    emergencyNumbers: settings.CAUDA_EMERGENCY_NUMBER,
    signOff: settings.CAUDA_SIGN_OFF,
    teams: settings.CAUDA_PLAYGROUND ? 'playground' : teamsConfig(settings),
    name: settings.CAUDA_NAME,
    colour: settings.CAUDA_COLOUR,
    logo: settings.CAUDA_LOGO,
    organisation: settings.CAUDA_ORGANISATION,
    privacyContact: settings.CAUDA_PRIVACY_CONTACT,
    legalBasis: settings.CAUDA_LEGAL_BASIS,
    personLine: settings.CAUDA_PERSON_LINE,
    metricsPort: settings.CAUDA_METRICS_PORT,
    metricsHost: settings.CAUDA_METRICS_HOST,
    securityLog: settings.CAUDA_SECURITY_LOG,
    logLevel: settings.CAUDA_LOG_LEVEL,
  };
}

/** The settings with each secret that lies in a file read from it, as Docker, Kubernetes and systemd hand them over. */
function fromFiles(given: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string | undefined>> {
  const read = { ...given };
  for (const name of secrets) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    if (given[name] !== undefined)
      throw new ConfigError(`${name} and ${name}_FILE exclude each other. Remove one of them.`);
    delete read[`${name}_FILE`];
    read[name] = textOf(name, file);
  }
  return read;
}

/** Without the line break at its end, and the mark at its beginning, that editors leave. */
function textOf(name: string, file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new ConfigError(`${name}_FILE: ${file} cannot be read. See that it is a file and that this user may.`);
  }
  const text = bytes.toString('utf8').trim();
  if (text === '') throw new ConfigError(`${name}_FILE: ${file} is empty. Put the secret into it.`);
  if (bytes.includes(0) || !isUtf8(bytes))
    throw new ConfigError(`${name}_FILE: ${file} is not plain text. Save it as UTF-8.`);
  return text;
}

function unknownVariable(name: string): string {
  const nearest = [...Object.keys(settingsSchema.shape), ...secrets.map((secret) => `${secret}_FILE`)]
    .map((known) => ({ known, steps: levenshtein(name, known).steps }))
    .sort((a, b) => a.steps - b.steps)[0];
  return `${name} is not a setting of Cauda. Did you mean ${nearest?.known}? Otherwise remove it.`;
}

/** What fits together badly, each with its remedy. */
function unsafeSettings(settings: Settings): readonly string[] {
  const found = [
    settings.CAUDA_DATABASE_URL !== undefined &&
      settings.CAUDA_DATA_KEY.length === 0 &&
      'CAUDA_DATA_KEY is missing; servers that share a database need one for what they store. Make it once with openssl rand -base64 32, and keep it where the database is not.',
    settings.CAUDA_PUBLIC_URL !== undefined &&
      !loopbackNames.has(new URL(settings.CAUDA_PUBLIC_URL).hostname) &&
      settings.CAUDA_DATA_KEY.length === 0 &&
      'CAUDA_DATA_KEY is missing: without it the key to what people answer would lie beside their answers. Make it once with openssl rand -base64 32, keep it elsewhere, and name its file in CAUDA_DATA_KEY_FILE.',
    !loopback.has(settings.CAUDA_HOST) &&
      settings.CAUDA_PUBLIC_URL === undefined &&
      `CAUDA_HOST=${settings.CAUDA_HOST} lets other machines in, so CAUDA_PUBLIC_URL must say under which address they come, such as https://cauda.hospital.example.`,
    settings.CAUDA_PLAYGROUND &&
      !loopback.has(settings.CAUDA_HOST) &&
      'CAUDA_PLAYGROUND answers anyone without authentication, so it needs CAUDA_HOST=127.0.0.1.',
    settings.CAUDA_PLAYGROUND &&
      settings.CAUDA_PUBLIC_URL !== undefined &&
      'CAUDA_PLAYGROUND answers anyone without authentication, and CAUDA_PUBLIC_URL lets them come. Remove one of them.',
    settings.CAUDA_PLAYGROUND &&
      settings.CAUDA_TEAMS_APP_ID !== undefined &&
      'CAUDA_PLAYGROUND and CAUDA_TEAMS_APP_ID exclude each other. Remove one of them.',
    ...deskProblems(settings),
    ...teamsProblems(settings),
  ];
  return found.filter((one) => one !== false);
}
