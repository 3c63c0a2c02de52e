import { beforeAll, expect, test } from '@jest/globals';
import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import { answersCard, oldCard } from '../../dialogs/cards/answerCards.ts';
import { card } from '../../dialogs/cards/card.ts';
import { otherEmergencyCard } from '../../dialogs/cards/otherEmergencyCard.ts';
import { plainText } from '../../dialogs/cards/plainText.ts';
import type { ChatView } from '../../dialogs/conversation/chatView.ts';
import { speakWith } from '../../dialogs/texts.ts';
import { type Role, roleSchema } from '../../machines/findings.ts';
import { rehearse } from './conversation/rehearsal.ts';
import { pseudoTexts } from './pseudoTexts.ts';

beforeAll(() => speakWith({ en: pseudoTexts.accented, es: pseudoTexts.rightToLeft }));

const presentation = { buttons: 'execute', emergencyNumber: undefined } as const;

function shown(role: Role, language: string): readonly ChatView[] {
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
}

const cardsOf = (view: ChatView): readonly AdaptiveCard[] => [
  card(view, presentation),
  answersCard(view, presentation),
  oldCard(view, view.answers[0]?.question, presentation),
  otherEmergencyCard(view, presentation),
];

const words = (one: AdaptiveCard): readonly string[] => plainText(one, { details: true }).split('\n');

/** What does not come from the texts, but for figures and the "and" that Intl puts into lists. */
const outside = (line: string, language: string): string =>
  line
    .replaceAll(/⟦[^⟧]*⟧/gu, '')
    .replaceAll(/\b\d+\b/g, '')
    .replaceAll(new Intl.ListFormat(language).format(['', '']), ' ');

test.each(roleSchema.options.flatMap((role) => [[role, 'en'] as const, [role, 'es'] as const]))(
  'all words of a %s in the language %s come from its texts, and the cards stay small',
  (role, language) => {
    for (const view of shown(role, language)) {
      for (const one of cardsOf(view)) {
        expect(Buffer.byteLength(JSON.stringify(one))).toBeLessThan(2 * 28 * 1024);
        for (const line of words(one))
          expect([line, outside(line, language)]).toEqual([line, expect.not.stringMatching(/\p{L}/u)]);
      }
    }
  },
);
