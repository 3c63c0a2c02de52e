import type { Browser } from 'playwright-core';

/** A screen, and what presses on it. */
export type Hand = {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly hasTouch: boolean;
};
export const hands: readonly Hand[] = [
  { name: 'phone', width: 390, height: 844, hasTouch: true },
  { name: 'small phone', width: 320, height: 640, hasTouch: true },
  { name: 'mouse', width: 1200, height: 900, hasTouch: false },
];

export type Point = { readonly x: number; readonly y: number };
/** A button of the newest card, with the part of it that can be pressed; empty where none is in view. */
export type SeenButton = {
  readonly title: string;
  readonly inPicture: boolean;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};
export type Seen = {
  readonly cards: number;
  readonly messages: number;
  readonly buttons: readonly SeenButton[];
  /** What the page sent to the conversation so far. */
  readonly sent: number;
  /** An answer of the newest card is on its way. */
  readonly sending: boolean;
  readonly hint: string;
  readonly clicks: number;
  /** The page's own time, in milliseconds. */
  readonly now: number;
};

/** Beneath this many pixels from the last press a next one may be its double. */
export const reach = 24;

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The point of a button that is nearest to another. */
export const nearest = ({ left, right, top, bottom }: SeenButton, { x, y }: Point): Point => ({
  x: Math.min(Math.max(x, left), right),
  y: Math.min(Math.max(y, top), bottom),
});

export const isInView = ({ top, bottom }: SeenButton): boolean => bottom > top;

/**
 * The chat page under a hand whose time stands still but for what the test lets pass, so that nothing races; presses are
 * the browser's own.
 */
export async function handOnPage(browser: Browser, hand: Hand) {
  const { width, height, hasTouch } = hand;
  const context = await browser.newContext({ viewport: { width, height }, hasTouch, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.clock.install();
  await page.addInitScript(() => {
    const counts = { clicks: 0, sent: 0 };
    Object.assign(window, { counts });
    addEventListener('click', () => (counts.clicks += 1), true);
    const { fetch } = window;
    window.fetch = (what, how) => {
      if (how?.method === 'POST' && String(what).endsWith('/activities')) counts.sent += 1;
      return fetch(what, how);
    };
  });

  const passes = (milliseconds: number): Promise<void> => page.clock.runFor(milliseconds);
  const look = (): Promise<Seen> => page.evaluate(seenOn);

  /** Presses, and waits until the page has had the press. */
  async function press({ x, y }: Point): Promise<Seen> {
    await page.evaluate(() => document.getElementById('hint')?.replaceChildren());
    const { clicks } = await look();
    await (hasTouch ? page.touchscreen.tap(x, y) : page.mouse.click(x, y));
    return until((now) => now.clicks > clicks, 0);
  }

  /** Waits for the network and the renderer, while next to no time passes on the page. */
  async function until(isSo: (seen: Seen) => boolean, milliseconds = 1): Promise<Seen> {
    for (let turn = 0; turn < 1_500; turn += 1) {
      const seen = await look();
      if (isSo(seen)) return seen;
      if (milliseconds > 0 && turn < 300) await passes(milliseconds);
      else await new Promise((wait) => setTimeout(wait, 10));
    }
    throw new Error(`It did not come; on the page stands ${JSON.stringify(await look())}`);
  }

  return {
    page,
    passes,
    look,
    press,
    until,
    /** Opens the chat with a conversation that has begun already, and stops the time there. */
    async open(url: string, kept: { readonly conversationId: string; readonly token: string }, role: string) {
      await page.clock.resume();
      if (!page.url().startsWith(url)) await page.goto(`${url}/terms`);
      await page.evaluate(
        ([key, session]) => {
          const value = JSON.stringify({ ...session, at: Date.now() });
          localStorage.setItem(key, value);
          sessionStorage.setItem(key, value);
        },
        [`cauda.session.${role}`, kept] as const,
      );
      await page.goto(`${url}/chat?role=${role}`);
      await page.locator('#first').waitFor({ state: 'detached' });
      await page.locator('.webchat__adaptive-card-renderer').first().waitFor();
      await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 5_000);
      await passes(1_500);
    },
    /** As by a wheel: what the person scrolls need not be seen anew. */
    async scroll(by: number): Promise<void> {
      await page.evaluate(async (top) => {
        dispatchEvent(new WheelEvent('wheel', { deltaY: top }));
        const view = document.querySelector('.webchat__basic-transcript__scrollable');
        const before = view?.scrollTop;
        const scrolled = new Promise((told) => view?.addEventListener('scroll', told, { once: true }));
        view?.scrollBy({ top, behavior: 'instant' });
        if (view?.scrollTop !== before) await scrolled;
      }, by);
    },
    close: () => context.close(),
  };
}
export type HandOnPage = Awaited<ReturnType<typeof handOnPage>>;

/** Runs in the page. */
function seenOn(): Seen {
  const view = document.querySelector('.webchat__basic-transcript__scrollable');
  const cards = [...document.querySelectorAll<HTMLElement>('#webchat .webchat__adaptive-card-renderer')];
  const newest = cards.at(-1);
  const notAnswer = '[aria-expanded], summary';
  const found = newest?.querySelectorAll<HTMLElement>(
    `.ac-pushButton:not(${notAnswer}), .ac-selectable:not(${notAnswer})`,
  );
  const frame = view?.getBoundingClientRect();
  const buttons = [...(found ?? [])].map((button) => {
    const rect = button.getBoundingClientRect();
    const [left, right] = [rect.left + 2, rect.right - 2];
    const [top, bottom] = [Math.max(rect.top + 2, frame?.top ?? 0), Math.min(rect.bottom - 2, frame?.bottom ?? 0)];
    const isOnTop = (x: number, y: number): boolean => button.contains(document.elementFromPoint(x, y));
    // What lies over it takes the press; a slot of two pixels can be hit by nobody.
    const isFree = rect.height > 0 && bottom - top > 2 && isOnTop((left + right) / 2, (top + bottom) / 2);
    return {
      title: (button.getAttribute('aria-label') ?? button.textContent ?? '').trim(),
      inPicture: button.matches('.ac-selectable:has(img)'),
      ...(isFree ? { left, right, top, bottom } : { left, right, top: rect.top, bottom: rect.top }),
    };
  });
  return {
    cards: cards.length,
    messages: document.querySelectorAll('.webchat__basic-transcript__activity').length,
    buttons,
    sending: newest?.matches('[data-sending]') ?? false,
    now: performance.now(),
    hint: document.querySelector('.hint-bar.is-shown')?.textContent ?? '',
    ...Reflect.get(window, 'counts'),
  };
}
