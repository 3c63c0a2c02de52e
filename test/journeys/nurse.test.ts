import { describe, expect, test } from '@jest/globals';
import type { Page, Route } from 'playwright-core';
import { questionIds } from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { deskPage, newCall, noThreat, plainKeys } from './deskPage.ts';

const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112' });
const seen = { width: 1366, height: 768 };

async function withPage(work: (page: Page, url: string) => Promise<void>, viewport = seen): Promise<void> {
  const context = await running.browser.newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  try {
    await work(page, running.cauda.url);
  } finally {
    await context.close();
  }
}

/** A line on which what is sent waits until it is let through, so that no test counts on being quick. */
async function heldLine(page: Page): Promise<{ readonly hold: () => void; readonly release: () => void }> {
  let waits = Promise.resolve();
  let release = (): void => {};
  await page.route('**/acts*', async (route) => {
    await waits;
    await route.continue();
  });
  return {
    hold() {
      waits = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
  };
}

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

describe('the queue', () => {
  test.each([
    ['en', 'Find the others by reference. Open, less urgent, not shown: 3. Ended earlier, not shown: 12,345.'],
    [
      'es',
      'Busque las demás por su referencia. Abiertas, menos urgentes, no mostradas: 3. Terminadas antes, no mostradas: 12.345.',
    ],
  ])('says in %s that it does not show all calls', (locale, said) =>
    withPage(async (page, url) => {
      let notShown = { open: 3, closed: 12_345 };
      await page.route('**/nurse/desk/calls?*', async (route) => {
        const answer: object = await (await route.fetch()).json();
        await route.fulfill({ json: { ...answer, notShown } });
      });
      await page.clock.install();
      await page.goto(`${url}/nurse?locale=${locale}`);
      await page.getByText(said).waitFor();
      notShown = { open: 0, closed: 0 };
      await page.clock.runFor(3_000);
      await page.getByText(said).waitFor({ state: 'detached' });
    }),
  );
});

test('an answer to the queue that comes late does not put back what a later one showed', () =>
  withPage(async (page, url) => {
    const later = Promise.withResolvers<void>();
    let polls = 0;
    await page.route('**/nurse/desk/calls?*since=*', async (route) => {
      polls += 1;
      const poll = polls;
      // The third and what follows are never answered.
      if (poll > 2) return;
      const answer: object = await (await route.fetch()).json();
      if (poll === 1) await later.promise;
      await route.fulfill({ json: { ...answer, notShown: { open: poll, closed: 0 } } });
    });
    await page.clock.install();
    await page.goto(`${url}/nurse`);
    await page.getByText('No calls yet').or(page.getByRole('table')).waitFor();
    const first = page.waitForRequest(/since=/);
    await page.clock.runFor(3_000);
    const response = (await first).response();
    await page.clock.runFor(3_000);
    const shown = page.getByText('not shown: 2.');
    await shown.waitFor();
    later.resolve();
    await (await response)?.finished();
    await page.clock.runFor(100);
    expect(await shown.count()).toBe(1);
  }));

describe('a whole call', () => {
  test(
    'by keyboard: a key a question leads to the advice, and its end is recorded',
    () =>
      withPage(async (page, url) => {
        const desk = await newCall(page, url);
        await desk.press(...plainKeys);
        await desk.disposition.getByText('No scan needed now').waitFor();
        await desk.script.getByText('Go to an emergency department at once').waitFor();
        await page.keyboard.press('e');
        await page.getByRole('dialog').getByText('How it ended').waitFor();
        await page.keyboard.press('Enter');
        await desk.record.getByText(/Call ended/).waitFor();
        await page.keyboard.press('q');
        await page.getByRole('cell', { name: 'ended' }).waitFor();
      }),
    60_000,
  );

  test(
    'an emergency by keyboard: the red advice stays in sight while all is asked, and nothing of it is lost on paper',
    () =>
      withPage(async (page, url) => {
        const desk = await newCall(page, url);
        await desk.press(noThreat, [/leg or foot weaker/, '4'], [/leg strength changed/, '1']);
        await desk.press([/area between your legs/, '2'], [/pass or hold urine/, '2']);
        await desk.disposition.getByText('So far: Emergency department now').waitFor();
        await desk.script
          .getByText(/how your bowels work/)
          .first()
          .waitFor(); // the last answer is there
        await page.keyboard.press('c');
        await desk.script.getByText('Copied for the record.').waitFor();
        const text = await copied(page);
        for (const said of [
          'Emergency department now',
          '112',
          'Cauda equina syndrome',
          'If that is not possible:',
          'not clinically validated',
        ])
          expect(text).toContain(said);
        await page.emulateMedia({ media: 'print' });
        const shown = (await page.getByRole('listitem').or(page.getByRole('heading')).allTextContents()).join('\n');
        for (const line of text
          .split('\n')
          .map((one) => one.replace('!! ', '').trim())
          .filter((one) => one !== '' && one !== one.toUpperCase()))
          expect(shown).toContain(line);
      }),
    60_000,
  );
});

describe('keys', () => {
  test(
    'faster than the line answer no other question: they are refused in words',
    () =>
      withPage(async (page, url) => {
        const desk = await newCall(page, url);
        await desk.press(noThreat);
        await desk.script.getByText(/leg or foot weaker/).waitFor();
        const line = await heldLine(page);
        line.hold();
        for (const key of ['1', '2', '1']) await page.keyboard.press(key);
        await desk.page.locator('[aria-busy=true]').waitFor();
        line.release();
        await desk.script.getByText(/area between your legs/).waitFor();
        await expect(desk.row('Numbness between the legs').locator('[aria-pressed=true]').count()).resolves.toBe(0);
        await page.keyboard.press('2');
        await desk.disposition.getByText(/Emergency department now/).waitFor();
        line.hold();
        for (const key of ['1', '1']) await page.keyboard.press(key);
        line.release();
        await desk.script.getByText(/how your bowels work/).waitFor();
        await desk.script.getByText(/This key did nothing/).waitFor();
        await expect(desk.row('Bowel').locator('[aria-pressed=true]').count()).resolves.toBe(0);
      }),
    60_000,
  );

  test(
    'never take an emergency back by habit, and what was first said stays',
    () =>
      withPage(async (page, url) => {
        const desk = await newCall(page, url);
        await desk.press(noThreat, [/leg or foot weaker/, '1'], [/area between your legs/, '2']);
        await desk.script.getByText(/pass or hold urine/).waitFor();
        await page.keyboard.press('ArrowUp');
        await desk.script.getByText(/area between your legs/).waitFor();
        await page.keyboard.press('1');
        const dialog = page.getByRole('dialog');
        await dialog.getByText('This takes an emergency away').waitFor();
        await page.keyboard.press('1');
        await page.keyboard.press('Enter');
        await dialog.waitFor({ state: 'hidden' });
        await desk.disposition.getByText(/Emergency department now/).waitFor();
        await page.keyboard.press('1');
        await dialog.getByText('This takes an emergency away').waitFor();
        await page.keyboard.press('x');
        await desk.disposition.getByText('No warning sign so far').waitFor();
        await desk.record.getByText(/first "Yes, numb or different", then "No, it feels as before"/).waitFor();
      }),
    60_000,
  );

  test(
    'leave the text box by Escape; why and help have one each; a held key does one thing',
    () =>
      withPage(async (page, url) => {
        const desk = await newCall(page, url);
        await desk.press(noThreat);
        await desk.script.getByText(/leg or foot weaker/).waitFor();
        await page.keyboard.press('t');
        await page.keyboard.type('12');
        await page.keyboard.press('Escape');
        await page.keyboard.press('h');
        await page.locator('.part').waitFor();
        await page.keyboard.down('1');
        await desk.script.getByText(/area between your legs/).waitFor();
        await page.keyboard.down('1');
        await page.keyboard.press('b');
        await desk.script.getByText(/leg or foot weaker/).waitFor();
      }),
    60_000,
  );
});

test(
  'questions go in any order, by arrow or click, and what was typed is shown as heard and not heard',
  () =>
    withPage(async (page, url) => {
      const desk = await newCall(page, url);
      await desk.press(noThreat);
      await desk.script.getByText(/leg or foot weaker/).waitFor();
      await desk.row('Bladder').getByRole('button', { name: 'No change' }).click();
      await desk.row('Bladder').locator('[aria-pressed=true]').waitFor();
      await desk.script.getByText(/leg or foot weaker/).waitFor();
      const heard = page.getByRole('region', { name: 'Heard' });
      await desk.type('she has crushing chest pain too');
      await heard.getByText('Another emergency: noted.').waitFor();
      await page.keyboard.press('d');
      await desk.type('she has a purple hat');
      await heard.getByText(/Not heard/).waitFor();
      await page.keyboard.press('1');
      await desk.script.getByText('First settle what was typed.').waitFor();
      await page.keyboard.press('n');
      await heard.waitFor({ state: 'hidden' });
      await desk.record
        .getByText(/purple hat/)
        .first()
        .waitFor();
      await desk.disposition.getByText('Another emergency first: 112').waitFor();
    }),
  60_000,
);

test(
  "the desk keeps the nurse's language when the caller's is another",
  () =>
    withPage(async (page, url) => {
      const desk = await newCall(page, url);
      await desk.press(noThreat);
      await desk.type('me duele mucho la espalda desde hace tres días');
      await page.getByRole('region', { name: 'Heard' }).waitFor();
      await page.keyboard.press('d');
      await desk.script.getByText(/leg or foot weaker/).waitFor();
      await page.keyboard.press('p');
      await page.getByLabel('The caller speaks').selectOption('es');
      await page.getByLabel('Age').fill('71');
      await page.keyboard.press('Enter');
      await desk.script
        .getByText(/pierna o un pie/)
        .first()
        .waitFor();
      await desk.script.getByRole('heading', { name: 'Leg weakness' }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe('en');
      await desk.record.getByText(/71/).waitFor();
    }),
  60_000,
);

test(
  'what was done stands, though the words for another caller cannot be had yet',
  () =>
    withPage(async (page, url) => {
      const desk = await newCall(page, url);
      await desk.press(noThreat);
      await desk.script.getByText(/leg or foot weaker/).waitFor();
      await page.route('**/nurse/desk/words*', (route) => route.fulfill({ status: 500, body: '{}' }));
      await page.keyboard.press('p');
      await page.getByLabel('The caller speaks').selectOption('es');
      await page.getByLabel('Age').fill('71');
      await page.keyboard.press('Enter');
      await desk.record.getByText(/71/).waitFor();
      await page.getByLabel('Age').waitFor({ state: 'hidden' });
      await page.unroute('**/nurse/desk/words*');
      await desk.script
        .getByText(/pierna o un pie/)
        .first()
        .waitFor();
    }),
  60_000,
);

test(
  'a lost line loses nothing: the act is sent again, once',
  () =>
    withPage(async (page, url) => {
      const desk = await newCall(page, url);
      await desk.press(noThreat);
      await desk.script.getByText(/leg or foot weaker/).waitFor();
      await page.context().setOffline(true);
      await page.keyboard.press('2');
      await page.getByText(/No line to the server/).waitFor();
      await page.keyboard.press('1');
      await desk.script.getByText(/leg or foot weaker/).waitFor();
      await page.context().setOffline(false);
      await desk.script.getByText(/leg strength changed/).waitFor();
      await desk.row('Leg weakness').getByRole('button', { name: 'Left leg', pressed: true }).waitFor();
      await page.getByText(/No line to the server/).waitFor({ state: 'hidden' });
    }),
  60_000,
);

test(
  'a server that fails at an act is told of, and the desk works on',
  () =>
    withPage(async (page, url) => {
      const desk = await newCall(page, url);
      await desk.press(noThreat);
      await desk.script.getByText(/leg or foot weaker/).waitFor();
      await page.route('**/acts**', (route) => route.fulfill({ status: 500, body: '{}' }));
      await page.keyboard.press('2');
      await desk.script.getByText(/That did not work/).waitFor();
      await expect(desk.row('Leg weakness').locator('[aria-pressed=true]').count()).resolves.toBe(0);
      await page.unroute('**/acts**');
      await page.keyboard.press('2');
      await desk.script.getByText(/leg strength changed/).waitFor();
    }),
  60_000,
);

test(
  'a closed tab loses no call; tabs are told apart; a second desk sees it live',
  () =>
    withPage(async (page, url) => {
      const desk = await newCall(page, url);
      await desk.press(noThreat, [/leg or foot weaker/, '1']);
      const reference = await desk.reference();
      expect(await page.title()).toContain(reference);
      const other = await page.context().newPage();
      await page.close();
      await other.goto(`${url}/nurse`);
      await other.getByRole('link', { name: reference }).click();
      const again = deskPage(other);
      await again.script.getByText(/area between your legs/).waitFor();
      const third = await other.context().newPage();
      await third.goto(`${url}/nurse/call/${reference}`);
      await deskPage(third)
        .script.getByText(/area between your legs/)
        .waitFor();
      await other.keyboard.press('2');
      await deskPage(third)
        .disposition.getByText(/Emergency department now/)
        .waitFor();
    }),
  60_000,
);

test(
  'a judgement: more urgent by one key and a reason, less urgent twice confirmed, and it lapses in sight',
  () =>
    withPage(async (page, url) => {
      const desk = await newCall(page, url);
      await desk.press(...plainKeys);
      await desk.disposition.getByText('No scan needed now').waitFor();
      await page.keyboard.press('u');
      await page.keyboard.press('2');
      await page.getByLabel('Your judgement').selectOption('urgent');
      await page.getByRole('button', { name: /^Save/ }).click();
      await desk.disposition.getByText(/Your judgement/).waitFor();
      await desk.row('Bladder').getByRole('button', { name: 'Bladder' }).click();
      await page.keyboard.press('2');
      await desk.disposition.getByText(/Emergency department now/).waitFor();
      await desk.record.getByText(/It no longer holds/).waitFor();
      await page.keyboard.press('j');
      await page.getByLabel('Your judgement').selectOption('urgent');
      await page.getByLabel('In your words').fill('examined today');
      await page.getByRole('button', { name: /^Save/ }).click();
      await page.getByRole('button', { name: /Confirm: less urgent/ }).click();
      await page
        .getByRole('dialog')
        .getByText(/this desk has no sign-in/)
        .waitFor();
    }),
  60_000,
);

const noLine = /No line to the server/;
test.each<[string, RegExp, (route: Route) => Promise<void>]>([
  ['are lost', noLine, (route) => route.abort('failed')],
  [
    'are answered by something between',
    noLine,
    (route) => route.fulfill({ contentType: 'text/html', body: '<p>Sign in to the guest network' }),
  ],
  [
    'find nobody there',
    /^Locked$/,
    (route) => route.fulfill({ status: 401, json: { error: { code: 'Locked', message: 'Sign in again.' } } }),
  ],
])(
  'a page whose first requests %s says so, and opens the call by itself',
  (_, says, fail) =>
    withPage(async (page, url) => {
      const desk = await newCall(page, url);
      await desk.press(noThreat);
      await desk.script.getByText(/leg or foot weaker/).waitFor();
      const later = await page.context().newPage();
      const failed = new Set<string>();
      await later.route('**/nurse/desk/**', (route) => {
        const [, what = ''] = /desk\/(\w+)/.exec(route.request().url()) ?? [];
        if (failed.has(what)) return route.continue();
        failed.add(what);
        return fail(route);
      });
      await later.goto(`${url}/nurse/call/${await desk.reference()}`);
      await later.getByText(says).first().waitFor();
      await deskPage(later)
        .script.getByText(/leg or foot weaker/)
        .waitFor();
      expect([...failed]).toEqual(['me', 'calls', 'words']);
    }),
  60_000,
);

test(
  'what comes late for a call that was left is not shown in the next one',
  () =>
    withPage(async (page, url) => {
      const first = await newCall(page, url);
      await first.press(noThreat);
      await first.script.getByText(/leg or foot weaker/).waitFor();
      const left = await first.reference();
      const second = await newCall(page, url);
      const reference = await second.reference();
      await page.keyboard.press('q');
      let release = (): void => {};
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      await page.route(`**/nurse/desk/calls/${left}*`, async (route) => {
        await released;
        await route.continue();
      });
      await page.getByRole('link', { name: left }).click();
      await page.goBack();
      await page.getByRole('link', { name: reference }).click();
      await second.script.getByText(/Before anything else/).waitFor();
      const late = page.waitForResponse((answer) => answer.url().includes(left));
      release();
      await (await late).finished();
      await page.evaluate(() => new Promise(requestAnimationFrame));
      await second.script.getByText(/Before anything else/).waitFor();
      expect(await second.script.getByText(/leg or foot weaker/).count()).toBe(0);
    }),
  60_000,
);

describe('layout', () => {
  const inView = (page: Page, selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { top, bottom, left, right } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight && left >= 0 && right <= innerWidth + 1;
      });

  test.each([
    { width: 1366, height: 768 },
    { width: 1920, height: 1080 },
    { width: 683, height: 384 }, // 1366×768 at 200 %
    { width: 390, height: 844 },
  ])(
    '$width×$height: the advice and the question are in view, nothing scrolls sideways',
    (viewport) =>
      withPage(async (page, url) => {
        const desk = await newCall(page, url);
        await desk.press(noThreat, [/leg or foot weaker/, '1'], [/area between your legs/, '2']);
        await desk.script.getByText(/pass or hold urine/).waitFor();
        for (const selector of ['.disposition', '.script .ask p'])
          expect([selector, await inView(page, selector)]).toEqual([selector, true]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
        // On a desk's own screen every question that nobody answered is in sight at once.
        if (viewport.width >= 1366) {
          await page.keyboard.press('q');
          await page.keyboard.press('n');
          await desk.script.getByText(/Before anything else/).waitFor();
          const floor = await page.locator('.doing').evaluate((bar) => bar.getBoundingClientRect().top);
          const bottoms = await page
            .locator('.row')
            .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().bottom));
          expect(bottoms.length).toBe(questionIds.filter((id) => question(id).section !== 'MRI safety').length);
          expect(Math.max(...bottoms)).toBeLessThanOrEqual(floor);
        }
      }, viewport),
    60_000,
  );
});
