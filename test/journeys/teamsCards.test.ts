import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import { card } from '../../dialogs/cards/card.ts';
import { formCard } from '../../dialogs/cards/formCard.ts';
import { chatView } from '../../dialogs/conversation/chatView.ts';
import { spokenLanguages } from '../../dialogs/texts.ts';
import { answersTo, type Findings, knownFindings, questionIds, roleSchema } from '../../machines/findings.ts';
import { rehearse } from '../dialogs/conversation/rehearsal.ts';
import { launchBrowser } from './browser.ts';

/** The longest name, and one word of it: it must not widen a card. */
const theme = { name: 'Wirbelsäulenzentrum Rückenschmerztelefon', logo: 'https://bot.example/logo.png' };
const presentation = { buttons: 'execute', emergencyNumber: '112', personLine: '+44 20 7946 0000', theme } as const;
const renderer = readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.js'), 'utf8');

/**
 * How Microsoft draws cards in Teams: host configs and styles of adaptivecards-designer 2.4.4 (MIT), which cannot be
 * installed beside the renderer that Web Chat needs. There is none for the theme of high contrast: it is the dark one in
 * the browser's forced colours.
 */
const microsofts = (file: string): string => readFileSync(new URL(`teamsHostConfigs/${file}`, import.meta.url), 'utf8');
const themes = [
  { name: 'light', from: 'light', page: '#ffffff', forcedColors: 'none' },
  { name: 'dark', from: 'dark', page: '#292929', forcedColors: 'none' },
  { name: 'contrast', from: 'dark', page: '#000000', forcedColors: 'active' },
] as const;

/** A phone; Segoe's widths are near those of the fonts here, and a button is one line. */
const phone = `
  * { box-sizing: border-box; }
  body { margin: 0; }
  .card { width: 320px; }
  .ac-pushButton { width: 100%; white-space: nowrap; font-weight: 600; }`;

/** One question after the other, with the answers that lead to the most of them, and the card at the end. */
function everyCard(): readonly AdaptiveCard[] {
  const graver: Findings = knownFindings(Object.fromEntries(questionIds.map((id) => [id, answersTo(id)[1] ?? ''])));
  const all = spokenLanguages.flatMap((language) =>
    roleSchema.options.flatMap((role) => {
      const cards: AdaptiveCard[] = [];
      let now = rehearse(role, language);
      for (let taps = 0; now.view.kind !== 'recommendation' && taps < 40; taps += 1) {
        cards.push(card(now.view, presentation), formCard(now.view, presentation));
        now =
          now.view.kind === 'question'
            ? now.answer(graver[now.view.question] ?? 'unsure')
            : now.tap({ verb: now.view.kind === 'emergency' ? 'continue' : 'confirm' });
      }
      return [...cards, card(chatView(now.log), presentation)];
    }),
  );
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** Runs in the page: what is cut, and text that does not stand out from what lies under it. */
function faultsOf([cards, hostConfig, isForced]: readonly [
  readonly AdaptiveCard[],
  object,
  boolean,
]): readonly string[] {
  const { AdaptiveCard: Renderer, HostConfig }: typeof import('adaptivecards') = Reflect.get(
    globalThis,
    'AdaptiveCards',
  );
  const config = new HostConfig(hostConfig);
  const channels = (color: string): readonly number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: readonly number[]): number => {
    const [red = 0, green = 0, blue = 0] = color.slice(0, 3).map((one) => {
      const part = one / 255;
      return part <= 0.039_28 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const under = (element: Element | null): readonly number[] => {
    if (element === null) return [255, 255, 255];
    const [red = 0, green = 0, blue = 0, alpha = 1] = channels(getComputedStyle(element).backgroundColor);
    return alpha === 0 ? under(element.parentElement) : [red, green, blue];
  };
  const ratio = (element: Element): number => {
    const below = under(element);
    const [red = 0, green = 0, blue = 0, alpha = 1] = channels(getComputedStyle(element).color);
    const text = [red, green, blue].map((one, at) => one * alpha + (below[at] ?? 0) * (1 - alpha));
    const [low = 0, high = 0] = [luminance(text), luminance(below)].toSorted((one, other) => one - other);
    return (high + 0.05) / (low + 0.05);
  };
  const isLarge = (element: Element): boolean => {
    const { fontSize, fontWeight } = getComputedStyle(element);
    return Number.parseFloat(fontSize) >= (Number(fontWeight) >= 600 ? 18.66 : 24);
  };
  const holdsText = (element: Element): boolean =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '');
  for (const one of cards) {
    const drawn = new Renderer();
    drawn.hostConfig = config;
    drawn.parse(one);
    const place = document.createElement('div');
    place.className = 'card';
    place.append(drawn.render() ?? '');
    document.querySelector('main')?.append(place);
  }
  // Laid out once, all together.
  const all = [...document.querySelectorAll('main *')];
  const cut = all.filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1);
  // In forced colours the person chose them.
  const faint = isForced ? [] : all.filter((one) => holdsText(one) && ratio(one) < (isLarge(one) ? 3 : 4.5));
  return [
    ...cut.map((element) => `cut: ${element.textContent}`),
    ...faint.map((element) => `faint (${ratio(element).toFixed(1)}): ${element.textContent}`),
  ];
}

describe('in Microsoft’s own colours, on a phone of 320 px', () => {
  let browser: Browser;
  const cards = everyCard();
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test.each(themes)(
    'in the theme $name nothing on a card is cut or faint, in any role and language',
    async ({ from, page: background, forcedColors }) => {
      const page = await browser.newPage({ viewport: { width: 320, height: 800 }, forcedColors });
      await page.setContent(
        `<style>${microsofts(`${from}.css`)}${phone} body { background: ${background} }</style><main></main>`,
      );
      await page.addScriptTag({ content: renderer });
      const hostConfig: object = JSON.parse(microsofts(`${from}.json`));
      const faults = await page.evaluate(faultsOf, [cards, hostConfig, forcedColors === 'active'] as const);
      expect([...new Set(faults)]).toEqual([]);
      await page.close();
    },
    60_000,
  );
});
