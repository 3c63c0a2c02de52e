import { expect, test } from '@jest/globals';
import { saidByPhrases as understand } from '../../../dialogs/understanding/understand.ts';
import type { Answer, QuestionId } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');

test.each<[QuestionId, string, Answer]>([
  ['legPain', 'toda la vida ciática derecha, y desde hace tres días se sumó la izquierda', 'both'],
  ['legPain', 'me baja por la izquierda y se me agregó la otra', 'both'],
  ['legPain', 'la derecha de siempre, ahora también me duele la izquierda', 'both'],
  ['legWeakness', 'empezó en la izquierda y desde ayer también se me afloja la otra', 'both'],
  ['legWeakness', 'la izquierda falla hace un mes, el lunes se sumó la otra', 'both'],
  ['legWeakness', 'arrastro la derecha y hoy también me falla la izquierda', 'both'],
  ['sensoryOrReflex', 'hormigueo en el pie izquierdo, y también se me duerme la derecha', 'severe'],
])('%s: a second side that joins the first: "%s"', (asked, text, value) => {
  expect(understand(text, asked, 'es', today)).toMatchObject({ findings: { [asked]: value } });
});

test('a second side that did not join is none', () => {
  expect(understand('me duele la izquierda, no se sumó la derecha', 'legPain', 'es', today)).toMatchObject({
    findings: { legPain: 'one' },
  });
});
