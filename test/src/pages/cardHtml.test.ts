import { expect, test } from '@jest/globals';
import type { AdaptiveCard } from '../../../dialogs/cards/adaptiveCard.ts';
import { card } from '../../../dialogs/cards/card.ts';
import { chatView } from '../../../dialogs/conversation/chatView.ts';
import { newLog } from '../../../dialogs/conversation/newLog.ts';
import { firstCard } from '../../../dialogs/firstCard.ts';
import { spokenLanguages } from '../../../dialogs/texts.ts';
import { type Entry, extended } from '../../../machines/answerLog.ts';
import { questionIds, roleSchema } from '../../../machines/findings.ts';
import { cardHtml } from '../../../src/pages/chat/cardHtml.ts';
import { Renderer, rendererWindow } from '../../cardRenderer.ts';

const window = rendererWindow();

const presentation = { buttons: 'submit', emergencyNumber: '112', pictures: { at: '/static/', as: 'svg' } } as const;

const wordsIn = (html: string): readonly string[] => {
  const place = window.document.createElement('div');
  place.innerHTML = html.replaceAll('<', ' <'); // words of neighbouring blocks stay apart
  return (place.textContent ?? '').split(/\s+/).filter((word) => word !== '');
};

function drawnByWebChat(content: AdaptiveCard): readonly string[] {
  const renderer = new Renderer();
  renderer.parse(content);
  return wordsIn(renderer.render()?.outerHTML ?? '');
}

const everyCard = (['self', 'clinician'] as const).flatMap((role) =>
  spokenLanguages.flatMap((language) => {
    const log = newLog({ conversation: 'c', channel: 'webchat', role, language }, 0, 'run');
    const asked = questionIds.map((question): Entry => ({ kind: 'asked', asked: { kind: 'change', question }, at: 1 }));
    const ends: readonly (readonly Entry[])[] = [
      [{ kind: 'answered', findings: { saddleNumbness: 'yes' }, at: 1 }],
      [{ kind: 'stopped', at: 1 }],
      [
        { kind: 'answered', findings: { legWeakness: 'left' }, at: 1 },
        { kind: 'stopped', at: 2 },
      ],
    ];
    return [...asked.map((entry) => [entry]), ...ends].map((entries) =>
      card(chatView(extended(log, entries)), presentation),
    );
  }),
);

/** Web Chat draws what a button unfolds only then. */
const folded = (html: string): string => html.replaceAll(/<\/summary>.*?<\/details>/gs, '</summary></details>');

/** The cards that buttons of a card unfold. */
const unfoldedBy = ({ body }: Pick<AdaptiveCard, 'body'>): readonly AdaptiveCard[] =>
  body.flatMap((one) =>
    one.type === 'ActionSet'
      ? one.actions.flatMap((action) =>
          action.type === 'Action.ShowCard'
            ? [{ ...action.card, version: '1.5' as const, speak: '', fallbackText: '' }]
            : [],
        )
      : [],
  );

test('what the page shows at once says the same as Web Chat after it', () => {
  for (const role of roleSchema.options)
    for (const locale of ['en-GB', 'es-MX']) {
      const { card: first } = firstCard({ conversation: 'c', role, locale }, presentation);
      expect(wordsIn(folded(cardHtml(first)))).toEqual(drawnByWebChat(first));
    }
});

test('so does what a button unfolds', () => {
  const unfolded = everyCard.flatMap(unfoldedBy);
  expect(unfolded.length).toBeGreaterThan(10);
  for (const one of unfolded) expect(wordsIn(cardHtml(one))).toEqual(drawnByWebChat(one));
});

test('so does every other kind of card that can come before Web Chat has loaded', () => {
  for (const content of everyCard) {
    const said = new Set(wordsIn(cardHtml(content)));
    // What a button unfolds is drawn by Web Chat only then.
    expect(drawnByWebChat(content).filter((word) => !said.has(word))).toEqual([]);
  }
});

test('nothing in a card can become markup', () => {
  const html = cardHtml({
    type: 'TextBlock',
    text: '<img src=x onerror=alert(1)> "a" [x](javascript:alert(1))',
    wrap: true,
  });
  expect(html).not.toMatch(/<img|href/);
  expect(
    cardHtml({ type: 'ActionSet', actions: [{ type: 'Action.Submit', title: '<b>', data: { verb: '"><b>' } }] }),
  ).not.toContain('<b>');
});
