import { chatIn } from '../journeys/chat.ts';
import { conversation } from './chatWalks.ts';
import { answers, at } from './deskWalks.ts';
import type { Walk } from './walk.ts';

/** Windows of other sizes than the other walks have, in pixels of CSS. */
const sizes = {
  'at 200 % zoom': { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2 },
  'at 1920 pixels': { viewport: { width: 1920, height: 1080 } },
} as const;

export const sizeWalks: readonly Walk[] = Object.entries(sizes).map(([name, size]) => ({
  name,
  async walk(stage) {
    const { open, look } = stage;
    const page = await open('/chat', size);
    await page.locator('#first').waitFor({ state: 'detached' });
    const talk = conversation(stage, page);
    await talk.asks('legWeakness');
    await look('welcome', page);
    await talk.answers('legWeakness', 'none');
    await talk.asks('saddleNumbness');
    await talk.answers('saddleNumbness', 'yes');
    await talk.tells('emergency');
    await look('emergency', page);
    await page.locator('#keep-result').click();
    await page.locator('#result svg').waitFor();
    await look('result to keep', page);

    const site = await open('/', size);
    await site.locator('button.launcher').click();
    await chatIn(site.frameLocator('iframe')).sees(/weaker|menos fuerza/);
    await look('launcher open', site);

    const desk = await open('/nurse', size);
    await desk.locator('.queue').waitFor();
    await desk.keyboard.press('n');
    await answers(desk, [
      ['lifeThreats', '1'],
      ['legWeakness', '1'],
      ['saddleNumbness', '2'],
    ]);
    await at(desk, 'bladder');
    await look('call', desk);
    await desk.keyboard.press('j');
    await desk.locator('dialog.form[open]').waitFor();
    await look('judgement', desk);
    await desk.keyboard.press('Escape');
    await desk.keyboard.press('q');
    await desk.locator('tbody tr').first().waitFor();
    await look('queue', desk);
  },
}));
