import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type IdentityProvider, identityProvider } from '../src/desk/identityProvider.ts';
import { launchBrowser } from './browser.ts';
import { type CaudaProcess, startCauda } from './caudaProcess.ts';
import { deskPage, noThreat, plainKeys } from './deskPage.ts';

let browser: Browser;
let provider: IdentityProvider;
let cauda: CaudaProcess;
const accounts = {
  ana: { name: 'Ana Nurse', roles: ['nurse'] },
  ben: { name: 'Ben Nurse', roles: ['nurse'] },
  sue: { name: 'Sue Lead', roles: ['supervisor'] },
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
  // Whoever signed in here before is not asked for consent again; a window that only came to sign in closes itself.
  const settled = (work: Promise<unknown>) => work.catch(() => undefined);
  await Promise.race([
    settled(page.getByRole('button', { name: 'Continue' }).click()),
    settled(page.waitForURL(({ origin }) => origin === cauda.url)),
  ]);
}

async function signedIn(name: keyof typeof accounts): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  await page.goto(`${cauda.url}/nurse`);
  await fillIn(page, name);
  await page.locator('.who', { hasText: accounts[name].name }).waitFor();
  return { context, page };
}

/**
 * Each answer comes 200 ms late, as over a mobile line.
 * @returns what slows it again after it was away.
 */
async function slowLine({ context, page }: { context: BrowserContext; page: Page }): Promise<() => Promise<unknown>> {
  const session = await context.newCDPSession(page);
  const slow = () =>
    session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 200,
      downloadThroughput: -1,
      uploadThroughput: -1,
    });
  await session.send('Network.enable');
  await slow();
  return slow;
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
  const code = /Code (\w{8})/.exec((await handed.textContent()) ?? '')?.[1] ?? '';
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

test('a second signature: only somebody else signs below an emergency, in a window of their own', async () => {
  const { context, page } = await signedIn('ana');
  await page.keyboard.press('n');
  const desk = deskPage(page);
  await desk.press(noThreat, [/leg or foot weaker/, '4'], [/leg strength changed/, '1']);
  await desk.script.getByText(/area between your legs/).waitFor();
  await page.keyboard.press('j');
  const dialog = page.getByRole('dialog');
  await page.getByLabel('Your judgement').selectOption('urgent');
  await page.getByLabel('In your words').fill('examined an hour ago');
  const save = async () => {
    await dialog.getByRole('button', { name: /^Save/ }).click();
    await dialog.getByRole('button', { name: /Confirm: less urgent/ }).click();
  };
  await save();
  await dialog.getByText(/Below an emergency a second person signs/).waitFor();
  const signs = async (name: string): Promise<Page> => {
    const [beside] = await Promise.all([
      context.waitForEvent('page'),
      dialog.getByRole('button', { name: 'Second person signs' }).click(),
    ]);
    await fillIn(beside, name);
    return beside;
  };
  const herself = await signs('ana');
  await herself.getByRole('heading', { name: 'You are not signed in' }).waitFor();
  await herself.close();
  await signs('ben');
  await dialog.getByText('Second person signed.').waitFor();
  await dialog.getByRole('button', { name: /Confirm: less urgent/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await desk.record.getByText('Second signature: Ben Nurse').waitFor();
  await desk.disposition.getByText(/Emergency department now/).waitFor();
  await page.locator('.who', { hasText: 'Ana Nurse' }).waitFor();
  await context.close();
}, 90_000);

test('a desk that nobody touches covers itself, and only who was there goes on with what was there', async () => {
  const { context, page } = await signedIn('ana');
  await page.clock.install();
  await page.reload();
  await page.locator('.who', { hasText: 'Ana Nurse' }).waitFor();
  await page.keyboard.press('n');
  const desk = deskPage(page);
  await desk.press(noThreat, [/leg or foot weaker/, '1'], [/area between your legs/, '2']);
  await desk.script.getByText(/pass or hold urine/).waitFor();
  const reference = await desk.reference();
  await page.keyboard.press('t');
  await page.keyboard.type('half a sent');
  // It asks each second whether somebody has signed in.
  const asked = page.waitForResponse((answer) => answer.url().includes('/desk/me') && answer.status() === 401);
  await page.clock.fastForward('10:30');
  await page.getByRole('heading', { name: 'Locked' }).waitFor();
  await asked;
  expect(await page.locator('.desk-page').isVisible()).toBe(false);
  const [again] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('button', { name: 'Sign in' }).click(),
  ]);
  await fillIn(again, 'ana');
  await desk.script.getByText(/pass or hold urine/).waitFor();
  expect(await desk.reference()).toBe(reference);
  expect(await page.getByLabel(/Type the caller/).inputValue()).toBe('half a sent');
  await context.close();
}, 90_000);

test('eight calls on a slow line, by two nurses', async () => {
  const [ana, ben] = [await signedIn('ana'), await signedIn('ben')];
  const slowAna = await slowLine(ana);
  await slowLine(ben);
  const hers = deskPage(ana.page);
  const references: string[] = [];
  const call = async (about: string, work: () => Promise<void>): Promise<void> => {
    await ana.page.goto(`${cauda.url}/nurse`);
    await ana.page.getByRole('button', { name: /New call/ }).waitFor();
    await ana.page.keyboard.press('n');
    await hers.script.getByText(/Before anything else/).waitFor();
    references.push(await hers.reference());
    await work().catch(async (error: unknown) => {
      const seen = await Promise.all(
        [ana.page, ben.page].map(async (page) => [page.url(), await page.locator('body').ariaSnapshot()]),
      );
      throw new Error(`the call ${about}; they see ${JSON.stringify(seen)}`, { cause: error });
    });
  };
  const end = async (how: string): Promise<void> => {
    await ana.page.keyboard.press('e');
    await ana.page.getByRole('radio', { name: how }).check();
    await ana.page.keyboard.press('Enter');
    await hers.record.getByText(/Call (ended|broken off)|Caller put through|Advice declined/).waitFor();
  };

  await call('that is plain', async () => {
    await hers.press(...plainKeys);
    await hers.disposition.getByText('No scan needed now').waitFor();
    await end('Complete');
  });
  await call('with three facts', async () => {
    await hers.press(noThreat);
    await hers.script.getByText(/leg or foot weaker/).waitFor();
    await hers.type('both legs are weak, he is numb between the legs and cannot pee');
    await ana.page.getByRole('region', { name: 'Heard' }).waitFor();
    await hers.disposition.getByText(/Emergency department now/).waitFor();
    await ana.page.keyboard.press('d');
    await ana.page.keyboard.press('a');
    await hers.script
      .getByText(/ambulance/)
      .first()
      .waitFor();
    await end('Put through');
  });
  await call('with a life threat that was none', async () => {
    await hers.press([/Before anything else/, '2']);
    await hers.disposition.getByText(/Another emergency first/).waitFor();
    await hers.script.getByRole('heading', { name: 'Read aloud' }).waitFor();
    await hers
      .row('Life threats')
      .getByRole('button', { name: /None of these/ })
      .click();
    await ana.page.getByRole('dialog').getByText('This takes an emergency away').waitFor();
    await ana.page.keyboard.press('1');
    await ana.page.keyboard.press('x');
    await hers.record.getByText(/first "There is one", then taken back/).waitFor();
    await ana.page.keyboard.press('Home');
    await hers.press([/leg or foot weaker/, '1']);
    await hers.disposition.getByText('No warning sign so far').waitFor();
    await end('Broken off');
    await hers.disposition.getByText(/not enough was asked/).waitFor();
  });
  await call('of a Spanish speaker about her son', async () => {
    await hers.press(noThreat);
    await hers.script.getByText(/leg or foot weaker/).waitFor();
    await ana.page.keyboard.press('p');
    await ana.page.getByLabel('Somebody else').check();
    await ana.page.getByLabel('Age').fill('15');
    await ana.page.getByLabel('The caller speaks').selectOption('es');
    await ana.page.keyboard.press('Enter');
    await hers.script
      .getByText(/La persona a la que acompaña/)
      .first()
      .waitFor();
    await hers.script.getByRole('heading', { name: 'Leg weakness' }).waitFor();
    await end('Complete');
    await hers.record
      .getByText(/made for adults|seen today/i)
      .first()
      .waitFor();
  });
  await call('whose line is lost', async () => {
    await hers.press(noThreat);
    await hers.script.getByText(/leg or foot weaker/).waitFor();
    await ana.context.setOffline(true);
    await ana.page.keyboard.press('2');
    await ana.page.getByText(/No line to the server/).waitFor();
    await ana.context.setOffline(false);
    await slowAna();
    await hers.script.getByText(/leg strength changed/).waitFor();
    await hers.press([/leg strength changed/, '1']);
    await hers.disposition.getByText(/Emergency department now/).waitFor();
    await end('Put through');
  });
  await call('that she judges worse', async () => {
    await hers.press(...plainKeys);
    await hers.disposition.getByText('No scan needed now').waitFor();
    await ana.page.keyboard.press('u');
    await ana.page.keyboard.press('3');
    await ana.page.keyboard.press('Enter');
    await hers.record.getByText(/Alone, or cannot get help/).waitFor();
    await end('Complete');
  });
  await call('that the other takes over', async () => {
    await hers.press(noThreat, [/leg or foot weaker/, '1']);
    await hers.script.getByText(/area between your legs/).waitFor();
    await ben.page.goto(`${cauda.url}/nurse/call/${references.at(-1)}`);
    await ben.page.getByRole('button', { name: 'Take over' }).click();
    await hers.record.getByText('Taken by Ben Nurse').waitFor();
    await ana.page.keyboard.press('2');
    await hers.script.getByText(/Somebody else has this call/).waitFor();
    const his = deskPage(ben.page);
    await his.press([/area between your legs/, '2']);
    await his.disposition.getByText(/Emergency department now/).waitFor();
    await ben.page.keyboard.press('o');
    await ben.page.getByLabel('To whom').fill('City hospital');
    await ben.page.keyboard.press('Enter');
    await ben.page.getByText(/The receiving desk opens it/).waitFor();
  });
  await call('in which she goes away', async () => {
    await hers.press(noThreat, [/leg or foot weaker/, '1']);
    await hers.script.getByText(/area between your legs/).waitFor();
    await ana.page.getByRole('button', { name: 'Lock' }).click();
    await ana.page.getByRole('heading', { name: 'Locked' }).waitFor();
    const [again] = await Promise.all([
      ana.context.waitForEvent('page'),
      ana.page.getByRole('button', { name: 'Sign in' }).click(),
    ]);
    await fillIn(again, 'ana');
    await hers.press([/area between your legs/, '1']);
    await hers.script.getByText(/pass or hold urine/).waitFor();
    await end('Advice declined');
  });

  const sue = await signedIn('sue');
  await sue.page.getByLabel('All calls that are kept').check();
  const states = new Map<string, string>();
  for (const reference of references) {
    const row = sue.page.getByRole('row', { name: new RegExp(reference) });
    await row.waitFor();
    states.set(reference, (await row.getByRole('cell').last().textContent()) ?? '');
  }
  expect([...states.values()].sort()).toEqual([...Array.from({ length: 7 }, () => 'ended'), 'handed over']);
  await sue.page.getByRole('link', { name: references[0] ?? '' }).click();
  await sue.page.getByRole('button', { name: 'Erase' }).click();
  await sue.page
    .getByRole('dialog')
    .getByLabel('Reference')
    .fill(references[0] ?? '');
  await sue.page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
  await sue.page.getByRole('row', { name: new RegExp(references[1] ?? '') }).waitFor();
  expect(await sue.page.getByRole('row', { name: new RegExp(references[0] ?? '') }).count()).toBe(0);
  for (const { context } of [ana, ben, sue]) await context.close();
}, 180_000);
