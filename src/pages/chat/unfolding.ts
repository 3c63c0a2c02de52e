/** Brings what a button unfolds into view, as far as that leaves the button in view. */
export function showUnfolded(root: HTMLElement): void {
  root.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('summary, button[aria-expanded]') : null;
    const place = button?.closest('.ac-actionSet, details');
    if (place === null || place === undefined) return;
    // Two frames: what a drawing takes is laid out only then.
    requestAnimationFrame(() => requestAnimationFrame(() => place.scrollIntoView({ block: 'nearest' })));
  });
}
