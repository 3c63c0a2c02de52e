const directLine = `${location.origin}/v3/directline`;

/** Storage may be blocked in a frame of another site; then the conversation lasts as long as the page. */
function usable(kind) {
  try {
    const storage = window[kind];
    const test = 'cauda.test';
    storage.setItem(test, test);
    storage.removeItem(test);
    return storage;
  } catch {
    const kept = new Map();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    };
  }
}

const ofBrowser = usable('localStorage');
const ofTab = usable('sessionStorage');
/** Two tabs of a desk are two callers; a patient's browser may be closed and opened again. */
const storageFor = (role) => (role === 'nurse' || role === 'clinician' ? ofTab : ofBrowser);

const keyFor = (role) => `cauda.session.${role}`;

export const forget = (role) => storageFor(role).removeItem(keyFor(role));

const remember = (role, { conversationId, token }, at = Date.now()) =>
  storageFor(role).setItem(keyFor(role), JSON.stringify({ conversationId, token, at }));

/** Keeps the newest token, unless another tab has begun another conversation meanwhile. */
export function keep(role, session) {
  if (stored(role)?.conversationId === session.conversationId) remember(role, session);
}

function stored(role) {
  try {
    const session = JSON.parse(storageFor(role).getItem(keyFor(role)) ?? 'null');
    return typeof session?.token === 'string' && typeof session?.conversationId === 'string' ? session : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes up the conversation that this browser had, or gets a token for a new one.
 * @returns {{ conversationId: string, token: string, resumed: boolean, lost: boolean, away: number }} `lost`: there was one, and it
 * cannot be continued. `away`: milliseconds since it was last open here.
 * Throws when the server cannot be reached or refuses.
 */
export async function openSession(role, locale) {
  const earlier = stored(role);
  if (earlier !== undefined) {
    const refreshed = await post('tokens/refresh', undefined, { Authorization: `Bearer ${earlier.token}` });
    if (refreshed.ok) {
      const { token } = await refreshed.json();
      remember(role, { ...earlier, token }, earlier.at); // whether it is to go on may still be asked
      const away = Date.now() - (Number(earlier.at) || 0);
      return { conversationId: earlier.conversationId, token, resumed: true, lost: false, away };
    }
    if (refreshed.status !== 401 && refreshed.status !== 403 && refreshed.status !== 404)
      throw new Error(`refused (${refreshed.status})`);
    forget(role);
  }
  const fresh = await post('tokens/generate', { role, locale }, { 'Content-Type': 'application/json' });
  if (!fresh.ok) throw new Error(`refused (${fresh.status})`);
  const { conversationId, token } = await fresh.json();
  remember(role, { conversationId, token });
  return { conversationId, token, resumed: false, lost: earlier !== undefined, away: 0 };
}

const post = (path, body, headers) =>
  fetch(`${directLine}/${path}`, {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

export const directLineDomain = directLine;
