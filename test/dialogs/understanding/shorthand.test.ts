import { expect, test } from '@jest/globals';
import { saidByPhrases as understand } from '../../../dialogs/understanding/understand.ts';
import type { QuestionId } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const kindOf = (text: string): string => understand(text, undefined, 'en', today, 'clinician').kind;

test.each(['retention 600ml', 'bilateral leg weakness', 'new urinary incontinence', 'numb saddle'])(
  'what stands before a clinician\'s "?cause" is told: "%s"',
  (sign) => {
    for (const query of ['?cause', '?CES', '?disc', '(?stroke)'])
      expect([query, kindOf(`${sign} ${query}`)]).toEqual([query, 'emergency']);
    expect(kindOf('is retention normal?')).not.toBe('emergency');
  },
);

test.each(['?CES', '?MSCC', 'query cord compression', 'bilat LE weakness', 'BLE weakness since yesterday'])(
  'a clinician\'s "%s" is an emergency',
  (text) => {
    for (const before of ['', 'LBP, ', '62M, known ca, '])
      expect([before, kindOf(`${before}${text}`)]).toEqual([before, 'emergency']);
  },
);

test.each([
  'SOB at rest',
  'acutely SOB',
  'sats 84',
  'RR 30',
  'GCS 9',
  'melaena',
  'PR bleed ++ with clots',
  'FAST +ve',
  'voicing active SI',
  'SI with plan',
])('a clinician\'s cry is heard, and denied: "%s"', (cry) => {
  for (const around of [`LBP, ${cry}`, `chronic LBP pt, ${cry}`])
    expect([around, kindOf(around)]).toEqual([around, 'emergency']);
  expect(kindOf(`LBP, no ${cry}`)).not.toBe('emergency');
});

test.each(['SI joint pain', 'sats 98, RR 16', 'GCS 15', 'no CP or SOB', 'no lift, two flights up'])(
  'no cry: "%s"',
  (text) => {
    expect(['emergency', 'command']).not.toContain(kindOf(`LBP, ${text}`));
  },
);

test.each([
  ['self', "I'm going to top myself"],
  ['carer', 'he says he will top himself'],
  ['self', "I hope I don't wake up tomorrow"],
  ['carer', "I'm scared he'll do something, he gave his dog away"],
  ['carer', 'found him with empty packets of tramadol'],
] as const)('a %s who tells of a wish to die is heard at once: "%s"', (role, text) => {
  expect(understand(text, undefined, 'en', today, role)).toMatchObject({ kind: 'emergency', selfHarm: true });
});
test.each(['topped myself up with ibuprofen', 'I hope I do not wake up sore again', 'an empty packet of tramadol'])(
  'no wish to die: "%s"',
  (text) => {
    expect(understand(text, undefined, 'en', today)).not.toHaveProperty('selfHarm');
  },
);

test('"s/" is without and "c/" with, as clinicians write them', () => {
  const said = (text: string, asked: QuestionId, language = 'es') =>
    understand(text, asked, language, today, 'clinician');
  expect(said('S/ anestesia en silla, tono anal conservado', 'saddleNumbness')).toMatchObject({
    findings: { saddleNumbness: 'no' },
  });
  expect(said('s/ incontinencia s/ retención', 'bladder')).toMatchObject({ findings: { bladder: 'normal' } });
  expect(said('s/ MP, s/ CDI', 'implantedDevice')).not.toMatchObject({ findings: { implantedDevice: 'unknown' } });
  expect(said('marcha s/p, c/ incontinencia', 'bladder')).toMatchObject({ findings: { bladder: 'incontinence' } });
  expect(said('s/ saddle numbness', 'saddleNumbness', 'en')).not.toMatchObject({ findings: { saddleNumbness: 'yes' } });
});
