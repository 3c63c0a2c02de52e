import { expect, test } from '@jest/globals';
import { hearAnswer } from '../../dialogs/hear.ts';
import { answerText, spokenLanguages } from '../../dialogs/texts.ts';
import { answersTo, questionIds, roleSchema } from '../../machines/findings.ts';
import { rehearse } from './conversation/rehearsal.ts';

test('the words of a button, typed, are that button: every question, answer, role and language', () => {
  for (const language of spokenLanguages)
    for (const role of roleSchema.options)
      for (const question of questionIds)
        for (const value of answersTo(question)) {
          const typed = ` ${answerText({ language, role }, question, value).toUpperCase()}. `;
          expect([typed, hearAnswer(typed, question, language, new Date(), role)]).toMatchObject([
            typed,
            { kind: 'answer', findings: { [question]: value } },
          ]);
        }
});

test('a typed number chooses an answer only once the person was told that it does', () => {
  const begun = rehearse();
  expect(begun.type('2').view).toMatchObject({ kind: 'question', question: 'legWeakness', answers: [] });
  const told = begun.type('flurb').type('flurb');
  expect(told.type('2').view).toMatchObject({ answers: [{ question: 'legWeakness', value: 'left' }] });
});
