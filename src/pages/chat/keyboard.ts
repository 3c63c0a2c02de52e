import { say } from '../say.ts';
import { hint } from './hint.ts';
import { pressCounts } from './press.ts';
import { answerSelector, cardSelector } from './sight.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog[open], [contenteditable]') !== null;

/** Moves the focus of whoever uses the keyboard to what is new, so that Tab goes on from there. */
export function followByKeyboard(): (card: Element) => void {
  let byKeyboard = false;
  addEventListener('keydown', () => (byKeyboard = true), { capture: true });
  addEventListener('pointerdown', () => (byKeyboard = false), { capture: true });
  return (card) => {
    // Whoever types goes on typing.
    if (!byKeyboard || isTyping(document.activeElement)) return;
    const headings = [...card.querySelectorAll('[role="heading"]')];
    const target = headings.at(-1) ?? card;
    if (!(target instanceof HTMLElement)) return;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
}

/** The number keys choose an answer of the newest card, wherever the focus is but in a text box. */
export function answerByDigits(root: HTMLElement, seenFor: (card: Element, at: number) => number): void {
  addEventListener('keydown', (event) => {
    // A key that is held down, or leant on, answers one question only.
    if (isTyping(event.target) || event.repeat || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!/^[1-9]$/.test(event.key)) return;
    const card = [...root.querySelectorAll(cardSelector)].at(-1);
    if (card === undefined || card.hasAttribute('data-sending')) return;
    // A button that only unfolds something is no answer.
    const answers = card.querySelectorAll<HTMLElement>(answerSelector);
    const chosen = answers[Number(event.key) - 1];
    if (chosen === undefined) return;
    const press = { by: 'digit', sinceLast: Number.POSITIVE_INFINITY, fromLast: Number.POSITIVE_INFINITY } as const;
    if (pressCounts(press, { seenFor: seenFor(card, event.timeStamp) })) chosen.click();
    else hint(say('tooQuick'));
  });
}

const pages: Readonly<Record<string, number>> = { PageUp: -0.9, PageDown: 0.9 };
const lines: Readonly<Record<string, number>> = { ArrowUp: -60, ArrowDown: 60 };

/** PageUp, PageDown, Home, End and the arrows scroll the conversation from anywhere on the page. */
export function scrollByKeys(root: HTMLElement): void {
  addEventListener(
    'keydown',
    (event) => {
      const view = root.querySelector('.webchat__basic-transcript__scrollable');
      if (view === null || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const typed = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
      if (typed && (event.target.value !== '' || !(event.key in pages))) return;
      if (!typed && isTyping(event.target)) return;
      const by = (pages[event.key] ?? 0) * view.clientHeight + (lines[event.key] ?? 0);
      const to = event.key === 'Home' ? -view.scrollHeight : event.key === 'End' ? view.scrollHeight : by;
      if (to === 0) return;
      view.scrollBy({ top: to });
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true },
  );
}
