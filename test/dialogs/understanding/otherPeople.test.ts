import { expect, test } from '@jest/globals';
import { understand } from '../../../dialogs/understanding/understand.ts';
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
