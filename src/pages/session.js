const directLine = `${location.origin}/v3/directline`;

/** Storage may be blocked in a frame of another site; then the conversation lasts as long as the page. */
const storage = (() => {
  try {
    const test = 'cauda.test';
    localStorage.setItem(test, test);
    localStorage.removeItem(test);
    return localStorage;
  } catch {
    const kept = new Map();
    return {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key),
    };
  }
})();

const keyFor = (role) => `cauda.session.${role}`;

export const forget = (role) => storage.removeItem(keyFor(role));

export const remember = (role, { conversationId, token }) =>
  storage.setItem(keyFor(role), JSON.stringify({ conversationId, token }));

function stored(role) {
  try {
    const session = JSON.parse(storage.getItem(keyFor(role)) ?? 'null');
    return typeof session?.token === 'string' && typeof session?.conversationId === 'string' ? session : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes up the conversation that this browser had, or gets a token for a new one.
 * @returns {{ conversationId: string, token: string, resumed: boolean, lost: boolean }} `lost`: there was one, and it cannot be continued.
 * Throws when the server cannot be reached or refuses.
 */
export async function openSession(role, locale) {
  const earlier = stored(role);
  if (earlier !== undefined) {
    const refreshed = await post('tokens/refresh', undefined, { Authorization: `Bearer ${earlier.token}` });
    if (refreshed.ok) {
      const { token } = await refreshed.json();
      remember(role, { ...earlier, token });
      return { conversationId: earlier.conversationId, token, resumed: true, lost: false };
    }
    if (refreshed.status !== 401 && refreshed.status !== 403 && refreshed.status !== 404)
      throw new Error(`refused (${refreshed.status})`);
    forget(role);
  }
  const fresh = await post('tokens/generate', { role, locale }, { 'Content-Type': 'application/json' });
  if (!fresh.ok) throw new Error(`refused (${fresh.status})`);
  const { conversationId, token } = await fresh.json();
  remember(role, { conversationId, token });
  return { conversationId, token, resumed: false, lost: earlier !== undefined };
}

const post = (path, body, headers) =>
  fetch(`${directLine}/${path}`, {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

export const directLineDomain = directLine;
