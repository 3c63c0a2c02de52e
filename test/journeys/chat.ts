import type { FrameLocator, Locator, Page } from 'playwright-core';

/** The real Web Chat, as a person sees it: in a page or in the widget's frame. */
export type Chat = {
  readonly card: () => Locator;
  readonly cards: () => Locator;
  /** Waits for the newest card to show these words. */
  readonly sees: (words: string | RegExp) => Promise<void>;
  /** Waits for words anywhere in the transcript. */
  readonly reads: (words: string | RegExp) => Promise<void>;
  /** Taps a button of the newest card, once it shows one of that name. */
  readonly taps: (...buttons: (string | RegExp)[]) => Promise<void>;
  /** Presses a button of the newest card, once that was seen. */
  readonly presses: (button: Locator) => Promise<void>;
  readonly types: (text: string) => Promise<void>;
};

const patience = 15_000;
const notCounted = /Not counted|No contó/;

/** Brings a button in view by the wheel, as a person does: what the page moves by itself must be seen anew. */
export async function scrollTo(button: Locator): Promise<void> {
  const page = button.page();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  let restedAt: number | undefined;
  for (let turns = 0; turns < 60; turns += 1) {
    const box = await button.boundingBox();
    const top = box?.y ?? 0;
    const below = top + (box?.height ?? 0) - (height - 70); // the text box lies there
    const above = 60 - top;
    if (below <= 0 && above <= 0) {
      if (restedAt === top) return;
      restedAt = top;
    } else {
      await page.mouse.move(width - 60, height / 2);
      // As a wheel turns: no part of a card is jumped over.
      await page.mouse.wheel(0, below > 0 ? Math.min(below, height / 3) : -Math.min(above, height / 3));
    }
    await page.waitForTimeout(60);
  }
}

export function chatIn(place: Page | FrameLocator): Chat {
  const cards = place.locator('.webchat__adaptive-card-renderer');
  const card = (): Locator => cards.last();
  // As an honest hand: it sees the card first, and does not press the very same place again.
  const seen = place.locator('[data-seen]');
  let side = 0.25;
  const presses = async (button: Locator): Promise<void> => {
    await button.waitFor({ timeout: patience });
    await scrollTo(button);
    await card().and(seen).waitFor({ timeout: patience });
    const { width, height } = (await button.boundingBox()) ?? { width: 0, height: 0 };
    side = 1 - side;
    await button.click({ timeout: patience, position: { x: width * side, y: height / 2 } });
    // On a busy machine a card can still move under an honest finger. The page says that the press did not count.
    const refusal = place.locator('.hint-bar.is-shown').filter({ hasText: notCounted });
    if (await refusal.isVisible()) {
      await refusal.waitFor({ state: 'hidden', timeout: patience });
      await presses(button);
    }
  };
  const taps = async (...buttons: (string | RegExp)[]): Promise<void> => {
    // A newer card arrives below: the name must stand on the newest one.
    for (const name of buttons) await presses(card().getByRole('button', { name, exact: typeof name === 'string' }));
  };
  return {
    card,
    cards: () => cards,
    sees: (words) => card().getByText(words).first().waitFor({ timeout: patience }),
    reads: (words) =>
      place.locator('.webchat__basic-transcript__activity').getByText(words).last().waitFor({ timeout: patience }),
    taps,
    presses,
    async types(text) {
      await place.locator('#first').waitFor({ state: 'detached', timeout: patience });
      const box = place.locator('[data-id="webchat-sendbox-input"]');
      await box.fill(text);
      await box.press('Enter');
    },
  };
}
