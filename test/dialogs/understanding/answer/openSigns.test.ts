import { describe, expect, test } from '@jest/globals';
import type { Heard } from '../../../../dialogs/heard.ts';
import { understand } from '../../../../dialogs/understanding/understand.ts';
import type { QuestionId } from '../../../../machines/findings.ts';
import { emergencyRules } from '../../../../machines/urgencyRules.ts';

const today = new Date('2026-11-28');

/** Calm words by the question that they answer, and alarming ones: each alone is an emergency, or weakness to be asked about. */
const words = {
  en: {
    calm: {
      infection: ['no fever', 'I have no fever'],
      cancerHistory: ['no cancer', 'I have never had cancer'],
      pregnancy: ["I'm not pregnant"],
      bladder: ['bladder is normal'],
      trauma: ['I have not fallen'],
    },
    alarm: [
      'my legs keep giving way',
      'both legs are weak',
      'both my feet have gone numb',
      'I wet myself',
      "I can't pee",
      'my bum is numb',
      'difficulty passing urine',
      'numb between my legs',
      'lost control of my bowels',
      "I can't lift either foot",
      'my foot has dropped',
      'my leg is weak',
      'no feeling in my feet',
    ],
    joined: [', ', '. ', ' - ', ' but ', ' and ', '; '],
  },
  es: {
    calm: {
      infection: ['no tengo fiebre', 'sin fiebre'],
      cancerHistory: ['nunca he tenido cáncer', 'sin cáncer'],
      pregnancy: ['no estoy embarazada'],
      bladder: ['orino normal'],
      trauma: ['no me he caído'],
    },
    alarm: [
      'se me doblan las piernas',
      'tengo las dos piernas débiles',
      'me he orinado encima',
      'no puedo orinar',
      'tengo la entrepierna dormida',
      'me cuesta orinar',
      'se me escapa la caca',
      'no puedo levantar los pies',
      'tengo la pierna débil',
    ],
    joined: [', ', '. ', ' - ', ' pero ', ' y ', '; '],
  },
} as const;

/** Nobody goes on without having been told, or asked, about it. */
const isNoticed = (heard: Heard): boolean =>
  heard.kind === 'emergency' ||
  heard.kind === 'partial' ||
  ('findings' in heard && emergencyRules(heard.findings ?? {}).length > 0) ||
  ('guess' in heard && emergencyRules(heard.guess ?? {}).length > 0) ||
  (heard.kind === 'answer' && heard.findings.legWeakness !== undefined && heard.findings.legWeakness !== 'none');

describe.each(Object.entries(words))('%s: what is alarming alone is noticed beside something calm', (locale, said) => {
  const cases = Object.entries<readonly string[]>(said.calm).flatMap(([question, calm]) =>
    calm.flatMap((one: string) => said.alarm.map((alarm) => ({ question: question as QuestionId, calm: one, alarm }))),
  );
  test.each(cases)('"$calm" and "$alarm"', ({ question, calm, alarm }) => {
    const lost = said.joined.flatMap((join) =>
      [`${calm}${join}${alarm}`, `${alarm}${join}${calm}`].flatMap((text) =>
        [undefined, question].flatMap((asked) =>
          isNoticed(understand(text, asked, locale, today)) ? [] : [[asked, text]],
        ),
      ),
    );
    expect(lost).toEqual([]);
  });
});

test('what is grave and answers the question counts at once, whatever is in doubt beside it', () => {
  expect(
    understand('Yes, numb down there. No fever, difficulty passing urine', 'saddleNumbness', 'en', today),
  ).toMatchObject({ kind: 'answer', findings: { saddleNumbness: 'yes' } });
});

test('what is urgent and in doubt is asked about', () => {
  expect(understand('no fever, left leg weakness', 'infection', 'en', today)).toMatchObject({
    kind: 'ambiguous',
    guess: { legWeakness: 'left' },
  });
});
