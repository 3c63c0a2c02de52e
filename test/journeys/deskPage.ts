import type { Locator, Page } from 'playwright-core';
import { questionText } from '../../dialogs/texts.ts';
import { type Answer, answersTo, type QuestionId } from '../../machines/findings.ts';
import { pathOf } from '../../machines/triageMachine.ts';
import { mildest } from '../machines/mildest.ts';

export type Press = readonly [asks: string | RegExp, key: string];

/** The nurse's desk as she sees it, worked by keyboard. */
export type DeskPage = {
  readonly page: Page;
  /** What is to be read aloud now. */
  readonly script: Locator;
  readonly questions: Locator;
  readonly record: Locator;
  readonly disposition: Locator;
  /** Waits for a question in the script, then presses a key. */
  readonly press: (...steps: readonly Press[]) => Promise<void>;
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
      // As one who looks: words that are sent while a key is still on its way come back into the box.
      await page.locator('.call[aria-busy=false]').waitFor();
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
const nurse = { language: 'en', role: 'nurse' } as const;
/** What is read out: the words in quotation marks. */
const asks = (question: QuestionId): string => /"([^"]+)"/.exec(questionText(nurse, question, 'ask'))?.[1] ?? '';
const keyOf = (question: QuestionId, value: Answer): string => String(answersTo(question).indexOf(value) + 1);
/** The keys of a call in which every answer is the mildest. */
export const plainKeys: readonly Press[] = [
  noThreat,
  ...pathOf('nurse', mildest).map(
    (question): Press => [asks(question), keyOf(question, mildest[question] ?? 'unsure')],
  ),
];
