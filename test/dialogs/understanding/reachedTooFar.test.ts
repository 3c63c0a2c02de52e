import { expect, test } from '@jest/globals';
import { answerTo, heard, isEmergency } from './hearing.ts';

// Patterns that reached too far, each found by a fresh reader of the change that had brought it.
test.each([
  ['Lasègue negativo: retención de orina y anestesia en silla', undefined, 'es', 'nurse'],
  ['urocultivo negativo: retención de 600 cc', 'bladder', 'es', 'nurse'],
  ["can't pee, long term back pain", undefined, 'en', 'self'],
  ['numb between the legs, long term back pain', undefined, 'en', 'self'],
  ['chest pain, long term smoker', undefined, 'en', 'self'],
  ['mi marido no responde', 'legWeakness', 'es', 'carer'],
  ['tengo fiebre y mojo la cama', 'bladder', 'es', 'self'],
  ['overdosed on the box of tablets', undefined, 'en', 'self'],
  ['sobredosis de café y pastillas', undefined, 'es', 'self'],
  ["l can't raise my legs", 'legWeakness', 'en', 'self'],
  ['power has gone down both legs', 'legWeakness', 'en', 'self'],
  ['no but I cannot feel when I wash', 'cancerHistory', 'en', 'self'],
  ['bien, pero de la cintura al pie dormido', 'bladder', 'es', 'self'],
  ['went numb down there 3 months ago', 'saddleNumbness', 'en', 'self'],
  ['double incontinence, flatus too', 'bowel', 'en', 'nurse'],
  ['I wear nappies now', undefined, 'en', 'self'],
  ['he read the question and says yes numb down there', 'saddleNumbness', 'en', 'carer'],
] as const)('"%s" is no less of an emergency (%s)', (text, asked, language, role) => {
  expect(isEmergency(heard(text, asked, language, role))).toBe(true);
});

test.each([
  ['worsening', 'deteriorating, obs stable', 'weaknessCourse', 'en', 'nurse'],
  ['worsening', 'getting worse every day, pain is the same', 'weaknessCourse', 'en', 'self'],
  ['major', 'fell off a ladder 2 weeks ago, long term sick since', 'trauma', 'en', 'self'],
] as const)('%s: "%s"', (value, text, asked, language, role) => {
  expect(answerTo(text, asked, language, role)).toBe(value);
});

test.each([
  ['he can still wiggle his toes and that is it', 'legWeakness', 'en', 'none'],
  ['my legs fall asleep in there', 'claustrophobia', 'en', 'no'],
  ['biopsia negativo: cáncer de mama en 2010', 'cancerHistory', 'es', 'no'],
] as const)('"%s" reassures nobody (%s)', (text, asked, language, value) => {
  expect(answerTo(text, asked, language)).not.toBe(value);
});

test.each([
  ['20 weeks pregnant, blood pressure fine', undefined, 'en'],
  ['no, estoy sangrando, tengo la regla', 'pregnancy', 'es'],
  ['no va a dar problemas, es compatible', 'implantedDevice', 'es'],
  ['tengo las cartas de la resonancia', 'mriAccess', 'es'],
  ['casi me mato con la moto', 'trauma', 'es'],
  ['tirar de la ventana atascada me dejó doblado', undefined, 'es'],
  ['last time they held me down in the scanner', 'claustrophobia', 'en'],
  ['lying flat in it is like drowning', 'claustrophobia', 'en'],
  ['devolví la taza de café y al girarme me dio el latigazo', undefined, 'es'],
  ['I took tramadol with a bottle of water', undefined, 'en'],
  ['I need a note for my wife for after the scan', undefined, 'en'],
  ['ninguno, me levantó la ambulancia del suelo', 'trauma', 'es'],
] as const)('"%s" cries for nothing (%s)', (text, asked, language) => {
  expect(heard(text, asked, language).kind).not.toBe('emergency');
});

test.each([
  ['yes, touched it by accident', 'saddleNumbness', 'en'],
  ['le di a la otra sin querer con la moto', 'trauma', 'es'],
] as const)('"%s" goes back nowhere (%s)', (text, asked, language) => {
  expect(heard(text, asked, language).kind).not.toBe('command');
});
