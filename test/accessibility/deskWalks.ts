import type { Page } from 'playwright-core';
import { pathOf } from '../../machines/triageMachine.ts';
import { mildest } from '../machines/mildest.ts';
import type { Walk } from './walk.ts';

/** The question that has the focus at the desk. */
export const at = (page: Page, row: string): Promise<void> => page.locator(`.row.focused[data-row="${row}"]`).waitFor();

/** Presses a number for each question, once its row has the focus. */
export async function answers(page: Page, steps: readonly (readonly [row: string, key: string])[]): Promise<void> {
  for (const [row, key] of steps) {
    await at(page, row);
    await page.keyboard.press(key);
  }
}

/** The key of the mildest answer, at each question that it leads by. */
const plain = ['lifeThreats', ...pathOf('nurse', mildest)].map((row) => [row, '1'] as const);

export const wide = { viewport: { width: 1366, height: 768 } };

export const deskWalks: readonly Walk[] = [
  {
    name: 'desk',
    async walk({ open, look }) {
      const page = await open('/nurse', wide);
      await page.locator('.queue').waitFor();
      await look('queue, empty', page);
      await page.keyboard.press('n');
      await at(page, 'lifeThreats');
      await look('new call', page);
      await answers(page, plain.slice(0, 2));
      await at(page, 'saddleNumbness');
      await page.keyboard.press('w');
      await page.locator('.part').waitFor();
      await look('why', page);
      await page.keyboard.press('2');
      await at(page, 'bladder');
      await look('emergency', page);
      await page.keyboard.press('a');
      await page.locator('.aloud').waitFor();
      await look('advice so far', page);
      await page.keyboard.press('Home');
      await at(page, 'bladder');
      for (const key of ['n', 'p', 'u', 'j', 'e', 'o']) {
        await page.keyboard.press(key);
        await page.locator('dialog.form[open]').waitFor();
        await look(`form ${key}`, page);
        await page.keyboard.press('Escape');
        await page.locator('dialog.form[open]').waitFor({ state: 'hidden' });
      }
      await page.keyboard.press('t');
      await page.keyboard.type('something odd and purple');
      await page.keyboard.press('Enter');
      await page.locator('.heard').waitFor();
      await look('heard', page);
      await page.keyboard.press('d');
      await page.locator('[data-row="saddleNumbness"] .label').click();
      await at(page, 'saddleNumbness');
      await page.keyboard.press('1');
      await page.locator('dialog.form[open]').waitFor();
      await look('taking an emergency back', page);
      await page.keyboard.press('Escape');
      await page.locator('dialog.form[open]').waitFor({ state: 'hidden' });
      await page.context().setOffline(true);
      await page.keyboard.press('2');
      await page.locator('.no-line').waitFor();
      await look('no line', page);
      await page.context().setOffline(false);
      await page.locator('.no-line').waitFor({ state: 'detached' });
      await page.keyboard.press('q');
      await page.locator('tbody tr').first().waitFor();
      await look('queue', page);
    },
  },
  {
    name: 'desk, plain call',
    async walk({ open, look }) {
      const page = await open('/nurse', wide);
      await page.locator('.queue').waitFor();
      await page.keyboard.press('n');
      await answers(page, plain);
      await page.locator('.aloud').waitFor();
      await look('all asked', page);
      await page.keyboard.press('e');
      await page.locator('dialog.form[open]').waitFor();
      await look('its end', page);
      await page.keyboard.press('Enter');
      await page.locator('.not-mine').waitFor();
      await look('ended', page);
    },
  },
  {
    name: 'desk, Spanish caller',
    async walk({ open, look }) {
      const page = await open('/nurse', wide);
      await page.locator('.queue').waitFor();
      await page.keyboard.press('n');
      await answers(page, plain.slice(0, 1));
      await at(page, 'legWeakness');
      await page.keyboard.press('p');
      await page.locator('dialog.form[open] [name=language]').selectOption('es');
      await page.locator('dialog.form[open] [name=age]').fill('81');
      await page.keyboard.press('Enter');
      await page.locator('.ask[lang=es]').waitFor();
      await look('script in another language', page);
      for (const key of ['w', 'h']) {
        await page.keyboard.press(key);
        await page.locator('.part').waitFor();
        await look(`${key === 'w' ? 'why' : 'help'} in another language`, page);
      }
      await page.keyboard.press('4');
      await at(page, 'weaknessCourse');
      await page.keyboard.press('a');
      await page.locator('.aloud').waitFor();
      await look('advice in another language', page);
      await page.keyboard.press('e');
      await page.locator('dialog.form[open]').waitFor();
      await look('its end', page);
    },
  },
  {
    name: 'desk, erasing',
    async walk({ open, look }) {
      const page = await open('/nurse', wide);
      await page.locator('.queue').waitFor();
      await page.keyboard.press('n');
      await at(page, 'lifeThreats');
      const reference = (await page.locator('h1').textContent()) ?? '';
      const form = page.locator('dialog.form[open]');
      await page.locator('nav.doing > button').last().click();
      await form.waitFor();
      await look('asked for the reference', page);
      await form.locator('[name=reference]').fill('ANOTHER');
      await page.keyboard.press('Enter');
      await form.locator('.said:not(:empty)').waitFor();
      await look('another reference', page);
      await form.locator('[name=reference]').fill(reference);
      await page.keyboard.press('Enter');
      await page.locator('.queue').waitFor();
      await page.locator('.queue-head input[type=checkbox]').last().check();
      await look('all calls that are kept', page);
    },
  },
  {
    name: 'hand-over',
    async walk({ open, look }) {
      const page = await open('/nurse', wide);
      await page.locator('.queue').waitFor();
      await page.keyboard.press('n');
      await answers(page, [
        ['lifeThreats', '1'],
        ['legWeakness', '4'],
      ]);
      await at(page, 'weaknessCourse');
      const reference = (await page.locator('h1').textContent()) ?? '';
      await page.keyboard.press('o');
      await page.locator('dialog.form[open] input').fill('X');
      await page.keyboard.press('Enter');
      await page.locator('.not-mine b').last().waitFor();
      await look('handed over', page);
      const code = (await page.locator('.not-mine b').last().textContent()) ?? '';
      const receiving = await open('/hand-over', wide);
      await look('asked for reference and code', receiving);
      for (const given of ['WRONGX', code]) {
        await receiving.locator('[name=reference]').fill(reference);
        await receiving.locator('[name=code]').fill(given);
        await receiving.keyboard.press('Enter');
        await receiving.locator(given === code ? '.received' : '[role=alert]:not(:empty)').waitFor();
        await look(given === code ? 'received' : 'refused', receiving);
      }
    },
  },
  {
    name: 'desk, signing in',
    async walk({ open, look }) {
      const page = await open('/nurse', wide);
      await page.locator('.queue').waitFor();
      await page.route('**/desk/**', (route) =>
        route.fulfill({ status: 401, contentType: 'application/json', body: '{"error":{"code":"SignedOut"}}' }),
      );
      await page.locator('.lone').waitFor();
      await look('locked', page);
    },
  },
];
