import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import { HtmlValidate } from 'html-validate';
import type { Page } from 'playwright-core';
import { exceptions } from './exceptions.ts';
import type { Finding } from './finding.ts';

/**
 * Examines a page as it stands by axe (WCAG 2.2 AA and good practice), by IBM's engine (WCAG 2.2 AA) and by an HTML
 * validator. What an engine only asks a person to look at is no finding.
 */
export async function examined(page: Page): Promise<readonly Finding[]> {
  return [...(await byAxe(page)), ...(await byIbm(page)), ...(await byValidator(page))];
}

const exceptionsOf = (engine: Finding['engine']) =>
  exceptions.flatMap((one, at) => (one.engine === engine ? [{ at, rule: one.rule, elements: one.elements }] : []));

async function byAxe(page: Page): Promise<readonly Finding[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode() // all frames are of one origin, and no page of its own need be opened
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze();
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, target }) => ({ rule: id, help, html: html.slice(0, 160), target: target.map(String) })),
  );
  return page.evaluate(
    ([all, allowed]) =>
      all.map(({ rule, help, html, target }) => {
        const [selector = '', ...inFrame] = target;
        const element = inFrame.length === 0 ? document.querySelector(selector) : null;
        return {
          engine: 'axe' as const,
          rule,
          says: `${help} @ ${target.join(' ')}`,
          element: html,
          excepted: allowed.find((one) => one.rule === rule && element?.matches(one.elements))?.at,
        };
      }),
    [found, exceptionsOf('axe')] as const,
  );
}

const ibm = readFileSync(createRequire(import.meta.url).resolve('accessibility-checker-engine/ace.js'), 'utf8');

type IbmResult = {
  readonly value: readonly [string, string];
  readonly ruleId: string;
  readonly message: string;
  readonly snippet: string;
  readonly node: Element | Text;
};
type IbmEngine = {
  readonly Checker: new () => {
    check: (root: Document, rules: readonly string[]) => Promise<{ results: readonly IbmResult[] }>;
  };
};
declare global {
  interface Window {
    ace?: IbmEngine;
  }
}

async function byIbm(page: Page): Promise<readonly Finding[]> {
  // By the browser's tools, so that the page's own policy stays as it is.
  await page.evaluate(`window.ace ??= (() => { ${ibm}; return ace; })(); 0`);
  return page.evaluate(async (allowed) => {
    if (window.ace === undefined) throw new Error("IBM's engine did not load.");
    const { results } = await new window.ace.Checker().check(document, ['WCAG_2_2']);
    return results
      .filter(({ value: [kind, verdict] }) => kind === 'VIOLATION' && verdict === 'FAIL')
      .map(({ ruleId, message, snippet, node }) => {
        // An element of a frame is none of this window's.
        const element = 'matches' in node ? node : node.parentElement;
        return {
          engine: 'ibm' as const,
          rule: ruleId,
          says: message,
          element: snippet.slice(0, 160),
          excepted: allowed.find(({ rule, elements }) => rule === ruleId && element?.matches(elements))?.at,
        };
      });
  }, exceptionsOf('ibm'));
}

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // Advice on style, where the standard allows both.
    'prefer-native-element': 'off',
    // A table that a narrow screen lays out as lines keeps its roles in every browser only where they are written.
    'no-redundant-role': 'off',
  },
});

async function byValidator(page: Page): Promise<readonly Finding[]> {
  const report = await validator.validateString(await page.content());
  const messages = report.results.flatMap((one) => one.messages);
  const found = messages.map(({ ruleId, message, selector }) => ({ ruleId, message, selector: selector ?? 'html' }));
  return page.evaluate(
    ([all, allowed]) =>
      all.map(({ ruleId, message, selector }) => {
        const element = document.querySelector(selector);
        return {
          engine: 'html' as const,
          rule: ruleId,
          says: message,
          element: (element?.cloneNode(false) as Element | undefined)?.outerHTML.slice(0, 160) ?? selector,
          excepted: allowed.find(({ rule, elements }) => rule === ruleId && element?.matches(elements))?.at,
        };
      }),
    [found, exceptionsOf('html')] as const,
  );
}
