import { chatIn } from '../journeys/chat.ts';
import type { Walk } from './walk.ts';

/** The pages around the chat, and the launcher on a hospital's page. */
export const siteWalks: readonly Walk[] = [
  {
    name: 'site',
    async walk({ open, look, language }) {
      for (const path of ['/', '/privacy', '/terms']) await look(path, await open(path));
      const page = await open('/');
      await page.locator('button.launcher').click();
      const chat = chatIn(page.frameLocator('iframe'));
      await chat.sees(language === 'es' ? /./ : /weaker/);
      await look('launcher open', page);
      await page.keyboard.press('Escape');
      await page.locator('button.launcher').waitFor();
      await look('launcher closed again', page);
    },
  },
];
