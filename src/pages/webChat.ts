import { type Activity, cardIn, isRecord, type Shown, type Standing } from './chat/activity.ts';
import { callInPlace } from './chat/calls.ts';
import { earlyPresses } from './chat/earlyPresses.ts';
import { firstView } from './chat/firstView.ts';
import { answerByDigits, followByKeyboard, scrollByKeys } from './chat/keyboard.ts';
import { line } from './chat/line.ts';
import { type Letter, type Outbox, outbox } from './chat/outbox.ts';
import { guardPresses } from './chat/pressGuard.ts';
import { sendingMarks } from './chat/sending.ts';
import { cardSelector } from './chat/sight.ts';
import { transcript } from './chat/transcript.ts';
import { showUnfolded } from './chat/unfolding.ts';
import { hostConfig, paletteFor, styleOptions } from './chatStyle.ts';
import { isToGoOn, sayErased } from './earlierConversation.ts';
import { readFromTop } from './readFromTop.ts';
import { pageLanguage, speak, whenSpoken } from './say.ts';
import { directLineDomain, forget, hasEarlier, keep, keptLetters, type OpenedSession, openSession } from './session.ts';
import type { Trouble } from './trouble.ts';
import { webChatWords } from './webChatWords.ts';

type Observer<T> = { readonly next?: (value: T) => void };
type Observable<T> = { readonly subscribe: (observer: Observer<T>) => { readonly unsubscribe: () => void } };

type WebChat = {
  readonly createStore: () => { readonly dispatch: (action: object) => void };
  readonly renderWebChat: (props: object, element: HTMLElement) => void;
};

declare global {
  interface Window {
    /** Set by the script that pageScripts builds. */
    readonly WebChat?: WebChat;
  }
}

export type ChatOptions = {
  readonly element: HTMLElement;
  readonly role: string;
  readonly locale: string;
  /** The number keys choose an answer. */
  readonly byDigits?: boolean;
  /** Gets at once what says something in the conversation, as if it had been typed. */
  readonly onReady?: (say: (text: string) => void) => void;
  /** @param isNew false for what was said before the page was opened. */
  readonly onBot?: (activity: Activity, isNew: boolean) => void;
  /** @param instead what the server says to do. */
  readonly onTrouble: (trouble: Trouble, instead?: string) => void;
  readonly onStanding?: (standing: Standing | undefined) => void;
  /** The answers are deleted; what else shows of them must go. */
  readonly onErased?: () => void;
};

/** Milliseconds after which somebody else may be there. */
const askAfter = Number(document.documentElement.dataset['askAfter'] ?? 15) * 60_000;
/** Unanswered for so long, a line is called slow. */
const slow = 4_000;
const online = 2; // ConnectionStatus of Direct Line

/** Shows the conversation in an element; resolves once Web Chat does. */
export async function startChat({
  element,
  role,
  locale,
  byDigits,
  onReady,
  onBot,
  onTrouble,
  onStanding,
  onErased,
}: ChatOptions): Promise<void> {
  // Web Chat lies beside what the page shows at once, where it shows anything.
  const mount = element.querySelector<HTMLElement>('#webchat') ?? element;
  const early: Activity[] = [];
  let letters: Outbox | undefined;
  const first = firstView({ chat: element, onSaid: (activity) => post(activity, crypto.randomUUID()) });
  if (hasEarlier(role)) {
    first.hide();
    mount.removeAttribute('inert');
  } else document.documentElement.classList.remove('goes-on');
  const shown = transcript();
  let personSaid = (): void => {};
  function said(activity: Activity, id: string): void {
    personSaid();
    const cauda = shown.shown();
    post({ ...activity, channelData: { ...activity.channelData, ...(cauda && { cauda }) } }, id);
  }
  onReady?.((text) => said({ type: 'message', text, textFormat: 'plain' }, crypto.randomUUID()));
  const marks = sendingMarks();
  const sight = guardPresses(element, marks.pressed);
  if (byDigits) answerByDigits(element, sight.seenFor);
  showUnfolded(element);
  callInPlace(element);
  const seenSince = earlyPresses();
  const firstCard = element.querySelector(cardSelector);
  if (seenSince !== undefined && firstCard !== null) sight.seenSince(firstCard, seenSince);

  const session = await opened(mount, role, locale).catch(() => undefined);
  if (session === undefined) return void onTrouble('unreachable');
  onTrouble(session.lost ? 'lost' : 'none');
  let { token } = session;

  // Where the person is stays the same, whatever language the page speaks.
  function post(activity: Activity, id: string): void {
    if (letters === undefined) early.push(activity);
    else letters.add({ id, activity: { ...activity, locale } });
  }

  const activities = subject<Activity>();
  let firstShown: Shown | undefined;
  const cards = new Set<string>();
  let isOpen = true;
  let isHistory = session.resumed;
  let slowly: ReturnType<typeof setTimeout> | undefined;
  let waitingLetters: readonly Letter[] = [];
  let turnedAway = false;
  let wentOffline = false;
  /**
   * Who is turned away is told what to do instead, and nothing of a slow line in its place. What was on its way when the
   * line went does not say that it is back.
   */
  function lineTrouble(trouble: Trouble): void {
    if (!turnedAway) onTrouble(trouble === 'none' && wentOffline ? 'offline' : trouble);
  }

  letters = outbox({
    deliver: (letter) => talk.deliver(letter, withFirst),
    kept: keptLetters(session.conversationId),
    onChange({ waiting, failing }) {
      clearTimeout(slowly);
      waitingLetters = waiting;
      if (waiting.length === 0) marks.clear();
      else slowly = setTimeout(() => lineTrouble(navigator.onLine ? 'late' : 'offline'), failing ? 0 : slow);
      if (waiting.length === 0 && isOpen) lineTrouble('none');
    },
    onRefused: () => marks.clear(),
  });

  const talk = line({
    domain: directLineDomain,
    session,
    locale,
    onActivities: (arrived) => {
      // Of an earlier conversation only what stands now is read aloud.
      const isNew = !isHistory;
      const heard = isNew ? 0 : arrived.findLastIndex((one) => cardIn(one) !== undefined);
      isHistory = false;
      for (const [at, one] of arrived.entries())
        take(at < heard ? { ...one, channelData: { ...one.channelData, caudaHeard: true } } : one, isNew);
    },
    onState(state) {
      isOpen = state === 'open';
      if (isOpen) wentOffline = false;
      if (state !== 'lost') turnedAway = false;
      if (state === 'open') letters?.nudge();
      lineTrouble(state === 'open' ? 'none' : state === 'lost' ? 'offline' : state);
    },
    unsaid: () => waitingLetters.flatMap(({ activity }) => activity.text ?? []).join('\n'),
    onTurnedAway(text) {
      turnedAway = true;
      onTrouble('busy', text);
    },
    onToken(fresh) {
      token = fresh;
      keepToken();
    },
  });
  for (const activity of early) post(activity, crypto.randomUUID());
  const keepToken = (): void => keep(role, { conversationId: session.conversationId, token });
  const keeping = setInterval(keepToken, 60_000); // when it was last open here
  keepToken();
  addEventListener('offline', () => {
    wentOffline = true;
    lineTrouble('offline');
  });
  addEventListener('online', () => {
    wentOffline = false;
    if (isOpen && waitingLetters.length === 0) lineTrouble('none');
    letters?.nudge();
  });

  function take(activity: Activity, isNew: boolean): void {
    const { cauda, caudaErased, clientActivityID } = activity.channelData ?? {};
    if (caudaErased === true) {
      erased();
      return;
    }
    if (clientActivityID !== undefined) letters?.acknowledged(clientActivityID);
    if (activity.from?.role === 'bot') {
      if (cauda !== undefined) onStanding?.(cauda.standing);
      if (cauda?.language !== undefined) void speak(cauda.language);
      onBot?.(activity, isNew);
    }
    for (const one of shown.arrived(activity)) activities.next(one);
    firstShown ??= shown.shown();
    if (activity.id !== undefined && cardIn(activity) !== undefined) cards.add(activity.id);
    first.arrived(activity);
  }

  /** What was said before the conversation had begun answers its first card, and nothing that came later. */
  function withFirst(activity: Activity): Activity {
    if (firstShown === undefined) return activity;
    const { value, channelData } = activity;
    if (isRecord(value) && value['run'] === undefined && firstShown.run !== undefined)
      return { ...activity, value: { ...value, run: firstShown.run, card: firstShown.card } };
    if (value !== undefined || channelData?.cauda !== undefined) return activity;
    return { ...activity, channelData: { ...channelData, cauda: firstShown } };
  }

  function erased(): void {
    talk.end();
    clearInterval(keeping);
    letters?.clear();
    forget(role);
    onStanding?.(undefined);
    onTrouble('none');
    onErased?.();
    sayErased(element);
  }

  const follow = followByKeyboard();
  personSaid = readFromTop(mount, follow);
  scrollByKeys(mount);

  const directLine = {
    token,
    activity$: activities.observable,
    connectionStatus$: only(online),
    postActivity(activity: Activity): Observable<string> {
      const id = activity.channelData?.clientActivityID ?? crypto.randomUUID();
      if (activity.type === 'message') said(activity, id);
      return only(id);
    },
    end: () => talk.end(),
  };

  const WebChat = await webChatLoaded();
  const store = WebChat.createStore();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  function render(): void {
    const palette = paletteFor(dark.matches);
    const { language, direction } = pageLanguage();
    WebChat.renderWebChat(
      {
        directLine,
        store,
        locale: language,
        dir: direction,
        nonce: mount.dataset['nonce'],
        styleOptions: styleOptions(palette),
        adaptiveCardsHostConfig: hostConfig(palette),
        overrideLocalizedStrings: (strings: object) => ({ ...strings, ...webChatWords() }),
      },
      mount,
    );
  }
  dark.addEventListener('change', render);
  whenSpoken(render);
  render();
  const { words, typing, card } = await first.handOver(
    () => isOpen && cards.size > 0 && mount.querySelectorAll(cardSelector).length >= cards.size,
  );
  const sameCard = [...mount.querySelectorAll(cardSelector)].at(-1);
  if (card !== undefined && sameCard !== undefined) sight.drawnAnew(card, sameCard);
  mount.removeAttribute('inert');
  if (words !== '') store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: words } });
  if (typing) mount.querySelector<HTMLElement>('[data-id="webchat-sendbox-input"]')?.focus();
}

/** Resolves once Web Chat's script has run; it loads beneath what the page shows at once. */
function webChatLoaded(): Promise<WebChat> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (window.WebChat !== undefined) resolve(window.WebChat);
      else document.getElementById('webchat-script')?.addEventListener('load', look, { once: true });
    };
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', look, { once: true });
    else look();
  });
}

/** The conversation to show. Throws where the server cannot be reached. */
async function opened(element: HTMLElement, role: string, locale: string): Promise<OpenedSession> {
  const { conversation, token } = document.documentElement.dataset;
  const ready = conversation === undefined || token === undefined ? undefined : { conversationId: conversation, token };
  const session = await openSession(role, locale, ready);
  if (!session.resumed || session.away < askAfter || (await isToGoOn(element))) return session;
  forget(role);
  return openSession(role, locale, ready);
}

/** One value, and that at once. It never completes: Web Chat takes an end of the status for the end of the line. */
const only = <T>(value: T): Observable<T> => ({
  subscribe({ next }) {
    next?.(value);
    return { unsubscribe: () => {} };
  },
});

/** Hands on values to whoever subscribed, and the earlier ones to who subscribes later. */
function subject<T>(): { readonly next: (value: T) => void; readonly observable: Observable<T> } {
  const observers = new Set<Observer<T>>();
  const earlier: T[] = [];
  return {
    next(value) {
      if (observers.size === 0) earlier.push(value);
      for (const one of observers) one.next?.(value);
    },
    observable: {
      subscribe(observer) {
        observers.add(observer);
        for (const value of earlier) observer.next?.(value);
        return { unsubscribe: () => void observers.delete(observer) };
      },
    },
  };
}
