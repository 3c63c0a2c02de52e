import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { examined } from './examined.ts';
import type { Finding } from './finding.ts';

export type Language = 'en' | 'es';

/** What a walk gets: a browser, Cauda's address, and something that looks at each state it comes to. */
export type Stage = {
  readonly language: Language;
  readonly url: string;
  readonly open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  readonly look: (state: string, page: Page) => Promise<void>;
};

/** A way through the pages that passes states worth looking at. */
export type Walk = {
  readonly name: string;
  /** Where it needs a server of its own. */
  readonly server?: () => Promise<{ readonly url: string; readonly stop: () => Promise<void> }>;
  readonly walk: (stage: Stage) => Promise<void>;
};

export type Seen = { readonly state: string; readonly findings: readonly Finding[] };

/** Takes a walk in one language, English in light colours and Spanish in dark ones, and examines each state on it. */
export async function walked(
  { name, walk }: Walk,
  { browser, url, language }: { readonly browser: Browser; readonly url: string; readonly language: Language },
): Promise<readonly Seen[]> {
  const seen: Seen[] = [];
  const pages: Page[] = [];
  await walk({
    language,
    url,
    async open(path, options = {}) {
      const context = await browser.newContext({
        viewport: { width: 480, height: 800 },
        locale: language === 'es' ? 'es-MX' : 'en-GB',
        colorScheme: language === 'es' ? 'dark' : 'light',
        reducedMotion: 'reduce',
        ...options,
      });
      const page = await context.newPage();
      pages.push(page);
      await page.goto(`${url}${path}`);
      return page;
    },
    async look(state, page) {
      seen.push({ state: `${name}, ${state} (${language})`, findings: await examined(page) });
    },
  });
  for (const page of pages) await page.context().close();
  return seen;
}

/** What counts, each once, with the states where it was found. */
export function faults(seen: readonly Seen[]): readonly string[] {
  const states = new Map<string, string[]>();
  for (const { state, findings } of seen)
    for (const { engine, rule, says, element, excepted } of findings) {
      if (excepted !== undefined) continue;
      const fault = `${engine} ${rule}: ${says}: ${element.replaceAll(/--[\w-]*|\s*style="[^"]*"/g, '')}`;
      states.set(fault, [...(states.get(fault) ?? []), state]);
    }
  return [...states].map(([fault, where]) => `${fault}\n    ${[...new Set(where)].join('; ')}`);
}
