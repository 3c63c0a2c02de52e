import { appendFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { INetworkModule } from '@azure/msal-node';
import type { Config } from './config.ts';
import { deskFindings } from './deskFindings.ts';
import { bad, type Finding, type Get, good, look } from './findings.ts';
import { nameless } from './httpAnswers.ts';
import { reviewInWords, reviewOf } from './signOffFile.ts';
import { startProblem } from './startProblem.ts';
import type { Store } from './storage/store.ts';
import { teamsFindings } from './teamsFindings.ts';

export type Examining = {
  readonly now: () => number;
  readonly openStore: () => Store | Promise<Store>;
  readonly ask?: typeof fetch;
  /** What MSAL asks by, where not its own. */
  readonly network?: INetworkModule;
};

const patience = 5_000;
const roomWanted = 500 * 1024 * 1024;

/** Looks at everything that a hospital must have right around a Cauda that can be configured as it is. */
export async function examine(config: Config, around: Examining): Promise<readonly Finding[]> {
  const { now, ask = fetch } = around;
  const get = (url: string): Promise<Response> =>
    ask(url, { signal: AbortSignal.timeout(patience), redirect: 'manual' });
  return [
    await storage(config, around, get),
    room(config),
    dataFolder(config),
    tokenKey(config),
    dataKey(config),
    ...(await publicAddress(config, get)),
    ...(await teamsFindings(config, get, now, around.network)),
    ...(await deskFindings(config, get)),
    origins(config),
    securityLog(config),
    signOff(config, now()),
  ];
}

async function storage({ host, port }: Config, { openStore }: Examining, get: Get): Promise<Finding> {
  // The one that runs knows best, and has the file for itself.
  const running = await get(`http://${host.includes(':') ? `[${host}]` : host}:${port}/readyz`).catch(() => undefined);
  if (running?.status === 200) return good('storage', 'the Cauda that runs here can read and write it');
  if (running?.status === 503)
    return bad('storage', 'the Cauda that runs here cannot use it: see what it says, the disk and the database');
  try {
    const store = await openStore();
    const ready = await store.ready();
    await store.close();
    return ready
      ? good('storage', 'can be read and written')
      : bad('storage', 'cannot be written: see whether the disk is full or read-only');
  } catch (error) {
    return bad('storage', startProblem(error));
  }
}

function room({ databaseUrl, dataDir }: Config): Finding {
  if (databaseUrl !== undefined) return good('disk', 'the database has its own');
  let free: number;
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    free = bavail * bsize;
  } catch (error) {
    return bad('disk', `CAUDA_DATA_DIR cannot be looked at (${nameless(error).code}): name a folder of this user's`);
  }
  const megabytes = Math.floor(free / 1024 / 1024);
  return free < roomWanted
    ? look('disk', `only ${megabytes} MB are free for CAUDA_DATA_DIR: make room before it is full`)
    : good('disk', `${megabytes} MB are free`);
}

function dataFolder({ dataDir }: Config): Finding {
  const found = statSync(dataDir, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & 0o022) === 0)
    return good('data folder', 'nobody else may put files into it');
  // As a volume of Kubernetes is, which only who sets the machine up can change.
  if (found.uid !== process.getuid?.())
    return look(
      'data folder',
      `others may put keys and files of their own into ${dataDir}, and it is not this user's: see that nobody else has it, or have its owner chmod 700`,
    );
  return bad('data folder', `others may put keys and files of their own into ${dataDir}: chmod 700`);
}

const tokenKey = ({ tokenKey: configured }: Config): Finding =>
  good(
    'token key',
    configured === undefined ? 'is kept in the storage, under the data key' : 'comes from the configuration',
  );

function dataKey({ dataKeys, dataDir }: Config): Finding {
  const file = join(dataDir, 'data.key');
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode !== undefined && (mode & 0o077) !== 0) return bad('data key', `others may read ${file}: chmod 600`);
  if (dataKeys.length > 0) return good('data key', 'comes from the configuration');
  return look('data key', 'lies beside what it locks: set CAUDA_DATA_KEY_FILE before people answer');
}

async function publicAddress({ publicUrl, trustedProxies }: Config, get: Get): Promise<readonly Finding[]> {
  if (publicUrl === undefined)
    return [look('public address', 'none: only this machine can ask. Set CAUDA_PUBLIC_URL for others')];
  const findings = [
    publicUrl.startsWith('https:')
      ? good('encryption on the way', 'people come by HTTPS')
      : bad('encryption on the way', 'CAUDA_PUBLIC_URL is not https: answers would be read on the way'),
    trustedProxies === 0
      ? look('proxies', 'none is believed, so everybody behind one counts as one address: set CAUDA_TRUSTED_PROXIES')
      : good('proxies', `${trustedProxies} are believed about a client's address`),
  ];
  const answer = await get(`${publicUrl}/healthz`).catch(() => undefined);
  const reached =
    answer?.status === 200
      ? good('public address', `${publicUrl} reaches a Cauda`)
      : look(
          'public address',
          `${publicUrl} ${answer === undefined ? 'does not answer from here' : `answers ${answer.status}`}: start Cauda, and see the proxy and the name`,
        );
  return [...findings, reached];
}

function origins({ allowedOrigins }: Config): Finding {
  const open = allowedOrigins.filter((origin) => !origin.startsWith('https:'));
  if (allowedOrigins.length === 0) return look('other sites', 'none may embed the chat: CAUDA_ALLOWED_ORIGINS');
  return open.length === 0
    ? good('other sites', `${allowedOrigins.join(', ')} may embed the chat`)
    : bad('other sites', `${open.join(', ')} can be changed on the way: use https`);
}

function securityLog({ securityLog: file }: Config): Finding {
  if (file === undefined) return look('security log', 'none is kept: CAUDA_SECURITY_LOG');
  try {
    appendFileSync(file, '', { mode: 0o600 });
    return good('security log', `${file} can be written`);
  } catch (error) {
    return bad(
      'security log',
      `CAUDA_SECURITY_LOG cannot be written (${nameless(error).code}): name a file in a folder where this user may write`,
    );
  }
}

function signOff({ signOff: file }: Config, now: number): Finding {
  const review = reviewOf(file, now);
  return review.state === 'reviewed'
    ? good('sign-off', reviewInWords(review))
    : look('sign-off', reviewInWords(review));
}
