import { expect, test } from '@jest/globals';
import { nonsense } from '../../../../build/nonsense.ts';
import { lexiconLanguages } from '../../../../dialogs/understanding/lexicon.ts';
import { understand } from '../../../../dialogs/understanding/understand.ts';

const today = new Date('2026-11-29');

test.each([
  ['en', 'saddleNumbness', 'no', 'everything feels just like it always has down there, loo roll and all'],
  ['en', 'legPain', 'none', "it stops at my bum cheek, doesn't go anywhere near the leg"],
  ['en', 'infection', 'no', 'no temp, healthy as, dont take any meds'],
  ['es', 'sensoryOrReflex', 'mild', 'un cachito dormido en el costado del pie izquierdo nomás'],
  ['es', 'bowel', 'constipation', 'cinco dias sin obrar por las pastillas esas, pero solo es estreñimiento'],
] as const)('%s: a mild %s "%s" is believed where each further word is known: "%s"', (locale, asked, value, text) => {
  expect(understand(text, asked, locale, today)).toMatchObject({ kind: 'answer', findings: { [asked]: value } });
  // one word that nobody has labelled makes it a guess
  const further = understand(`${text}, florbinated`, asked, locale, today);
  expect(further).toMatchObject({ kind: 'ambiguous', guess: { [asked]: value } });
});

test.each([
  ['en', 'bladder', 'not passed a drop since last night and im bursting'],
  ['es', 'saddleNumbness', 'cuando me limpio con el papel es como si estuviera limpiando a otra persona'],
] as const)('%s: a grave answer about %s is believed without a phrase for all of it: "%s"', (locale, asked, text) => {
  expect(['answer', 'emergency']).toContain(understand(text, asked, locale, today).kind);
});

test.each(lexiconLanguages)('%s: of words at random hardly any are an emergency', (language) => {
  const lines = nonsense(language, 300, 2);
  const urgent = lines.filter((text) => understand(text, undefined, language, today).kind === 'emergency');
  expect(urgent.length / lines.length).toBeLessThan(0.05);
});
