import { expect, test } from '@jest/globals';
import { saidByPhrases as understand } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId, Role } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const foundIn = (text: string, asked: QuestionId | undefined, role: Role = 'self', language = 'en'): Findings => {
  const heard = understand(text, asked, language, today, role);
  return 'findings' in heard ? (heard.findings ?? {}) : {};
};

const people = ['my lad', 'my mate', 'my old man', 'my other half', 'our kid', 'the bloke next door', 'my lodger'];

test.each([
  ['infection', 'had a fever of 39, I have not'],
  ['cancerHistory', 'has had leukaemia, not me'],
  ['bladder', 'wets the bed, I do not'],
  ['trauma', 'fell off a ladder, I did not'],
] as const)('%s: what is told of another person is not the patient’s', (asked, told) => {
  for (const person of people) {
    const text = `${person} ${told}`;
    expect(['no', 'none', 'normal']).toContain(foundIn(text, asked)[asked] ?? 'no');
  }
});

test('what they do for the patient, or say of them, is the patient’s', () => {
  expect(foundIn('my other half noticed I leak', 'bladder')).toEqual({ bladder: 'incontinence' });
  expect(foundIn('my boy had to pull me up, both legs went', 'legWeakness')).toEqual({ legWeakness: 'both' });
  expect(foundIn('my lad drove me in, numb bum', undefined)).toEqual({ saddleNumbness: 'yes' });
});

test('a carer’s are the patient', () => {
  expect(foundIn("my old man can't pee", 'bladder', 'carer')).toEqual({ bladder: 'retention' });
  expect(foundIn("my lad can't lift his left foot", 'legWeakness', 'carer')).toEqual({ legWeakness: 'left' });
});

const heardFrom = (role: Role, text: string, asked: QuestionId, language: string): Findings =>
  foundIn(text, asked, role, language);

test.each<[QuestionId, string]>([
  ['legWeakness', 'la de la pierna débil soy yo, mi madre tiene fuerza en las dos'],
  ['infection', 'el que tiene fiebre es el nieto, mi padre no'],
  ['bladder', 'el que se mea encima es mi marido, mi suegra va bien'],
  ['cancerHistory', 'cáncer lo tuvo mi padre, mi madre nunca'],
  ['cancerHistory', 'cáncer de colon lo tuve yo, mi padre no'],
  ['cancerHistory', 'yo sí, mi madre no'],
  ['cancerHistory', 'yo no, mi madre sí'],
  ['cancerHistory', 'mi tía sí, mi madre no'],
  ['bladder', 'su hermano bien'],
])('%s: a carer who names two people is asked again: "%s"', (asked, text) => {
  expect(heardFrom('carer', text, asked, 'es')).toEqual({});
});

test.each(['I haven’t, but mum has', 'dad has but mum hasn’t'])(
  'a carer who names two people is asked again: "%s"',
  (text) => {
    expect(heardFrom('carer', text, 'cancerHistory', 'en')).toEqual({});
  },
);

test('a carer’s "my mother does" and "she does not" are the patient’s', () => {
  expect(heardFrom('carer', 'mi madre no', 'cancerHistory', 'es')).toEqual({ cancerHistory: 'no' });
  expect(heardFrom('carer', 'mi padre sí', 'cancerHistory', 'es')).toEqual({ cancerHistory: 'yes' });
  expect(heardFrom('carer', 'mum hasn’t', 'cancerHistory', 'en')).toEqual({ cancerHistory: 'no' });
  expect(heardFrom('carer', 'el que se mea encima es mi padre', 'bladder', 'es')).toEqual({ bladder: 'incontinence' });
});

test('whose it is may be told after it', () => {
  expect(heardFrom('self', 'cáncer de colon lo tuvo mi hermano', 'cancerHistory', 'es')).toEqual({});
  expect(heardFrom('self', 'marcapasos lo lleva mi marido, yo nada', 'implantedDevice', 'es')).toEqual({
    implantedDevice: 'none',
  });
  expect(heardFrom('self', 'se me escapa el pis y lo sabe mi marido', 'bladder', 'es')).toEqual({
    bladder: 'incontinence',
  });
});
