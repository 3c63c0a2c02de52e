const settling = 1_500; // milliseconds in which late layout comes to rest

/**
 * Keeps the beginning of what is new in view: what to do stands at the top of a card, and Web Chat would scroll past it.
 * @returns a function to call when the person says something: what comes after is new.
 */
export function readFromTop(element) {
  let firstNew;
  let newest;
  let until = 0;

  const activities = () => [...element.querySelectorAll('.webchat__basic-transcript__activity')];
  const scrollable = () => element.querySelector('.webchat__basic-transcript__scrollable');
  const scrollTop = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollTop');

  // Web Chat scrolls to the end by itself; two who scroll would move a button away under a finger.
  const takeOver = (view) =>
    Object.defineProperty(view, 'scrollTop', { configurable: true, get: scrollTop.get, set: () => {} });

  const hold = () => {
    if (performance.now() >= until) return;
    const view = scrollable();
    const first = firstNew?.isConnected ? firstNew : newest;
    if (view !== null && first !== undefined) {
      const top = view.scrollTop + first.getBoundingClientRect().top - view.getBoundingClientRect().top;
      const target = Math.min(top, view.scrollHeight - view.clientHeight);
      if (Math.abs(view.scrollTop - target) > 1) scrollTop.set.call(view, target);
    }
    requestAnimationFrame(hold);
  };

  new MutationObserver(() => {
    const view = scrollable();
    if (view !== null && !Object.hasOwn(view, 'scrollTop')) takeOver(view);
    const all = activities();
    const last = all.at(-1);
    if (last === undefined || last === newest) return;
    // After a reload the whole transcript arrives at once; only what was said since then is new.
    if (firstNew === undefined || !firstNew.isConnected) firstNew = said === undefined ? last : all[said];
    newest = last;
    const resting = performance.now() >= until;
    until = performance.now() + settling;
    if (resting) requestAnimationFrame(hold);
  }).observe(element, { childList: true, subtree: true });

  let said;
  const stopHolding = () => {
    until = 0;
  };
  for (const gesture of ['pointerdown', 'wheel', 'touchmove', 'keydown'])
    element.addEventListener(gesture, stopHolding, { passive: true });

  return () => {
    said = activities().length;
    firstNew = undefined;
  };
}
