import type { Letter } from './chat/outbox.ts';

export const directLineDomain = `${location.origin}/v3/directline`;

/** A conversation that this browser may talk in. */
export type Kept = { readonly conversationId: string; readonly token: string };

export type OpenedSession = Kept & {
  readonly resumed: boolean;
  /** There was an earlier one, and it cannot be continued. */
  readonly lost: boolean;
  /** Milliseconds since it was last open here. */
  readonly away: number;
};

type Drawer = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

function ofMemory(): Drawer {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** Storage may be blocked in a frame of another site; then the conversation lasts as long as the page. */
function usable(kind: 'localStorage' | 'sessionStorage'): Drawer {
  try {
    const storage = window[kind];
    const test = 'cauda.test';
    storage.setItem(test, test);
    storage.removeItem(test);
    return storage;
  } catch {
    return ofMemory();
  }
}

/** On a shared computer nothing outlives the page. */
const mayResume = document.documentElement.dataset['resume'] !== 'no';
const ofBrowser = mayResume ? usable('localStorage') : ofMemory();
const ofTab = mayResume ? usable('sessionStorage') : ofMemory();
/** Two tabs of a desk are two callers; a patient's browser may be closed and opened again. */
const storageFor = (role: string): Drawer => (role === 'nurse' || role === 'clinician' ? ofTab : ofBrowser);

const keyFor = (role: string): string => `cauda.session.${role}`;
const outboxKey = (conversation: string): string => `cauda.outbox.${conversation}`;

/** Removes every trace of a role's conversation from this browser. */
export function forget(role: string): void {
  const earlier = stored(role);
  if (earlier !== undefined) ofTab.removeItem(outboxKey(earlier.conversationId));
  storageFor(role).removeItem(keyFor(role));
}

const remember = (role: string, { conversationId, token }: Kept, at = Date.now()): void =>
  storageFor(role).setItem(keyFor(role), JSON.stringify({ conversationId, token, at }));

/** Keeps the newest token, unless another tab has begun another conversation meanwhile. */
export function keep(role: string, session: Kept): void {
  if (stored(role)?.conversationId === session.conversationId) remember(role, session);
}

function stored(role: string): (Kept & { readonly at: number }) | undefined {
  try {
    const session: Record<string, unknown> | null = JSON.parse(storageFor(role).getItem(keyFor(role)) ?? 'null');
    const { token, conversationId, at } = session ?? {};
    return typeof token === 'string' && typeof conversationId === 'string'
      ? { token, conversationId, at: Number(at) || 0 }
      : undefined;
  } catch {
    return undefined;
  }
}

export const hasEarlier = (role: string): boolean => stored(role) !== undefined;

/** What was said and not yet acknowledged; in the tab, since two tabs must not send it twice. */
export const keptLetters = (conversation: string) => ({
  read: (): readonly Letter[] => {
    try {
      const letters: unknown = JSON.parse(ofTab.getItem(outboxKey(conversation)) ?? '[]');
      return Array.isArray(letters) ? letters : [];
    } catch {
      return [];
    }
  },
  write: (letters: readonly Letter[]): void => {
    if (letters.length === 0) ofTab.removeItem(outboxKey(conversation));
    else ofTab.setItem(outboxKey(conversation), JSON.stringify(letters));
  },
});

/**
 * Takes up the conversation that this browser had, or a new one.
 * @param ready a new one that came with the page.
 * Throws when the server cannot be reached or refuses.
 */
export async function openSession(role: string, locale: string, ready?: Kept): Promise<OpenedSession> {
  const earlier = stored(role);
  if (earlier !== undefined) {
    const refreshed = await post('tokens/refresh', undefined, { Authorization: `Bearer ${earlier.token}` });
    if (refreshed.ok) {
      const { token } = await refreshed.json();
      remember(role, { ...earlier, token }, earlier.at); // whether it is to go on may still be asked
      return {
        conversationId: earlier.conversationId,
        token,
        resumed: true,
        lost: false,
        away: Date.now() - earlier.at,
      };
    }
    if (![401, 403, 404].includes(refreshed.status)) throw new Error(`refused (${refreshed.status})`);
    forget(role);
  }
  const fresh = ready ?? (await newSession(role, locale));
  remember(role, fresh);
  return { ...fresh, resumed: false, lost: earlier !== undefined, away: 0 };
}

async function newSession(role: string, locale: string): Promise<Kept> {
  const fresh = await post('tokens/generate', { role, locale }, { 'Content-Type': 'application/json' });
  if (!fresh.ok) throw new Error(`refused (${fresh.status})`);
  const { conversationId, token } = await fresh.json();
  return { conversationId, token };
}

const post = (path: string, body: object | undefined, headers: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(`${directLineDomain}/${path}`, {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
