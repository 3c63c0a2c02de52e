import { beforeAll, expect, jest, test } from '@jest/globals';
import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import type { ChatView } from '../../dialogs/conversation/chatView.ts';
import { type Role, roleSchema } from '../../machines/findings.ts';
import { pseudoTexts } from './pseudoTexts.ts';

type Loaded = {
  readonly shown: (role: Role, language: string) => readonly ChatView[];
  readonly cardsOf: (view: ChatView) => readonly AdaptiveCard[];
  readonly words: (card: AdaptiveCard) => readonly string[];
};
let loaded: Loaded;

beforeAll(async () => {
  jest.unstable_mockModule('../../dialogs/texts/en.json', () => ({ default: pseudoTexts.accented }));
  jest.unstable_mockModule('../../dialogs/texts/es.json', () => ({ default: pseudoTexts.rightToLeft }));
  const { rehearse } = await import('./conversation/rehearsal.ts');
  const { card } = await import('../../dialogs/cards/card.ts');
  const { answersCard, oldCard } = await import('../../dialogs/cards/answerCards.ts');
  const { otherEmergencyCard } = await import('../../dialogs/cards/otherEmergencyCard.ts');
  const { plainText } = await import('../../dialogs/cards/plainText.ts');
  const presentation = { buttons: 'execute', emergencyNumber: undefined } as const;
  loaded = {
    shown(role, language) {
      const views: ChatView[] = [];
      for (const answer of ['none', 'unsure']) {
        for (let now = rehearse(role, language); ; ) {
          views.push(now.view, now.tap({ verb: 'stop' }).view);
          if (now.view.kind === 'recommendation') break;
          const { view } = now;
          if (view.kind !== 'question') now = now.tap({ verb: view.kind === 'emergency' ? 'continue' : 'confirm' });
          else now = now.answer(view.question === 'legWeakness' ? answer : 'unsure');
        }
      }
      return views;
    },
    cardsOf: (view) => [
      card(view, presentation),
      answersCard(view, presentation),
      oldCard(view, view.answers[0]?.question, presentation),
      otherEmergencyCard(view, presentation),
    ],
    words: (one) => plainText(one, { details: true }).split('\n'),
  };
});

/** What does not come from the texts, but for figures and the "and" that Intl puts into lists. */
const outside = (line: string, language: string): string =>
  line
    .replaceAll(/⟦[^⟧]*⟧/gu, '')
    .replaceAll(/\b\d+\b/g, '')
    .replaceAll(new Intl.ListFormat(language).format(['', '']), ' ');

test.each(roleSchema.options.flatMap((role) => [[role, 'en'] as const, [role, 'es'] as const]))(
  'all words of a %s in the language %s come from its texts, and the cards stay small',
  (role, language) => {
    for (const view of loaded.shown(role, language)) {
      for (const one of loaded.cardsOf(view)) {
        expect(Buffer.byteLength(JSON.stringify(one))).toBeLessThan(2 * 28 * 1024);
        for (const line of loaded.words(one))
          expect([line, outside(line, language)]).toEqual([line, expect.not.stringMatching(/\p{L}/u)]);
      }
    }
  },
);
