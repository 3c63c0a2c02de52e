import type { Page } from 'playwright-core';
import { startCauda } from '../journeys/caudaProcess.ts';
import { identityProvider } from '../src/desk/identityProvider.ts';
import { answers, at, wide } from './deskWalks.ts';
import type { Stage, Walk } from './walk.ts';

const accounts = {
  ana: { name: 'Ana Nurse', roles: ['nurse'] },
  ben: { name: 'Ben Nurse', roles: ['nurse'] },
  sue: { name: 'Sue Lead', roles: ['supervisor'] },
  dan: { name: 'Dan Porter', roles: [] },
};

/** A server whose people sign in with a provider. */
async function serverWithSignIn() {
  let url = '';
  const provider = await identityProvider(accounts, (uri) => uri === `${url}/nurse/signed-in`);
  const cauda = await startCauda({
    CAUDA_OIDC_ISSUER: provider.issuer,
    CAUDA_OIDC_CLIENT_ID: 'cauda',
    CAUDA_OIDC_CLIENT_SECRET: 'a secret of the tests',
    CAUDA_OIDC_ROLES_CLAIM: 'groups',
  });
  url = cauda.url;
  const stop = async (): Promise<void> => {
    await cauda.stop();
    await provider.stop();
  };
  return { url, stop };
}

async function signIn(page: Page, name: keyof typeof accounts): Promise<void> {
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('x');
  await page.locator('button[type=submit]').click();
  await page.locator('button[type=submit]').filter({ hasText: 'Continue' }).click();
}

async function signedIn({ open }: Stage, name: keyof typeof accounts): Promise<Page> {
  const page = await open('/nurse', wide);
  await signIn(page, name);
  await page.locator('.who').waitFor();
  return page;
}

/** What only a desk shows that people sign in to; the provider's own pages are not ours. */
export const signedInWalks: readonly Walk[] = [
  {
    name: 'desk, signed in',
    server: serverWithSignIn,
    async walk(stage) {
      const { look, open } = stage;
      const hers = await signedIn(stage, 'ana');
      await look('queue of a nurse', hers);
      await hers.keyboard.press('n');
      await answers(hers, [
        ['lifeThreats', '1'],
        ['legWeakness', '4'],
      ]);
      await at(hers, 'weaknessCourse');
      const reference = (await hers.locator('h1').textContent()) ?? '';
      await look('her call', hers);
      const form = hers.locator('dialog.form[open]');
      await hers.keyboard.press('j');
      await form.locator('[name=to]').selectOption('urgent');
      await form.locator('[name=words]').fill('X');
      await form.locator('[type=submit]').click();
      await look('below an emergency, confirmed first', hers);
      await form.locator('[type=submit]').click();
      await form.locator('.said:not(:empty)').waitFor();
      await look('a second person is to sign', hers);
      await hers.keyboard.press('Escape');

      const his = await signedIn(stage, 'ben');
      await his.goto(`${stage.url}/nurse/call/${reference}`);
      await his.locator('.not-mine button').waitFor();
      await look('the call of another', his);
      await his.locator('.not-mine button').click();
      await his.locator('.not-mine').waitFor({ state: 'hidden' });
      await hers.locator('.not-mine').waitFor();
      await look('taken over by another', hers);

      const lead = await signedIn(stage, 'sue');
      await lead.locator('.queue-head a').waitFor();
      await lead.locator('.queue-head input[type=checkbox]').last().check();
      await lead.locator('tbody tr').first().waitFor();
      await look("supervisor's queue with the audit trail", lead);

      const none = await open('/nurse', wide);
      await signIn(none, 'dan');
      await none.waitForURL(/signed-in/);
      await look('no role', none);

      await hers.locator('.account button').first().click();
      await hers.locator('.lone').waitFor();
      await look('locked by hand', hers);
    },
  },
];
