import type { Activity } from './activity.ts';
import type { Delivery, Letter } from './outbox.ts';

export type Session = {
  readonly conversationId: string;
  readonly token: string;
  /** It has begun before. */
  readonly resumed: boolean;
};

export type LineParts = {
  readonly domain: string;
  readonly session: Session;
  readonly locale: string;
  readonly onActivities: (activities: readonly Activity[]) => void;
  /** `lost`: for now; it comes back by itself. */
  readonly onState: (state: 'open' | 'lost' | 'expired') => void;
  readonly onToken: (token: string) => void;
  /** What was typed and could not go yet: where nothing can begin, the server looks for an emergency in it. */
  readonly unsaid: () => string;
  /** Nothing can begin now; what to do instead. It is tried again by itself. */
  readonly onTurnedAway: (text: string) => void;
};

const patience = 10_000; // milliseconds for one request
const longestPause = 4_000;
const keepAliveEvery = 20_000;
const refreshEvery = 15 * 60_000;
const echoWithin = 4_000; // after that a socket that brings nothing is not believed
const longAway = 30_000; // a device that slept has a dead socket more often than not

type Answer = {
  readonly token?: string;
  readonly streamUrl?: string;
  readonly activities?: Activity[];
  readonly watermark?: string;
  readonly error?: { readonly code: string; readonly message: string };
};

/** Direct Line 3.0 as this page needs it: unlike Microsoft's client it tells at once that the line is lost. */
export function line({ domain, session, locale, onActivities, onState, onToken, unsaid, onTurnedAway }: LineParts) {
  const at = `${domain}/conversations`;
  let { token } = session;
  let begun = session.resumed;
  let watermark = '';
  let socket: WebSocket | undefined;
  let failures = 0;
  let ended = false;
  let pause: ReturnType<typeof setTimeout> | undefined;
  /** Said, and not come back with the others yet. */
  const echoless = new Set<string>();
  let hiddenSince: number | undefined;
  let hasBegun = (): void => {};
  const beginning = new Promise<void>((resolve) => {
    hasBegun = resolve;
  });

  async function request(method: string, path: string, body?: object): Promise<Response> {
    return fetch(path, {
      method,
      headers: {
        Authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patience),
    });
  }

  /** @returns undefined where it failed for now. */
  async function asked(method: string, path: string, body?: object): Promise<Answer | 'expired' | undefined> {
    try {
      const answer = await request(method, path, body);
      if (answer.status === 401 || answer.status === 403) return 'expired';
      const read: Answer = await answer.json();
      if (read.error?.code === 'Busy') onTurnedAway(read.error.message);
      return answer.ok ? read : undefined;
    } catch {
      return undefined;
    }
  }

  async function connect(): Promise<void> {
    clearTimeout(pause);
    const id = encodeURIComponent(session.conversationId);
    const answer = begun
      ? await asked('GET', `${at}/${id}?watermark=${watermark}`)
      : await asked('POST', at, { locale, activities: true, words: unsaid() });
    if (ended) return;
    if (answer === 'expired') return expire();
    if (answer?.streamUrl === undefined) return retry();
    renew(answer.token);
    // A socket may be forbidden on the way where requests pass; then each attempt brings what is new.
    const missed =
      answer.activities === undefined ? await asked('GET', `${at}/${id}/activities?watermark=${watermark}`) : answer;
    if (missed === undefined || missed === 'expired') return retry();
    failures = Math.max(0, failures - 1);
    take(missed);
    begun = true;
    hasBegun();
    onState('open');
    open(answer.streamUrl);
  }

  function open(streamUrl: string): void {
    const opening = new WebSocket(streamUrl.replace(/watermark=\d*/, `watermark=${watermark}`));
    const before = socket;
    socket = opening;
    before?.close();
    opening.onopen = () => {
      failures = 0;
    };
    opening.onmessage = ({ data }) => {
      if (typeof data === 'string' && data !== '') take(JSON.parse(data));
    };
    opening.onclose = () => {
      if (socket !== opening || ended) return;
      socket = undefined;
      retry();
    };
  }

  function take({ activities = [], watermark: newest }: Answer): void {
    if (newest !== undefined && newest !== '') watermark = newest;
    for (const { channelData } of activities) echoless.delete(channelData?.clientActivityID ?? '');
    if (activities.length > 0) onActivities(activities);
  }

  function retry(): void {
    if (ended) return;
    failures += 1;
    if (failures > 1 || !navigator.onLine) onState('lost');
    pause = setTimeout(() => void connect(), Math.min(longestPause, 250 * 2 ** failures) * (0.75 + Math.random() / 2));
  }

  function expire(): void {
    end();
    onState('expired');
  }

  function renew(fresh: string | undefined): void {
    if (fresh === undefined || fresh === token) return;
    token = fresh;
    onToken(fresh);
  }

  /** A socket can seem open and be dead, and one that lived on never says so: only a new one tells. */
  function reconnectNow(): void {
    if (ended) return;
    failures = 0;
    void connect();
  }

  function shownAgain(): void {
    const since = hiddenSince;
    hiddenSince = document.hidden ? Date.now() : undefined;
    if (since !== undefined && Date.now() - since > longAway) reconnectNow();
  }

  /** What was taken comes back on the socket at once, with what it leads to. */
  function expectEcho(id: string): void {
    setTimeout(() => {
      if (echoless.delete(id)) reconnectNow();
    }, echoWithin);
  }

  function end(): void {
    ended = true;
    clearTimeout(pause);
    clearInterval(keepAlive);
    clearInterval(refresh);
    removeEventListener('online', reconnectNow);
    removeEventListener('visibilitychange', shownAgain);
    socket?.close();
  }

  const keepAlive = setInterval(() => socket?.readyState === WebSocket.OPEN && socket.send(''), keepAliveEvery);
  const refresh = setInterval(async () => {
    const answer = await asked('POST', `${domain}/tokens/refresh`);
    if (answer !== 'expired') renew(answer?.token);
  }, refreshEvery);
  addEventListener('online', reconnectNow);
  addEventListener('visibilitychange', shownAgain);
  void connect();

  return {
    /** @param filled what an activity becomes once the conversation has begun. */
    async deliver({ id, activity: said }: Letter, filled: (said: Activity) => Activity): Promise<Delivery> {
      if (!begun) await beginning;
      const activity = filled(said);
      const channelData = { ...activity.channelData, clientActivityID: id };
      echoless.add(id);
      try {
        const { status, ok } = await request('POST', `${at}/${encodeURIComponent(session.conversationId)}/activities`, {
          ...activity,
          channelData,
        });
        if (ok) {
          expectEcho(id);
          return 'taken';
        }
        if (status === 401 || status === 403) return 'expired';
        // A limit that was reached answers 400 as well; what is malformed does so for ever, and nothing here makes it.
        return status === 413 || status === 415 ? 'refused' : 'later';
      } catch {
        return 'later';
      }
    },
    end,
  };
}
export type Line = ReturnType<typeof line>;
