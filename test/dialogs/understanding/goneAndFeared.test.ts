import { expect, test } from '@jest/globals';
import type { Heard } from '../../../dialogs/heard.ts';
import { saidByPhrases as understand } from '../../../dialogs/understanding/understand.ts';
import type { Answer, QuestionId } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
/** The value that is believed, or offered for one tap. */
const meant = (heard: Heard, asked: QuestionId): Answer | undefined =>
  heard.kind === 'answer'
    ? heard.findings[asked]
    : heard.kind === 'ambiguous'
      ? (heard.guess?.[asked] ?? heard.findings[asked])
      : undefined;

const gone: readonly (readonly [QuestionId, string, Answer])[] = [
  ['saddleNumbness', 'se me durmió el culo en la moto, se me quitó al bajarme, ahora lo siento normal', 'no'],
  ['saddleNumbness', 'se me adormeció la entrepierna en el autobús y nunca más, siento bien', 'no'],
  ['bladder', 'en otoño se me escapaba el pis, ya se me pasó, ahora orino normal', 'normal'],
  ['bladder', 'tuve incontinencia con la bronquitis, desapareció, voy normal', 'normal'],
  ['bowel', 'la semana pasada tuve diarrea, se cortó, ya voy como siempre', 'normal'],
  ['bowel', 'me manché una vez con la gastroenteritis, nunca más me pasó, hábito normal', 'normal'],
  ['legWeakness', 'me falló la izquierda en marzo, ya está como nueva y ahora las dos van fuertes', 'none'],
  ['bowel', 'teme incontinencia por lo que le contó una vecina; hábito normal', 'normal'],
  ['saddleNumbness', 'le da miedo que se le duerma la entrepierna; siente todo normal', 'no'],
  ['bladder', 'temo orinarme encima, pero orino normal', 'normal'],
  ['saddleNumbness', 'numb bum on the bike once, it went away, feels normal now', 'no'],
];

test.each(gone)('%s: what is over or feared is nothing beside a calm present: "%s"', (asked, text, value) => {
  expect(meant(understand(text, asked, /bum|her/.test(text) ? 'en' : 'es', today), asked)).toBe(value);
});

const still: readonly (readonly [QuestionId, string])[] = [
  ['bladder', 'tuve incontinencia, se me quitó, voy normal, pero ahora se me escapa otra vez'],
  ['bladder', 'no me sale nada desde ayer, el dolor de espalda se me pasó, de caca bien'],
  ['saddleNumbness', 'tengo el culo dormido, el dolor se quitó, la espalda normal'],
  ['saddleNumbness', 'tengo el culo dormido, se me quitó la sensibilidad'],
  ['bladder', 'se me escapa el pis, tengo miedo de que sea grave, por lo demás normal'],
];

test.each(still)('%s: what is over is something else, or it is back: "%s"', (asked, text) => {
  expect(['no', 'normal', 'none', undefined]).not.toContain(meant(understand(text, asked, 'es', today), asked));
});
