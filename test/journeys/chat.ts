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
  readonly types: (text: string) => Promise<void>;
};

const patience = 15_000;

export function chatIn(place: Page | FrameLocator): Chat {
  const cards = place.locator('.webchat__adaptive-card-renderer');
  const card = (): Locator => cards.last();
  const taps = async (...buttons: (string | RegExp)[]): Promise<void> => {
    for (const name of buttons) {
      // A newer card arrives below: the name must stand on the newest one.
      const button = card().getByRole('button', { name, exact: typeof name === 'string' });
      await button.click({ timeout: patience });
    }
  };
  return {
    card,
    cards: () => cards,
    sees: (words) => card().getByText(words).first().waitFor({ timeout: patience }),
    reads: (words) =>
      place.locator('.webchat__basic-transcript__activity').getByText(words).last().waitFor({ timeout: patience }),
    taps,
    async types(text) {
      const box = place.locator('[data-id="webchat-sendbox-input"]');
      await box.fill(text);
      await box.press('Enter');
    },
  };
}
