import type { Page } from 'playwright-core';

/** What a screen reader would say by itself, and how urgently. */
export type Announced = { readonly how: 'assertive' | 'polite'; readonly words: string };

declare global {
  interface Window {
    announced: Announced[];
  }
}

/**
 * Listens to the live regions of a page from its first moment: what is added to one, or shown in one, is announced; a
 * region that is atomic is said whole, once for all that changes in it at a time.
 * @returns a function that gives what was announced so far.
 */
export async function listenTo(page: Page): Promise<() => Promise<readonly Announced[]>> {
  await page.addInitScript(() => {
    window.announced = [];
    const regions = '[aria-live], [role="alert"], [role="status"], [role="log"]';
    const urgency = (region: Element): string =>
      region.getAttribute('aria-live') ?? (region.getAttribute('role') === 'alert' ? 'assertive' : 'polite');
    const isAtomic = (region: Element): boolean =>
      (region.getAttribute('aria-atomic') ?? String(/^(alert|status)$/.test(region.getAttribute('role') ?? ''))) ===
      'true';
    const isHeard = (element: Element): boolean =>
      element.closest('[aria-hidden="true"], [hidden], [inert]') === null &&
      getComputedStyle(element).visibility !== 'hidden';
    const wordsOf = (node: Node): string => (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
    new MutationObserver((changes) => {
      if (document.readyState === 'loading') return; // what came with the page is read as a page
      const said = new Map<Element, Set<Node>>();
      for (const { type, target, addedNodes } of changes) {
        const at = target instanceof Element ? target : target.parentElement;
        const region = at?.closest(regions);
        if (region === null || region === undefined || region === document.body) continue;
        if (urgency(region) === 'off' || !isHeard(region)) continue;
        const parts = type === 'childList' ? [...addedNodes] : [target];
        for (const part of parts) said.set(region, (said.get(region) ?? new Set()).add(part));
      }
      for (const [region, parts] of said) {
        const all = isAtomic(region)
          ? [region]
          : [...parts].filter((one) => ![...parts].some((other) => other !== one && other.contains(one)));
        for (const part of all)
          if (part.isConnected && wordsOf(part) !== '')
            window.announced.push({
              how: urgency(region) === 'assertive' ? 'assertive' : 'polite',
              words: wordsOf(part),
            });
      }
    }).observe(document, { subtree: true, childList: true, characterData: true, attributeFilter: ['hidden'] });
  });
  return () => page.evaluate(() => window.announced);
}
