import { expect, test } from '@jest/globals';
import { saidByPhrases, understand } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId, Role } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const found = (text: string, asked: QuestionId, role: Role = 'self'): Findings => {
  const heard = saidByPhrases(text, asked, 'en', today, role);
  return 'findings' in heard ? (heard.findings ?? {}) : {};
};

test.each<[QuestionId, string, string]>([
  ['legWeakness', 'no power left in either of them', 'both'],
  ['legWeakness', 'barely any strength in the two of them', 'both'],
  ['legWeakness', 'giving way on me, the pair of them', 'both'],
  ['sensoryOrReflex', 'pins and needles in either of them', 'severe'],
  ['legPain', 'pain down the pair of them', 'both'],
])('%s: both are told by other words: "%s"', (asked, text, value) => {
  expect(found(text, asked)[asked]).toBe(value);
});

test.each<[QuestionId, string, string]>([
  ['legWeakness', '3/5 plantarflexion L', 'left'],
  ['legWeakness', 'weakness R, walks ok', 'right'],
  ['legWeakness', 'DF 4/5 R', 'right'],
])('%s: clinicians write a side with one letter: "%s"', (asked, text, value) => {
  expect(found(text, asked, 'clinician')[asked]).toBe(value);
});

test.each(['Neg: clumsiness, gait change. Pos: tingling L foot', 'Negatives: unsteadiness, stiff legs'])(
  'what stands after "Neg:" is denied: "%s"',
  (text) => {
    expect(found(text, 'sensoryOrReflex', 'nurse').sensoryOrReflex).not.toBe('cord-signs');
  },
);

test.each(['numb all the way up to the groin on the right', 'no feeling right up to my left groin'])(
  'what is numb up to the groin is a leg: "%s"',
  (text) => {
    expect(found(text, 'sensoryOrReflex').sensoryOrReflex).toBe('severe');
  },
);

test.each(['day 12 post microdiscectomy', 'd 3 post decompression', 'week 2 post op fusion'])(
  'the day after an operation: "%s"',
  (text) => {
    expect(found(text, 'spinalSurgery', 'nurse').spinalSurgery).toBe('recent');
  },
);

test('the day after an operation elsewhere is none on the spine', () => {
  expect(found('day 3 post hip replacement', 'spinalSurgery', 'nurse').spinalSurgery).not.toBe('recent');
});

test('a strength that is lost as well is lost', () => {
  for (const text of ['the left leg is losing power as well', 'my left leg lost its strength too'])
    expect(found(text, 'legWeakness').legWeakness).not.toBe('none');
});

test.each([
  ['stop', 'I’ve had enough, end this please'],
  ['stop', 'I’m done, stop this now'],
  ['back', 'go back, undo that'],
  ['ambulance', "call 911 for me I can't get up and I'm scared"],
  ['ambulance', 'should I be ringing 000 for her?'],
  ['ambulance', 'should we worry, or should I ring 111'],
  ['worry', 'could it be a trapped nerve'],
  ['worry', 'do you think it is cauda equina then'],
  ['worry', 'r u sure about that'],
  ['worry', 'you are frightening me to death'],
])('a command by other words: %s, "%s"', (command, text) => {
  expect(understand(text, 'cancerHistory', 'en', today)).toMatchObject({ kind: 'command', command });
});

test.each(['CT only overnight, MRI from 0800', 'CT only at night', 'xray only until the morning'])(
  'a scanner that rests at night is there: "%s"',
  (text) => {
    expect(found(text, 'mriAccess', 'nurse').mriAccess).not.toBe('unavailable');
  },
);
