import { expect, test } from '@jest/globals';
import {
  answersTo,
  finding,
  findingsOn,
  findingsSchema,
  isProfessional,
  isQuestionId,
  knownFindings,
  questionIds,
  roleSchema,
} from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';

/** The public vocabulary once more: other programs rely on every word of it. */
const vocabulary = {
  legWeakness: 'none left right both unsure',
  weaknessCourse: 'worsening slowly-worsening stable improving longstanding unsure',
  saddleNumbness: 'no yes unsure',
  bladder: 'normal retention incontinence altered longstanding unsure',
  bowel: 'normal incontinence altered constipation longstanding unsure',
  sensoryOrReflex: 'none mild severe cord-signs longstanding unsure',
  legPain: 'none one both unsure',
  cancerHistory: 'no yes unsure',
  infection: 'no yes unsure',
  trauma: 'none minor major unsure',
  boneFragility: 'no yes unsure',
  spinalSurgery: 'no recent past unsure',
  implantedDevice: 'none mr-conditional mr-unsafe unknown unsure',
  metalFragments: 'no yes unsure',
  pregnancy: 'no possible yes unsure',
  claustrophobia: 'no yes unsure',
  mriAccess: 'available delayed unavailable unsure',
};

test('the vocabulary has these questions, in this order, with these answers', () => {
  expect(Object.fromEntries(questionIds.map((id) => [id, answersTo(id).join(' ')]))).toEqual(vocabulary);
  expect(questionIds).toEqual(Object.keys(vocabulary));
});

test('findings are some of the questions with one of their answers; anything else is refused', () => {
  expect(findingsSchema.safeParse({}).success).toBe(true);
  expect(findingsSchema.safeParse({ legWeakness: 'left', trauma: 'unsure' }).success).toBe(true);
  for (const wrong of [{ gait: 'slow' }, { legWeakness: 'yes' }, { legWeakness: undefined }, { bladder: 1 }]) {
    expect(findingsSchema.safeParse(wrong).success).toBe(false);
  }
});

test('a stored answer of other content is passed over, the others are kept', () => {
  expect(knownFindings({ gait: 'slow', bladder: 'purple', bowel: 'altered' })).toEqual({ bowel: 'altered' });
  expect(finding('bladder', 'purple')).toBeUndefined();
  expect(finding('gait', 'slow')).toBeUndefined();
  expect(finding('bladder', undefined)).toBeUndefined();
  expect(finding('bladder', 'altered')).toEqual({ bladder: 'altered' });
  expect([isQuestionId('bladder'), isQuestionId('gait')]).toEqual([true, false]);
});

test('a part of the findings holds the answers to those questions that have one', () => {
  expect(findingsOn({ bladder: 'altered', bowel: 'normal' }, ['bowel', 'trauma'])).toEqual({ bowel: 'normal' });
});

test('nurse and clinician are the professionals', () => {
  expect(roleSchema.options.filter(isProfessional)).toEqual(['nurse', 'clinician']);
  expect(roleSchema.options).toEqual(['self', 'carer', 'nurse', 'clinician']);
});

test('the pathway has three sections one after the other, and three questions are intimate', () => {
  const sections = questionIds.map((id) => question(id).section);
  const changes = sections.filter((section, nth) => section !== sections[nth - 1]);
  expect(changes).toEqual(['red flags', 'background', 'MRI safety']);
  expect(questionIds.filter((id) => question(id).intimate)).toEqual(['saddleNumbness', 'bladder', 'bowel']);
});

test('the answers to a question that was called otherwise, and values that were, go along', () => {
  const former = { ids: { urine: 'bladder' }, values: { bladder: { dribbling: 'altered' } } } as const;
  const known = (stored: Readonly<Record<string, string>>) => knownFindings(stored, former);
  expect(known({ urine: 'retention', bowel: 'normal' })).toEqual({ bladder: 'retention', bowel: 'normal' });
  expect([known({ bladder: 'dribbling' }), known({ urine: 'dribbling' })]).toEqual([
    { bladder: 'altered' },
    { bladder: 'altered' },
  ]);
  expect(known({ urine: 'purple', bowel: 'dribbling', constructor: 'name' })).toEqual({});
});
