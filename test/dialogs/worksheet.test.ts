import { expect, test } from '@jest/globals';
import { worksheet } from '../../dialogs/worksheet.ts';
import { rehearse } from './conversation/rehearsal.ts';

const options = { emergencyNumber: '112' };

test('a nurse sees each answer with its weight, and what is open', () => {
  const sheet = worksheet(rehearse('nurse').answer('left', 'worsening', 'no').view, options);
  expect(sheet).toMatchObject({ urgency: 'emergency', complete: false, headline: 'Emergency department now' });
  expect(sheet.answers.map(({ question, flag }) => [question, flag])).toEqual([
    ['legWeakness', 'emergency'],
    ['weaknessCourse', 'emergency'],
    ['saddleNumbness', 'none'],
  ]);
  expect(sheet.notAsked).toContain('Bladder');
  expect(sheet.advice.length).toBeGreaterThan(2);
});

test('while the questions go on and nothing was found, it gives no result yet', () => {
  const asking = rehearse('nurse').answer('none');
  expect(worksheet(asking.view, options)).toMatchObject({ headline: 'No warning sign so far', advice: [] });
  expect(worksheet(asking.tap({ verb: 'stop' }).view, options).advice).not.toEqual([]);
});

test('what nobody knows is listed', () => {
  expect(worksheet(rehearse('nurse').answer('unsure').view, options)).toMatchObject({
    notKnown: ['Leg weakness'],
    answers: [{ question: 'legWeakness', flag: 'urgent' }],
  });
});
