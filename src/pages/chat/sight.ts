import { toBeSeen } from './press.ts';

export const cardSelector = '.webchat__adaptive-card-renderer';
/** What only unfolds something can be pressed at any time. */
const noAnswer = '[aria-expanded], summary';
export const answerSelector = `.ac-pushButton:not(${noAnswer})`;
export const pressableSelector = `${answerSelector}, .ac-selectable:not(${noAnswer})`;
/** A part of a picture that answers: it stands in for a button of the same card. */
export const placeSelector = '.ac-selectable:has(img)';

type Seen = {
  /** When the first answer came into view, in the time of events; undefined while it has not. */
  since: number | undefined;
  top: number;
  /** It was seen for long enough once: what the question is is known. */
  known: boolean;
};

const restless = 800; // milliseconds in which what just changed may still move
const scrolledBy = 1_200; // a flick goes on by itself

export type SightWatch = {
  /** How long a card has been seen at a time. */
  readonly seenFor: (card: Element, at: number) => number;
  /** A card was in sight before this watch began. */
  readonly seenSince: (card: Element, at: number) => void;
  /** The same card is drawn anew, by another renderer in the same place: who saw it has seen it. */
  readonly drawnAnew: (before: Element, after: Element) => void;
};

/**
 * Watches when each card came into a person's sight. What the page moves by itself must be seen anew; what the person
 * scrolls need not. A card that has been seen for long enough gets `data-seen`.
 */
export function watchSight(root: HTMLElement): SightWatch {
  const seen = new WeakMap<Element, Seen>();
  let awakeUntil = 0;
  let scrolledUntil = 0;
  let looping = false;

  function look(now: number): void {
    const view = root.getBoundingClientRect();
    for (const card of root.querySelectorAll(cardSelector)) {
      const before = seen.get(card);
      const inView = (element: Element): boolean => {
        const { top, height } = element.getBoundingClientRect();
        return height > 0 && top + height / 2 > view.top && top + height / 2 < view.bottom;
      };
      const pressable = [...card.querySelectorAll(pressableSelector)];
      const answers = pressable.filter((one) => one.matches(`${answerSelector}, ${placeSelector}`));
      const [first] = answers.length > 0 ? answers : pressable;
      if (first === undefined) continue;
      const { top } = first.getBoundingClientRect();
      const moved = before !== undefined && Math.abs(before.top - top) > 2 && now > scrolledUntil;
      // What stands before the answers, as "Why?" does on a long card, is looked at by itself.
      const upToFirst = pressable.slice(0, pressable.indexOf(first) + 1);
      // Whoever saw its first answer once may be further down now, or be left with its last row by what came below it; and
      // a picture stands there only for who unfolded it.
      const inSight =
        upToFirst.some(inView) ||
        (before?.since !== undefined && answers.some(inView)) ||
        (before?.known === true && pressable.some(inView)) ||
        [...card.querySelectorAll(placeSelector)].some(inView);
      const since = moved || before?.since === undefined ? (inSight ? now : undefined) : before.since;
      const isSeen = since !== undefined && now - since >= toBeSeen;
      seen.set(card, { since, top, known: isSeen || before?.known === true });
      if (since !== undefined) awakeUntil = Math.max(awakeUntil, since + toBeSeen);
      card.toggleAttribute('data-seen', isSeen);
    }
  }

  function loop(now: number): void {
    look(now);
    looping = now < awakeUntil;
    if (looping) requestAnimationFrame(loop);
  }

  function wake(): void {
    awakeUntil = performance.now() + restless;
    if (looping) return;
    looping = true;
    requestAnimationFrame(loop);
  }

  function scrolls(): void {
    scrolledUntil = performance.now() + scrolledBy;
    wake();
  }

  new MutationObserver(wake).observe(root, { childList: true, subtree: true });
  new ResizeObserver(wake).observe(root);
  root.addEventListener('scroll', wake, { capture: true, passive: true });
  for (const gesture of ['wheel', 'touchmove', 'keydown'])
    addEventListener(gesture, scrolls, { capture: true, passive: true });
  root.addEventListener('pointermove', ({ buttons }) => buttons > 0 && scrolls(), { passive: true }); // its scroll bar
  addEventListener('visibilitychange', wake);

  return {
    seenFor(card, at) {
      look(performance.now());
      const since = seen.get(card)?.since;
      return since === undefined ? 0 : at - since;
    },
    seenSince(card, at) {
      look(performance.now());
      const now = seen.get(card);
      if (now?.since !== undefined) seen.set(card, { ...now, since: at });
    },
    drawnAnew(before, after) {
      const since = seen.get(before)?.since;
      if (since !== undefined) seen.set(after, { since, top: Number.NaN, known: false });
    },
  };
}
