/** A call begins where it is tapped: a renderer would open an empty tab for it first. */
export function callInPlace(root: HTMLElement): void {
  root.addEventListener(
    'click',
    ({ target }) => {
      const call = target instanceof Element ? target.closest('a[href^="tel:"], a[href^="sip:"]') : null;
      call?.removeAttribute('target');
    },
    { capture: true },
  );
}
