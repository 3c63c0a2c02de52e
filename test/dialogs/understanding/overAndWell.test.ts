import { expect, test } from '@jest/globals';
import { deniedValue } from '../../../dialogs/understanding/gravity.ts';
import { saidByPhrases } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId, Role } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
type Said = { readonly known: Findings; readonly guess: Findings };
const heard = (text: string, asked: QuestionId, role: Role = 'self'): Said => {
  const said = saidByPhrases(text, asked, 'en', today, role);
  return {
    known: 'findings' in said ? (said.findings ?? {}) : {},
    guess: 'guess' in said ? (said.guess ?? {}) : {},
  };
};

test.each<[QuestionId, string]>([
  ['saddleNumbness', 'my bits went numb on a coach trip last year, lasted ten minutes, normal ever since'],
  ['saddleNumbness', 'I was numb down there after the spinal block, that wore off, it all feels normal'],
  ['legWeakness', 'both legs gave way once last winter, full strength since'],
  ['legWeakness', 'foot drop after the crash in 2014 but it came good, both strong'],
  ['bladder', "couldn't pee after my knee op in 2019, been normal for years"],
  ['bladder', 'I wet myself after the twins years ago, normal these days'],
  ['bowel', 'lost control of my bowels in hospital last year, back to normal, all regular'],
  ['legPain', 'sciatica both sides in 2018, no leg pain this time'],
  ['sensoryOrReflex', 'both feet were numb in 2020 with the chemo, that cleared, no numbness'],
  ['saddleNumbness', 'scared to death of going numb down there but it feels normal'],
  ['bladder', 'the surgeon warned me to watch out for wetting myself, I pee as normal'],
])('%s: what is over or only feared is no sign where all is well after it: "%s"', (asked, text) => {
  const { known, guess } = heard(text, asked);
  expect([text, known[asked] ?? guess[asked]]).toEqual([text, deniedValue(asked)]);
});

test.each<[QuestionId, string]>([
  ['saddleNumbness', 'normal ever since the birth, then numb down there last year'],
  ['saddleNumbness', 'numb down there since last winter, legs normal'],
  ['saddleNumbness', 'numb down there since my op two years ago, otherwise normal'],
  ['bladder', 'I wet myself on Monday, normal since'],
  ['bladder', 'scared that I wet myself yesterday, bowels normal'],
  ['bladder', "can't pee, my cold has cleared up, legs normal"],
  ['bladder', "can't pee, it has gone on since Friday, bowels normal"],
  ['saddleNumbness', 'scared stiff, numb down there'],
  ['legWeakness', 'fine last year, both legs give way, my cough has gone'],
])('%s: and else it stays one: "%s"', (asked, text) => {
  const { known, guess } = heard(text, asked);
  expect([text, known[asked]]).not.toEqual([text, deniedValue(asked)]);
  expect([text, guess[asked]]).not.toEqual([text, deniedValue(asked)]);
});

test.each([
  ['it dropped off in March, slowly coming back now', 'improving'],
  ['getting weaker in the spring of 2025, getting stronger now', 'improving'],
])('a course of months ago gives way to that of now: "%s"', (text, course) => {
  const { known, guess } = heard(text, 'weaknessCourse');
  expect(known.weaknessCourse ?? guess.weaknessCourse).toBe(course);
});
