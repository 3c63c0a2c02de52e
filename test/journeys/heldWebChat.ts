import type { Page } from 'playwright-core';

/** Keeps Web Chat back from a page, as a slow line does. @returns what lets it in. */
export async function holdWebChat(page: Page): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  await page.route(/\/static\/webChat-/, async (route) => {
    await held.promise;
    await route.continue();
  });
  return held.resolve;
}
