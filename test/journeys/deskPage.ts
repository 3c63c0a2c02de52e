import type { Locator, Page } from 'playwright-core';

/** The nurse's desk as she sees it, worked by keyboard. */
export type DeskPage = {
  readonly page: Page;
  /** What is to be read aloud now. */
  readonly script: Locator;
  readonly questions: Locator;
  readonly record: Locator;
  readonly disposition: Locator;
  /** Waits for a question in the script, then presses a key. */
  readonly press: (...steps: readonly (readonly [asks: RegExp, key: string])[]) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  readonly row: (label: string) => Locator;
  readonly reference: () => Promise<string>;
};

export function deskPage(page: Page): DeskPage {
  const script = page.getByRole('main');
  return {
    page,
    script,
    questions: page.getByRole('region', { name: /All questions|Todas las preguntas/ }),
    record: page.getByRole('complementary', { name: /Record of the call|Registro/ }),
    disposition: page.getByRole('region', { name: /Advice|Consejo/ }),
    async press(...steps) {
      for (const [asks, key] of steps) {
        await script.getByText(asks).first().waitFor();
        await page.keyboard.press(key);
      }
    },
    async type(text) {
      await page.keyboard.press('t');
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    },
    row: (label) => page.locator('.row', { has: page.getByRole('button', { name: label, exact: true }) }),
    async reference() {
      return (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    },
  };
}

export async function newCall(page: Page, url: string): Promise<DeskPage> {
  await page.goto(`${url}/nurse`);
  await page.getByRole('button', { name: /New call/ }).waitFor();
  await page.keyboard.press('n');
  const desk = deskPage(page);
  await desk.script.getByText(/Before anything else/).waitFor();
  return desk;
}

export const noThreat = [/Before anything else/, '1'] as const;
export const plainKeys = [
  noThreat,
  [/leg or foot weaker/, '1'],
  [/area between your legs/, '1'],
  [/pass or hold urine/, '1'],
  [/how your bowels work/, '1'],
  [/legs feel numb/, '1'],
  [/below the knee/, '1'],
  [/ever had cancer/, '1'],
  [/fever/, '1'],
  [/after an injury/, '1'],
  [/thin bones|bones/, '1'],
  [/operation on your spine/, '1'],
] as const;
