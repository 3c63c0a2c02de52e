import { expect, test } from '@jest/globals';
import { turnedAwayMessage } from '../../dialogs/turnedAwayMessage.ts';

const today = new Date('2026-01-01');
const said = (text: string, locale = 'en-GB') =>
  turnedAwayMessage('busy', locale, text, today, { GB: '999', '*': '112' }).text;

test('who is turned away hears when not to wait', () => {
  expect(said('hello, my back hurts')).toMatch(/busy[\s\S]*emergency department/);
  expect(said('', 'es-ES')).toMatch(/ocupado[\s\S]*urgencias/);
  expect(turnedAwayMessage('full', 'en', 'no', today).text).toMatch(/too long[\s\S]*emergency department/);
});

test('emergency words get the emergency text at once, in their language and with the number of the place', () => {
  expect(said('I wet myself and my bottom is numb')).toMatch(/Go to an emergency department now, or call 999/);
  expect(said(`${'hello '.repeat(600)} I want to kill myself`)).toMatch(/call 999/);
  expect(said('me he orinado encima y no siento entre las piernas', 'es-ES')).toMatch(/Vaya ahora a urgencias.*112/);
});
