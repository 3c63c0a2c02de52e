import { describe, expect, test } from '@jest/globals';
import { claimsBehind } from '../../dialogs/cards/claimsBehind.ts';
import { adviceExplanation, explanation } from '../../dialogs/explanation.ts';
import { answerText, spokenLanguages } from '../../dialogs/texts.ts';
import { type Findings, questionIds, type Role, roleSchema } from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';
import { type Rehearsal, rehearse } from './conversation/rehearsal.ts';

/** All that is still asked answered as mildly as can be, whatever the questions are, but for what is found. */
function restIsPlain(from: Rehearsal, found: Findings = {}): Rehearsal {
  let now = from;
  while (now.view.kind === 'question') {
    const asked = now.view.question;
    now = now.answer(found[asked] ?? question(asked).graver[0]?.[0] ?? 'unsure');
  }
  return now;
}

describe('why this advice', () => {
  test('names the answer, its source, and what the advice would be without it', () => {
    const shows = rehearse().answer('left', 'stable', 'yes').view;
    expect(adviceExplanation(shows)).toMatch(
      /Numbness between the legs: Yes.* \(an article for doctors on back pain and scans; usual medical practice/,
    );
    expect(adviceExplanation(shows)).toMatch(
      /Without "Numbness between the legs: Yes.*" the advice would be to be seen today\./,
    );
  });

  test('two answers that each make it an emergency are left out together', () => {
    const shows = rehearse('nurse').answer('left', 'stable', 'yes', 'retention').view;
    expect(adviceExplanation(shows)).toMatch(
      /Without "Saddle|Without "Numbness between the legs.*; Bladder.*": urgent/,
    );
  });

  test('before the end it never says that no scan would be needed', () => {
    expect(adviceExplanation(rehearse().answer('both').view)).toMatch(
      /Without .* there would be no warning sign so far\./,
    );
    expect(adviceExplanation(rehearse().answer('both').view)).not.toMatch(/no scan/);
  });

  test('at the end it does, but not of a child', () => {
    const ended = restIsPlain(rehearse().answer('left', 'stable'));
    expect(adviceExplanation(ended.view)).toMatch(/the advice would be that no scan is needed now/);
    expect(adviceExplanation(ended.type('I am 15 years old').view)).not.toMatch(/no scan/);
  });

  test('professionals read the rules and what decided the imaging', () => {
    const why = adviceExplanation(
      restIsPlain(rehearse('clinician').answer('left', 'stable'), { infection: 'yes' }).view,
    );
    expect(why).toMatch(/- E8: .*Infection/);
    expect(why).toMatch(/decided the imaging:\n- M2: Infection.*yes/i);
  });

  test('with nothing found it says so', () => {
    expect(adviceExplanation(restIsPlain(rehearse().answer('none')).view)).toBe(
      'None of the answers so far is a warning sign.',
    );
  });

  test('is one tap away on the emergency card and on the last card, also when questions go on', () => {
    const emergency = rehearse().answer('both');
    expect(emergency.tap({ verb: 'why' }).replies).toEqual([{ kind: 'adviceExplained' }]);
    expect(emergency.tap({ verb: 'continue' }).tap({ verb: 'why' }, emergency.shown).replies).toEqual([
      { kind: 'adviceExplained' },
    ]);
    expect(emergency.tap({ verb: 'stop' }).type('why').replies).toEqual([{ kind: 'adviceExplained' }]);
  });
});

test('a professional reads which references, a patient in a few words what kind of source it is', () => {
  const told = (role: Role): string =>
    explanation({ language: 'en', role }, 'saddleNumbness', 'why').split('Source: ')[1] ?? '';
  expect(told('clinician')).toBe(
    'the article, its references 1, 2; guideline practice (symptom list of the cauda equina warning card (Greenhalgh, Finucane, Mercer, Selfe), read); guideline practice (unverified).',
  );
  expect(told('self')).toBe(
    'an article for doctors on back pain and scans; usual medical practice, as far as we know it.',
  );
});

test.each(['self', 'carer'] as const)(
  'no number, name or "unverified" of a source reaches a %s, in any language',
  (role) => {
    for (const language of spokenLanguages) {
      const emergency = rehearse(role, language).answer('left', 'stable', 'yes').view;
      const routine = restIsPlain(rehearse(role, language)).view;
      const said = [
        ...questionIds.map((id) => explanation({ language, role }, id, 'why').split('\n\n').at(-1) ?? ''),
        ...[emergency, routine].flatMap((view) => claimsBehind(view).map(({ source }) => source)),
        ...(adviceExplanation(emergency).match(/\([^)]*\)$/gm) ?? []),
      ];
      expect(said.length).toBeGreaterThan(questionIds.length + 3);
      for (const one of said)
        expect(one).not.toMatch(/\d|referenc|unverified|sin verificar|ACR|Greenhalgh|MRI screening/i);
    }
  },
);

test.each(roleSchema.options)('every question tells a %s why it is asked, and from where', (role) => {
  for (const id of questionIds) {
    expect(explanation({ language: 'en', role }, id, 'why')).toMatch(/\n\nSource: /);
    expect(answerText({ language: 'en', role }, id, 'unsure')).not.toBe('unsure');
  }
});
