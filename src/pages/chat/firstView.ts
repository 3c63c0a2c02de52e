import { type Activity, cardIn, isRecord } from './activity.ts';
import { cardHtml } from './cardHtml.ts';
import { blocksOf } from './markdown.ts';
import { cardSelector } from './sight.ts';

export type FirstViewParts = {
  readonly chat: HTMLElement;
  /** A button that counted, or words. */
  readonly onSaid: (activity: Activity) => void;
};

/** What was typed and not sent, whether the text box had the focus, and the newest card. */
export type HandedOver = { readonly words: string; readonly typing: boolean; readonly card: Element | undefined };

/**
 * What a person sees and answers while Web Chat is still loading: the first question came with the page, and what is
 * answered meanwhile is drawn as plain HTML.
 */
export function firstView({ chat, onSaid }: FirstViewParts) {
  let holding = false;
  /** What stands on the screen, by activity id. */
  const drawn = new Map<string, Element | null | undefined>();
  const place = (): HTMLElement | null => chat.querySelector<HTMLElement>('#first');
  const cards = (): HTMLElement | null => chat.querySelector<HTMLElement>('#first-cards');
  const box = (): HTMLInputElement | null => chat.querySelector<HTMLInputElement>('#first-words');

  // Heard from the first painted frame on, whatever of the page has arrived by then.
  chat.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('#first [data-value]') : null;
    if (button === null) return;
    const value: unknown = JSON.parse(button.dataset['value'] ?? 'null');
    onSaid({ type: 'message', value, channelData: { postBack: true } });
  });
  chat.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = box()?.value.trim() ?? '';
    const field = box();
    if (text === '' || field === null) return;
    field.value = '';
    show(`<p class="is-said">${blocksOf(text)}</p>`);
    onSaid({ type: 'message', text, textFormat: 'plain' });
  });
  for (const [event, down] of [
    ['pointerdown', true],
    ['pointerup', false],
    ['pointercancel', false],
  ] as const)
    addEventListener(event, () => setTimeout(() => (holding = down), down ? 0 : 350), { capture: true });

  const show = (html: string): void => cards()?.insertAdjacentHTML('beforeend', html);

  return {
    /** An earlier conversation goes on: the new question is never painted. */
    hide(): void {
      document.documentElement.classList.add('goes-on');
      const remove = (): void => place()?.remove();
      if (document.readyState === 'loading') addEventListener('DOMContentLoaded', remove, { once: true });
      else remove();
    },

    /** What came from the bot before Web Chat took over. */
    arrived(activity: Activity): void {
      if (activity.from?.role !== 'bot' || place() === null) return;
      const { id = '', text } = activity;
      const card = cardIn(activity);
      // The first card is there already.
      if (drawn.size === 0 && card !== undefined) return void drawn.set(id, cards()?.querySelector(cardSelector));
      const earlier = drawn.get(id);
      if (earlier) {
        earlier.setAttribute('aria-live', 'off'); // it was read aloud when it came
        earlier.innerHTML = cardHtml(card);
        return;
      }
      for (const old of cards()?.querySelectorAll(cardSelector) ?? []) old.setAttribute('inert', '');
      if (isRecord(card)) show(`<article class="webchat__adaptive-card-renderer is-card">${cardHtml(card)}</article>`);
      else if (text !== undefined) show(`<div class="is-card">${blocksOf(text)}</div>`);
      const newest = cards()?.lastElementChild;
      drawn.set(id, newest);
      newest?.scrollIntoView({ block: 'start' });
    },

    /**
     * Web Chat takes over once it shows what the person has got to, no finger is down and no answer is under way.
     */
    handOver(isReady: () => boolean): Promise<HandedOver> {
      return new Promise((resolve) => {
        const tryIt = (): void => {
          if (holding || !isReady()) return void requestAnimationFrame(tryIt);
          const field = box();
          const typing = field !== null && document.activeElement === field;
          const words = field?.value ?? '';
          const card = [...(cards()?.querySelectorAll(cardSelector) ?? [])].at(-1);
          place()?.remove();
          performance.mark('cauda-taken-over');
          resolve({ words, typing, card });
        };
        tryIt();
      });
    },
  };
}
