import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type IdentityProvider, identityProvider } from '../src/desk/identityProvider.ts';
import { launchBrowser } from './browser.ts';
import { type CaudaProcess, startCauda } from './caudaProcess.ts';
import { deskPage, noThreat } from './deskPage.ts';

let browser: Browser;
let provider: IdentityProvider;
let cauda: CaudaProcess;
const accounts = {
  ana: { name: 'Ana Nurse', roles: ['nurse'] },
  ben: { name: 'Ben Nurse', roles: ['nurse'] },
};

beforeAll(async () => {
  provider = await identityProvider(accounts, (uri) => uri === `${cauda.url}/nurse/signed-in`);
  [browser, cauda] = await Promise.all([
    launchBrowser(),
    startCauda({
      CAUDA_OIDC_ISSUER: provider.issuer,
      CAUDA_OIDC_CLIENT_ID: 'cauda',
      CAUDA_OIDC_CLIENT_SECRET: 'a secret of the tests',
      CAUDA_OIDC_ROLES_CLAIM: 'groups',
    }),
  ]);
}, 60_000);
afterAll(async () => {
  await browser.close();
  await cauda.stop();
  await provider.stop();
});

async function fillIn(page: Page, name: string): Promise<void> {
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('x');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

async function signedIn(name: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(`${cauda.url}/nurse`);
  await fillIn(page, name);
  await page.getByText(accounts[name === 'ana' ? 'ana' : 'ben'].name).waitFor();
  return { context, page };
}

test('two nurses: one call is seen live by both, taken over, handed over, and read by its code', async () => {
  const [ana, ben] = [await signedIn('ana'), await signedIn('ben')];
  await ana.page.keyboard.press('n');
  const hers = deskPage(ana.page);
  await hers.press(noThreat, [/leg or foot weaker/, '1'], [/area between your legs/, '2']);
  await hers.disposition.getByText(/Emergency department now/).waitFor();
  const reference = await hers.reference();

  const row = ben.page.getByRole('row', { name: new RegExp(reference) });
  await row.getByText(/Emergency department now/).waitFor();
  await row.getByText('Ana Nurse').waitFor();
  await row.getByRole('link').click();
  const his = deskPage(ben.page);
  await his.script.getByText(/pass or hold urine/).waitFor();
  await ben.page.keyboard.press('1');
  await his.script.getByText(/Somebody else has this call/).waitFor();
  await ben.page.getByRole('button', { name: 'Take over' }).click();
  await ben.page.getByRole('button', { name: 'Take over' }).waitFor({ state: 'hidden' });
  await ben.page.keyboard.press('1');
  await his.script.getByText(/how your bowels work/).waitFor();
  await hers.record.getByText('Taken by Ben Nurse').waitFor();

  await ben.page.keyboard.press('o');
  await ben.page.getByLabel('To whom').fill('City hospital');
  await ben.page.keyboard.press('Enter');
  const handed = ben.page.getByText(/The receiving desk opens it/);
  await handed.waitFor();
  const code = /Code (\w{6})/.exec((await handed.textContent()) ?? '')?.[1] ?? '';
  const receiving = await (await browser.newContext()).newPage();
  await receiving.goto(`${cauda.url}/hand-over`);
  await receiving.getByLabel(/Reference/).fill(reference);
  await receiving.getByLabel(/Code/).fill(code);
  await receiving.getByRole('button', { name: /Open/ }).click();
  await receiving.getByRole('heading', { name: 'Situation' }).waitFor();
  await receiving.getByRole('heading', { name: 'Situación' }).waitFor();
  expect(await receiving.locator('.red').count()).toBeGreaterThan(1);
  await receiving.context().close();
  await ana.context.close();
  await ben.context.close();
}, 90_000);

test('signing out in mid-call loses nothing: after signing in again the call goes on', async () => {
  const { context, page } = await signedIn('ana');
  await page.keyboard.press('n');
  const desk = deskPage(page);
  await desk.press(noThreat, [/leg or foot weaker/, '2']);
  await desk.script.getByText(/leg strength changed/).waitFor();
  const reference = await desk.reference();

  // In another tab: this one is covered, and what is pressed is kept until she is back.
  const other = await context.newPage();
  await other.goto(`${cauda.url}/nurse`);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await other.getByRole('button', { name: /yes/i }).click();
  await page.bringToFront();
  await page.keyboard.press('1');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  expect(await page.getByRole('heading', { name: reference }).count()).toBe(0);
  const [again] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Sign in' }).click(),
  ]);
  await fillIn(again, 'ana');
  await desk.disposition.getByText(/Emergency department now/).waitFor();
  expect(await desk.reference()).toBe(reference);
  await context.close();
}, 90_000);
