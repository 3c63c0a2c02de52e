import { expect, test } from '@jest/globals';
import { isReassuring } from '../../../dialogs/understanding/gravity.ts';
import { understand } from '../../../dialogs/understanding/understand.ts';
import type { QuestionId } from '../../../machines/findings.ts';

const today = new Date('2026-11-29');
const asked: readonly QuestionId[] = ['legWeakness', 'saddleNumbness', 'bladder', 'bowel', 'sensoryOrReflex'];

/** Things that the lexicon knows and that none of those questions asks about, and what may be said of anything. */
const said = {
  en: {
    things: [
      'my asthma',
      'the pain',
      'my back pain',
      'my diabetes',
      'my blood pressure',
      'the warfarin',
      'my arm',
      'sciatica',
    ],
    before: ['is fine', 'is normal', 'is good', 'is the same as ever', 'is no problem'],
    after: ['no problem with', 'nothing wrong with', 'no change in'],
    own: { legWeakness: 'my legs are fine', bladder: 'my bladder is normal', bowel: 'my bowels are fine' },
  },
  es: {
    things: ['el asma', 'el dolor', 'el dolor de espalda', 'la diabetes', 'la tensión', 'el brazo', 'la ciática'],
    before: ['está bien', 'es normal', 'va bien', 'está como siempre', 'sigue igual que siempre'],
    after: ['ningún problema con', 'nada malo en', 'sin cambios en'],
    own: { legWeakness: 'las piernas están bien', bladder: 'la vejiga está bien', bowel: 'el intestino está bien' },
  },
} as const;

test.each(Object.entries(said))(
  '%s: that something else is well is no answer',
  (locale, { things, before, after, own }) => {
    for (const thing of things)
      for (const text of [...before.map((calm) => `${thing} ${calm}`), ...after.map((calm) => `${calm} ${thing}`)])
        for (const question of asked) {
          const heard = understand(text, question, locale, today);
          const value = 'findings' in heard ? heard.findings?.[question] : undefined;
          expect([text, question, value !== undefined && isReassuring(question, value) ? value : 'asked']).toEqual([
            text,
            question,
            'asked',
          ]);
        }
    for (const question of ['legWeakness', 'bladder', 'bowel'] as const)
      expect([own[question], understand(own[question], question, locale, today).kind]).toEqual([
        own[question],
        'answer',
      ]);
  },
);
