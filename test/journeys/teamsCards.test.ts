import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from '@jest/globals';
import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import { card } from '../../dialogs/cards/card.ts';
import { formCard } from '../../dialogs/cards/formCard.ts';
import { chatView } from '../../dialogs/conversation/chatView.ts';
import { spokenLanguages } from '../../dialogs/texts.ts';
import { answersTo, type Findings, knownFindings, questionIds, roleSchema } from '../../machines/findings.ts';
import { rehearse } from '../dialogs/conversation/rehearsal.ts';
import { launchBrowser } from './browser.ts';

const presentation = { buttons: 'execute', emergencyNumber: '112', personLine: '+44 20 7946 0000' } as const;
const renderer = readFileSync(createRequire(import.meta.url).resolve('adaptivecards/dist/adaptivecards.js'), 'utf8');

/** As the renderer's own styles, which Teams keeps: a button is one line, and what is too long is cut. */
const styles = `
  * { box-sizing: border-box; }
  body { margin: 0; font: 14px 'Segoe UI', sans-serif; }
  .card { width: 320px; }
  .ac-pushButton { width: 100%; padding: 4px 12px; font-weight: 600; font-size: 14px;
    overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }`;

/** One question after the other, with the answers that lead to the most of them, and the card at the end. */
function everyCard(): readonly AdaptiveCard[] {
  const graver: Findings = knownFindings(Object.fromEntries(questionIds.map((id) => [id, answersTo(id)[1] ?? ''])));
  return spokenLanguages.flatMap((language) =>
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
}

test('on a phone of 320 px nothing on a card in Teams is cut, in any role and language', async () => {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 320, height: 800 } });
    await page.setContent(`<style>${styles}</style><main></main>`);
    await page.addScriptTag({ content: renderer });
    const cut = await page.evaluate((cards) => {
      const { AdaptiveCard: Renderer }: typeof import('adaptivecards') = Reflect.get(globalThis, 'AdaptiveCards');
      return cards.flatMap((one) => {
        const drawn = new Renderer();
        drawn.parse(one);
        const place = document.createElement('div');
        place.className = 'card';
        place.append(drawn.render() ?? '');
        document.querySelector('main')?.replaceChildren(place);
        return [...place.querySelectorAll('*')]
          .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
          .map((element) => element.textContent ?? '');
      });
    }, everyCard());
    expect([...new Set(cut)]).toEqual([]);
  } finally {
    await browser.close();
  }
}, 60_000);
