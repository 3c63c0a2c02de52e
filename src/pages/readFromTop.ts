import { cardSelector } from './chat/sight.ts';

const settling = 1_500; // milliseconds in which late layout comes to rest
const loading = 20_000; // a slow phone draws a long transcript bit by bit

/**
 * Keeps what matters now in view: after a load the newest card, later the beginning of what is new. What to do stands
 * at the top of a card, and Web Chat would scroll past it.
 * @param onNewCard called once for each card that comes while the page is open.
 * @returns a function to call when the person says something: what comes after is new.
 */
export function readFromTop(element: HTMLElement, onNewCard: (card: Element) => void): () => void {
  let said: number | undefined;
  let firstNew: Element | undefined;
  let newest: Element | undefined;
  let newestCard: Element | undefined;
  let until = 0;
  let touched = false;

  const activities = (): Element[] => [...element.querySelectorAll('.webchat__basic-transcript__activity')];
  const scrollable = (): Element | null => element.querySelector('.webchat__basic-transcript__scrollable');
  const scrollTop = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop');

  // Web Chat scrolls to the end by itself; two who scroll would move a button away under a finger.
  const takeOver = (view: Element): void =>
    void Object.defineProperty(view, 'scrollTop', {
      configurable: true,
      get: () => scrollTop?.get?.call(view),
      set: () => {},
    });

  function hold(): void {
    if (performance.now() >= until) return;
    const view = scrollable();
    const first = firstNew?.isConnected ? firstNew : newest;
    if (view !== null && first !== undefined) {
      const top = view.scrollTop + first.getBoundingClientRect().top - view.getBoundingClientRect().top;
      const target = Math.min(top, view.scrollHeight - view.clientHeight);
      if (Math.abs(view.scrollTop - target) > 1) scrollTop?.set?.call(view, target);
    }
    requestAnimationFrame(hold);
  }

  function look(): void {
    const view = scrollable();
    if (view !== null && !Object.hasOwn(view, 'scrollTop')) takeOver(view);
    const all = activities();
    const last = all.at(-1);
    if (last === undefined) return;
    const card = all.findLast((one) => one.querySelector(cardSelector) !== null);
    if (card !== undefined && card !== newestCard) {
      newestCard = card;
      onNewCard(card);
    }
    if (last === newest) return;
    newest = last;
    // After a load the whole transcript arrives at once; only what was said since then is new.
    if (said === undefined) firstNew = card ?? last;
    else if (firstNew === undefined || !firstNew.isConnected) firstNew = all[said];
    const resting = performance.now() >= until;
    until = performance.now() + (said === undefined && !touched ? loading : settling);
    if (resting) requestAnimationFrame(hold);
  }

  new MutationObserver(look).observe(element, { childList: true, subtree: true });
  const stopHolding = (): void => {
    touched = true;
    until = 0;
  };
  for (const gesture of ['pointerdown', 'wheel', 'touchmove', 'keydown'])
    addEventListener(gesture, stopHolding, { capture: true, passive: true });

  return () => {
    said = activities().length;
    firstNew = undefined;
  };
}
