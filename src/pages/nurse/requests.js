import { locale } from './words.js';

const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
const patience = 8_000;
const retryAfter = 1_500;

/** `status` 0: no line. */
export class Refused extends Error {
  constructor(status, code) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

/** Asks the desk's server. Throws `Refused`. */
export async function ask(method, path, body, query = {}) {
  const url = new URL(`/nurse/${path}`, location.origin);
  url.search = new URLSearchParams({ locale, timeZone, ...query });
  let answer;
  try {
    answer = await fetch(url, {
      method,
      headers: { 'x-cauda-desk': '1', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
      signal: AbortSignal.timeout(patience),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Refused(0, 'noLine');
  }
  if (answer.status === 204) return undefined;
  const read = await answer.json().catch(() => ({}));
  if (answer.ok) return read;
  throw new Refused(answer.status, read.error?.code ?? 'trouble');
}

const isPassing = ({ status, code }) => status === 0 || status >= 500 || code === 'Locked' || code === 'SignedOut';

/**
 * Sends an act until the server has it: the same id again is the same act, so nothing is lost and nothing doubled.
 * @param onTrouble told of each attempt that failed for the time being.
 */
export async function sendAct(reference, body, onTrouble) {
  const act = { id: crypto.randomUUID(), ...body };
  for (;;) {
    try {
      return await ask('POST', `desk/calls/${reference}/acts`, act);
    } catch (error) {
      if (!(error instanceof Refused) || !isPassing(error)) throw error;
      onTrouble(error);
      await new Promise((later) => setTimeout(later, retryAfter));
    }
  }
}
