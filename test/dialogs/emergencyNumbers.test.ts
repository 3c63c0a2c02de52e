import { expect, test } from '@jest/globals';
import { emergencyNumber, emergencyNumbersSchema, personLineSchema } from '../../dialogs/emergencyNumbers.ts';

const numbers = { GB: '999', US: '911', '*': '112' };

test.each([
  [{ locale: 'en-GB' }, '999'],
  [{ locale: 'en-GB', entities: [{ type: 'clientInfo', country: 'US' }] }, '911'],
  [{ locale: 'de-DE' }, '112'],
  [{ locale: 'en' }, '112'],
  [{ locale: 'not a locale' }, '112'],
  [{}, '112'],
])('from %j one calls %s', (activity, number) => {
  expect(emergencyNumber(numbers, activity)).toBe(number);
});

test('where nothing is configured no number is made up', () => {
  expect(emergencyNumber({}, { locale: 'en-GB' })).toBeUndefined();
});

test.each([
  '+44 20 7946 0000',
  'https://hospital.example/help?line=1',
  'tel:+442079460000',
  'sip:desk@hospital.example',
])('a person of the site is reached at %s', (line) => expect(personLineSchema.parse(line)).toBe(line));

test.each(['gb', 'UK', 'GBR', ''])('"%s" is no country, and what is one is said', (country) => {
  expect(() => emergencyNumbersSchema.parse({ [country]: '999' })).toThrow(/ISO 3166 code, like GB \(not gb or UK\)/);
});
