import { expect, test } from '@jest/globals';
import type { QuestionId } from '../../../machines/findings.ts';
import { heard as heardIn } from './hearing.ts';

const heard = (text: string, asked: QuestionId | undefined, language = 'es') => heardIn(text, asked, language);

test.each<[QuestionId | undefined, string]>([
  ['infection', 'tiene 38 por la tarde y amanece empapada'],
  ['infection', 'fiebre no le he puesto el termómetro, despierta todo mojado'],
  [undefined, 'me duele la cintura, a las piernas no me baja nada'],
  ['claustrophobia', 'no soporto los ascensores, me falta el aire'],
  ['claustrophobia', 'en el avión, encerrado, me ahogo'],
  ['saddleNumbness', 'no sabría decirle, está con pañal y casi no habla'],
  ['sensoryOrReflex', 'en el segundo embarazo se me dormía la mano'],
])('%s: sweat, a leg, a tube or a nappy is no emergency: "%s"', (asked, text) => {
  expect(heard(text, asked).kind).not.toBe('emergency');
});

test.each<[QuestionId | undefined, string]>([
  [undefined, 'voy al baño y no me baja nada'],
  [undefined, 'amanecí toda mojada de orina'],
  ['claustrophobia', 'me falta el aire, estoy azul'],
  [undefined, 'dolor de espalda que se me va al pecho y al brazo izquierdo'],
  [undefined, 'me sube al pecho y estoy sudando'],
])('%s: and the real ones still are: "%s"', (asked, text) => {
  expect(heard(text, asked).kind).toBe('emergency');
});

test.each<[QuestionId, string]>([
  ['bladder', 'bien, con mis cosas'],
  ['bowel', 'normal, con mis más y mis menos'],
  ['legWeakness', 'bien, a mi manera'],
])('%s: "fine" that is limited is asked again: "%s"', (asked, text) => {
  expect(heard(text, asked)).toMatchObject({ kind: 'ambiguous' });
});

test('a numbness from the buttock to the toes is that of a leg, one below the navel that of the cord', () => {
  for (const text of ['la derecha dormida entera desde la nalga hasta los dedos', 'adormecida de la cadera a los pies'])
    expect(heard(text, 'sensoryOrReflex')).toMatchObject({ findings: { sensoryOrReflex: 'severe' } });
  expect(heard('del ombligo para abajo no siente el agua fría', 'sensoryOrReflex')).toMatchObject({
    findings: { sensoryOrReflex: 'cord-signs' },
  });
});

test.each([
  'le escribo por mi esposa, le duele la cintura desde que entró al taller',
  'hola, a mi padre le duele la espalda',
  'buenas, les cuento, me duele el lomo',
])('a back that hurts is no other subject: "%s"', (text) => {
  expect(heardIn(text, undefined, 'es', 'carer').kind).not.toBe('off-topic');
});

test.each<[QuestionId, string, string]>([
  ['implantedDevice', 'marcapasos tenía mi difunto marido', 'mr-unsafe'],
  ['implantedDevice', 'marcapasos llevaba mi finada madre', 'unknown'],
  ['implantedDevice', 'marcapasos no llevo', 'unknown'],
  ['implantedDevice', 'bomba de insulina no uso', 'unknown'],
])('%s: what somebody dead had, or is not worn, is not the patient’s: "%s"', (asked, text, value) => {
  expect(heard(text, asked)).not.toMatchObject({ findings: { [asked]: value } });
});

test('a leg that "flojea" is weak, a burn between the legs that was not felt is numb', () => {
  expect(heard('me flojea la izquierda', 'legWeakness')).toMatchObject({ findings: { legWeakness: 'left' } });
  expect(heard('se le flojean las dos piernas', undefined).kind).toBe('emergency');
  expect(heard('se quemó entre las piernas con el té y ni lo notó', undefined).kind).toBe('emergency');
});

test.each([
  ['trauma', 'went funny in my back lifting a crate off the bottom shelf'],
  ['trauma', 'slipped on the bottom step and felt strange'],
  [undefined, 'walked to the bottom of the garden and my back felt odd'],
] as const)('%s: the bottom of a thing is no part of the body: "%s"', (asked, text) => {
  expect(heard(text, asked, 'en')).not.toHaveProperty('findings.saddleNumbness');
});

test.each([
  ['weaknessCourse', 'week to week I cannot see any improvement'],
  ['mriAccess', "we can't see a specialist before June"],
  ['implantedDevice', "I can't see why you ask that"],
] as const)('%s: what one cannot see is no blindness: "%s"', (asked, text) => {
  expect(heard(text, asked, 'en').kind).not.toBe('emergency');
});

test.each(["since this morning I can't see", "I can't see anything on the left"])('and this is: "%s"', (text) => {
  expect(heard(text, undefined, 'en').kind).toBe('emergency');
});
