import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Page } from 'playwright-core';
import { callBundle } from '../../dialogs/fhir/callBundle.ts';
import type { Questionnaire, QuestionnaireResponse } from '../../dialogs/fhir/resources.ts';
import { answersTo, type Findings, finding, knownFindings, questionIds } from '../../machines/findings.ts';
import { type DeskCall, deskCall, readerIn } from '../dialogs/call/deskCall.ts';
import { launchBrowser } from '../journeys/browser.ts';
import { mostlyQuiet } from '../machines/arbitraries.ts';

/**
 * `npm run lforms`: has the questionnaire of a call shown by LForms, the renderer of the U.S. National Library of
 * Medicine, and compares what it shows with what our machine asks. It is 251 MB, so it has a package.json of its own:
 * `npm ci --prefix test/lforms` first.
 */
const folder = join(import.meta.dirname, 'node_modules/lforms/dist/lforms');
const calls = 100;
/** Of so many calls each step is compared, of the others their end. */
const stepByStep = 10;
const seed = Number(process.argv[2] ?? 18);

/** The part of LForms that is used, as a script in the page. */
declare const LForms: {
  readonly FHIR?: object;
  readonly Util?: {
    readonly convertFHIRQuestionnaireToLForms: (questionnaire: object, version: 'R4') => object;
    readonly mergeFHIRDataIntoLForms: (kind: string, response: object, form: object, version: 'R4') => object;
    readonly addFormToPage: (form: object, id: string, options: object) => Promise<void>;
  };
};

const shell = `<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="/webcomponent/styles.css"><div id="form"></div>
  <script src="/webcomponent/assets/lib/zone.min.js"></script><script src="/webcomponent/lhc-forms.js"></script>
  <script src="/fhir/R4/lformsFHIR.min.js"></script>`;

/** Its files come from the package, and nothing from anywhere else. */
async function serveLForms(page: Page): Promise<void> {
  await page.route('**/*', (route) => {
    const { host, pathname } = new URL(route.request().url());
    if (host !== 'lforms.test') return route.abort();
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: shell });
    const path = join(folder, pathname);
    return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
  });
}

/** Anew for each call: LForms keeps every form that it ever showed. */
async function freshPage(page: Page): Promise<void> {
  await page.goto('http://lforms.test/');
  await page.waitForFunction(() => LForms.Util !== undefined && LForms.FHIR !== undefined);
}

type Form = { readonly questionnaire: Questionnaire; readonly response: QuestionnaireResponse };

function formOf({ log }: DeskCall): Form {
  const resources = callBundle(log, 'K7QX2M4', readerIn('en')).entry.map(({ resource }) => resource);
  const questionnaire = resources.find((one) => one.resourceType === 'Questionnaire');
  const response = resources.find((one) => one.resourceType === 'QuestionnaireResponse');
  if (questionnaire === undefined || response === undefined) throw new Error('a call without its form');
  return { questionnaire, response };
}

/** The questions that LForms shows of a call, by their ids. */
async function shownByLForms(page: Page, call: DeskCall): Promise<readonly string[]> {
  return page.evaluate(async ({ questionnaire, response }) => {
    if (LForms.Util === undefined) throw new Error('LForms is not there');
    const form = LForms.Util.convertFHIRQuestionnaireToLForms(questionnaire, 'R4');
    const filled = LForms.Util.mergeFHIRDataIntoLForms('QuestionnaireResponse', response, form, 'R4');
    document.getElementById('form')?.replaceChildren();
    await LForms.Util.addFormToPage(filled, 'form', { fhirVersion: 'R4' });
    return [...document.querySelectorAll('#form .lhc-question label')].map((label) =>
      label.id.replace(/^label-/, '').replace(/\/1$/, ''),
    );
  }, formOf(call));
}

const answeredIn = ({ sheet }: DeskCall): readonly string[] =>
  sheet.questions.flatMap(({ question, value }) => (value === undefined ? [] : [question]));

/** The next step of a call; undefined at its end. */
function after(call: DeskCall, findings: Findings): DeskCall | undefined {
  const { next } = call.sheet;
  return next && call.set({ ...finding(next, findings[next] ?? 'unsure') });
}

const anything = fc
  .tuple(...questionIds.map((id) => fc.constantFrom(...answersTo(id))))
  .map((values) => knownFindings(Object.fromEntries(questionIds.map((id, index) => [id, values[index] ?? '']))));

const faults: string[] = [];
let compared = 0;
const compare = (what: string, expected: readonly string[], shown: readonly string[], exactly: boolean): void => {
  compared += 1;
  const missing = expected.filter((id) => !shown.includes(id));
  const surplus = exactly ? shown.filter((id) => !expected.includes(id)) : [];
  if (missing.length + surplus.length > 0)
    faults.push(`${what}: LForms does not show [${missing}], and shows [${surplus}] besides`);
};

/** Works the rendered form itself: an answer that is chosen in it shows and hides what it should. */
async function byHand(page: Page): Promise<void> {
  await freshPage(page);
  await shownByLForms(page, deskCall());
  const choose = async (question: string, text: string): Promise<void> => {
    const field = page.locator(`[id="${question}/1"]`);
    await field.click();
    await page.locator('li', { hasText: text }).last().click({ timeout: 5_000 });
  };
  const shows = async (question: string, shown: boolean): Promise<void> => {
    compared += 1;
    const label = page.locator(`[id="label-${question}/1"]`);
    await label
      .waitFor({ state: shown ? 'visible' : 'hidden', timeout: 5_000 })
      .catch(() => faults.push(`by hand: ${question} should be ${shown ? 'shown' : 'hidden'}`));
  };
  await shows('weaknessCourse', false);
  await choose('legWeakness', 'Left leg');
  await shows('weaknessCourse', true);
  await shows('mriAccess', true);
  await choose('legWeakness', 'No weakness');
  await shows('weaknessCourse', false);
  await shows('mriAccess', false);
}

if (!existsSync(folder)) {
  console.error('LForms is not installed. Run: npm ci --prefix test/lforms');
  process.exit(2);
}
const browser = await launchBrowser();
const page = await browser.newPage();
page.on('pageerror', ({ message }) => faults.push(`an error in the page: ${message}`));
await serveLForms(page);
for (const [index, findings] of fc.sample(fc.oneof(anything, mostlyQuiet), { numRuns: calls, seed }).entries()) {
  await freshPage(page);
  let call = deskCall();
  for (let next: DeskCall | undefined = call; next !== undefined; next = after(call, findings)) {
    call = next;
    if (index >= stepByStep) continue;
    const known = [...answeredIn(call), ...(call.sheet.next === undefined ? [] : [call.sheet.next])];
    compare(JSON.stringify(findings), known, await shownByLForms(page, call), false);
  }
  compare(JSON.stringify(findings), answeredIn(call), await shownByLForms(page, call), true);
}
await byHand(page);
await browser.close();
console.log(
  faults.length === 0
    ? `LForms shows and hides the questions that our machine asks: ${compared} comparisons, ${calls} calls, seed ${seed}.`
    : faults.join('\n'),
);
process.exitCode = faults.length === 0 ? 0 : 1;
