import { locale } from './words.js';

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
const patience = 8_000;
/** Milliseconds. */
export const retryAfter = 1_500;
/** A server that is there and fails so often at one act will go on failing: the nurse is told, and works on. */
const mostFailures = 4;

/** `status` 0: no line. */
export class Refused extends Error {
  /** @param {number} status @param {string} code */
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {object | undefined} body
 * @param {Record<string, string>} query
 */
async function fetched(method, path, body, query) {
  const url = new URL(`/nurse/${path}`, location.origin);
  url.search = new URLSearchParams({ locale, timeZone, ...query }).toString();
  const answer = await fetch(url, {
    method,
    headers: { 'x-cauda-desk': '1', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
    signal: AbortSignal.timeout(patience),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (answer === undefined) throw new Refused(0, 'noLine');
  if (answer.ok) return answer;
  throw new Refused(answer.status, await codeOf(answer));
}

/**
 * Asks the desk's server. Throws `Refused`.
 * @template {'GET' | 'POST' | 'DELETE'} Method
 * @template {string} Path
 * @param {Method} method
 * @param {Path} path
 * @param {object} [body]
 * @param {Record<string, string>} [query]
 * @returns {Promise<import('./deskState.ts').AnswerAt<Method, Path>>}
 */
export async function ask(method, path, body, query = {}) {
  return readable(await fetched(method, path, body, query));
}

/**
 * A line may break in the middle of an answer, and whatever stands between may answer in the desk's place. Throws `Refused`.
 * @param {Response} answer
 */
async function readable(answer) {
  try {
    return await answer.json();
  } catch {
    throw new Refused(0, 'noLine');
  }
}

/**
 * What has changed in a call since; undefined where nothing has. Throws `Refused`.
 * @param {string} reference
 * @param {number} revision
 * @returns {Promise<import('./deskState.ts').CallAnswer | undefined>}
 */
export async function news(reference, revision) {
  const answer = await fetched('GET', `desk/calls/${reference}`, undefined, { since: String(revision) });
  return answer.status === 204 ? undefined : readable(answer);
}

/** @param {Response} answer @returns {Promise<string>} */
async function codeOf(answer) {
  try {
    const { error } = await answer.json();
    return String(error.code);
  } catch {
    return 'trouble';
  }
}

/** @param {Refused} refused */
const isPassing = ({ status, code }) => status === 0 || status >= 500 || code === 'Locked' || code === 'SignedOut';

/**
 * Sends an act until the server has it: the same id again is the same act, so nothing is lost and nothing doubled.
 * @param {string} reference
 * @param {{ seen: number, act: import('../../../dialogs/call/callActs.ts').CallAct, second?: string }} body
 * @param {(error: Refused) => void} onTrouble told of each attempt that failed for the time being.
 */
export async function sendAct(reference, body, onTrouble) {
  const act = { id: crypto.randomUUID(), ...body };
  let failures = 0;
  for (;;) {
    try {
      return await ask('POST', `desk/calls/${reference}/acts`, act);
    } catch (error) {
      if (!(error instanceof Refused) || !isPassing(error)) throw error;
      if (error.status >= 500) failures += 1;
      if (failures >= mostFailures) throw error;
      onTrouble(error);
      await new Promise((later) => setTimeout(later, retryAfter));
    }
  }
}
