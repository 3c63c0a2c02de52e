import type { Activity, Standing } from './chat/activity.ts';
import { followByKeyboard, scrollByKeys } from './chat/keyboard.ts';
import { line } from './chat/line.ts';
import { type Outbox, outbox } from './chat/outbox.ts';
import { guardPresses } from './chat/pressGuard.ts';
import { sendingMarks } from './chat/sending.ts';
import { transcript } from './chat/transcript.ts';
import { hostConfig, paletteFor, styleOptions } from './chatStyle.ts';
import { isToGoOn, sayErased } from './earlierConversation.ts';
import { readFromTop } from './readFromTop.ts';
import { conversationLanguage, direction, say, speak } from './say.ts';
import { directLineDomain, forget, keep, keptLetters, type OpenedSession, openSession } from './session.ts';
import type { Trouble } from './trouble.ts';

type Observer<T> = { readonly next?: (value: T) => void };
type Observable<T> = { readonly subscribe: (observer: Observer<T>) => { readonly unsubscribe: () => void } };

declare global {
  interface Window {
    /** Set by the script that pageScripts builds. */
    readonly WebChat: {
      readonly createStore: () => unknown;
      readonly renderWebChat: (props: object, element: HTMLElement) => void;
    };
  }
}

export type ChatOptions = {
  readonly element: HTMLElement;
  readonly role: string;
  readonly locale: string;
  readonly onBot?: (activity: Activity) => void;
  readonly onTrouble: (trouble: Trouble) => void;
  readonly onStanding?: (standing: Standing | undefined) => void;
};

const anHour = 60 * 60 * 1000;
/** Unanswered for so long, a line is called slow. */
const slow = 4_000;
const online = 2; // ConnectionStatus of Direct Line

/**
 * Shows the conversation in an element.
 * @returns how long a card has been seen at a time; undefined where there is no conversation.
 */
export async function startChat({ element, role, locale, onBot, onTrouble, onStanding }: ChatOptions) {
  const session = await opened(element, role, locale).catch(() => undefined);
  if (session === undefined) return void onTrouble('unreachable');
  onTrouble(session.lost ? 'lost' : 'none');
  let { token } = session;

  const activities = subject<Activity>();
  const shown = transcript();
  const marks = sendingMarks();
  let isOpen = true;
  let slowly: ReturnType<typeof setTimeout> | undefined;

  const letters: Outbox = outbox({
    deliver: (letter) => talk.deliver(letter),
    kept: keptLetters(session.conversationId),
    onChange({ waiting, failing }) {
      clearTimeout(slowly);
      if (waiting.length === 0) marks.clear();
      else slowly = setTimeout(() => onTrouble(navigator.onLine ? 'late' : 'offline'), failing ? 0 : slow);
      if (waiting.length === 0 && isOpen) onTrouble('none');
    },
    onRefused: () => marks.clear(),
  });

  const talk = line({
    domain: directLineDomain,
    session,
    locale,
    onActivities: (arrived) => {
      for (const one of arrived) take(one);
    },
    onState(state) {
      isOpen = state === 'open';
      if (state === 'open') letters.nudge();
      onTrouble(state === 'open' ? 'none' : state === 'lost' ? 'offline' : state);
    },
    onToken(fresh) {
      token = fresh;
      keepToken();
    },
  });
  const keepToken = (): void => keep(role, { conversationId: session.conversationId, token });
  const keeping = setInterval(keepToken, 60_000); // when it was last open here
  keepToken();
  addEventListener('offline', () => onTrouble('offline'));
  addEventListener('online', () => letters.nudge());

  function take(activity: Activity): void {
    const { cauda, caudaErased, clientActivityID } = activity.channelData ?? {};
    if (caudaErased === true) {
      erased();
      return;
    }
    if (clientActivityID !== undefined) letters.acknowledged(clientActivityID);
    if (activity.from?.role === 'bot') {
      if (cauda !== undefined) onStanding?.(cauda.standing);
      if (cauda?.language !== undefined && speak(cauda.language)) render();
      onBot?.(activity);
    }
    for (const one of shown.arrived(activity)) activities.next(one);
  }

  function erased(): void {
    talk.end();
    clearInterval(keeping);
    letters.clear();
    forget(role);
    onStanding?.(undefined);
    onTrouble('none');
    sayErased(element);
  }

  const guard = guardPresses(element, marks.pressed);
  const follow = followByKeyboard();
  const personSaid = readFromTop(element, follow);
  scrollByKeys(element);

  const directLine = {
    token,
    activity$: activities.observable,
    connectionStatus$: only(online),
    postActivity(activity: Activity): Observable<string> {
      const id = activity.channelData?.clientActivityID ?? crypto.randomUUID();
      if (activity.type === 'message') {
        personSaid();
        const cauda = shown.shown();
        // Where the person is stays the same, whatever language the page speaks.
        letters.add({
          id,
          activity: { ...activity, locale, channelData: { ...activity.channelData, ...(cauda && { cauda }) } },
        });
      }
      return only(id);
    },
    end: () => talk.end(),
  };

  const store = window.WebChat.createStore();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  function render(): void {
    const palette = paletteFor(dark.matches);
    window.WebChat.renderWebChat(
      {
        directLine,
        store,
        locale: conversationLanguage() === 'es' ? 'es-ES' : 'en-US',
        dir: direction,
        nonce: element.dataset['nonce'],
        styleOptions: styleOptions(palette),
        adaptiveCardsHostConfig: hostConfig(palette),
        overrideLocalizedStrings: (strings: object) => ({
          ...strings,
          TEXT_INPUT_PLACEHOLDER: say('Tap an answer, or type it'),
        }),
      },
      element,
    );
  }
  dark.addEventListener('change', render);
  render();
  return guard;
}

/** The conversation to show. Throws where the server cannot be reached. */
async function opened(element: HTMLElement, role: string, locale: string): Promise<OpenedSession> {
  const session = await openSession(role, locale);
  if (!session.resumed || session.away <= anHour || (await isToGoOn(element))) return session;
  forget(role);
  return openSession(role, locale);
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
