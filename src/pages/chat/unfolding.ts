/** Brings what a button unfolds into view, as far as that leaves the button in view. */
export function showUnfolded(root: HTMLElement): void {
  // While it goes down: the cards' renderer lets no click of a button come up again.
  root.addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element ? target.closest('summary, button[aria-expanded]') : null;
      const place = button && outermost(button);
      // Two frames: what a drawing takes is laid out only then.
      requestAnimationFrame(() => requestAnimationFrame(() => place?.scrollIntoView({ block: 'nearest' })));
    },
    { capture: true },
  );
}

/** The element of a card that a button stands in; what it unfolds stands there too. */
function outermost(element: Element): Element {
  const parent = element.parentElement;
  return parent === null || parent.matches('.ac-adaptiveCard, .ac-container, .is-card, .is-box')
    ? element
    : outermost(parent);
}
