import { say } from '../say.ts';
import { hint } from './hint.ts';
import { type Down, never, type Press, pressAfter, pressCounts } from './press.ts';
import { cardSelector, placeSelector, pressableSelector, type SightWatch, watchSight } from './sight.ts';

/**
 * Lets only presses through that a person can have meant; a refused one says so.
 * @param onAnswer called with the button of an answer that counts.
 * @returns what the person has seen.
 */
export function guardPresses(root: HTMLElement, onAnswer: (button: HTMLElement) => void): SightWatch {
  const sight = watchSight(root);
  let last: Down | undefined;
  let held: { readonly card: Element; readonly press: Press; readonly seenFor: number } | undefined;

  root.addEventListener(
    'pointerdown',
    (event) => {
      const down = { at: event.timeStamp, x: event.clientX, y: event.clientY };
      const card = cardOf(event);
      held = card && { card, press: pressAfter(last, down), seenFor: sight.seenFor(card, down.at) };
      last = down;
    },
    { capture: true },
  );

  root.addEventListener(
    'click',
    (event) => {
      const card = cardOf(event);
      if (card === undefined) return;
      const pointed = event.detail > 0 && held?.card === card ? held : undefined;
      const press: Press = pointed?.press ?? { by: event.detail > 0 ? 'pointer' : 'key', ...never };
      const isOnItsWay = card.hasAttribute('data-sending');
      if (!isOnItsWay && pressCounts(press, { seenFor: pointed?.seenFor ?? 0 })) {
        const button =
          event.target instanceof Element
            ? event.target.closest<HTMLElement>(`button.ac-pushButton, ${placeSelector}`)
            : null;
        if (button !== null) onAnswer(button);
        return;
      }
      event.stopImmediatePropagation();
      event.preventDefault();
      if (!isOnItsWay) hint(say('tooQuick'));
    },
    { capture: true },
  );
  return sight;
}

/** The card whose button an event is on. */
function cardOf({ target }: Event): Element | undefined {
  const pressed = target instanceof Element ? target.closest(pressableSelector) : null;
  return pressed?.closest(cardSelector) ?? undefined;
}
