import { expect, test } from '@jest/globals';
import { saidByPhrases as understand } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId, Role } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const believed = (text: string, asked?: QuestionId, role: Role = 'self'): Findings => {
  const heard = understand(text, asked, 'en', today, role);
  return 'findings' in heard ? (heard.findings ?? {}) : {};
};

const elsewhere = ['hip op', 'knee operation', 'hernia op', 'shoulder surgery', 'hysterectomy'];
const whens = ['years ago', 'last month', 'in 2015'];
test.each(elsewhere)('an operation elsewhere is none on the spine: "%s"', (operation) => {
  for (const when of whens)
    for (const text of [`back sore since my ${operation} ${when}`, `my left foot drops, had a ${operation} ${when}`])
      for (const asked of ['legWeakness', 'trauma', 'legPain', undefined] as const)
        expect([text, asked, believed(text, asked).spinalSurgery]).toEqual([text, asked, undefined]);
});

test.each([
  ['claustrophobia', 'panic in lifts', 'yes'],
  ['bladder', 'leak', 'incontinence'],
  ['saddleNumbness', 'be numb down there', 'yes'],
] as const)('%s: who used to "%s" does no more', (asked, sign, value) => {
  for (const text of [`used to ${sign} but not any more`, `I used to ${sign}`])
    expect([text, believed(text, asked)[asked]]).toEqual([text, undefined]);
  const now = `used to be fine but now I ${sign.replace('be', 'am')}`;
  expect([now, believed(now, asked)[asked]]).toEqual([now, value]);
});

test.each([
  ['saddleNumbness', 'wiping feels normal', 'no'],
  ['bladder', 'peeing normally', 'normal'],
  ['bowel', 'bowels normal', 'normal'],
] as const)('%s: that it is private leaves "%s" as it is', (asked, said, value) => {
  for (const aside of ['bit embarrassing', 'bit personal that', 'it is rather private'])
    for (const text of [`${said}, ${aside}`, `${aside}, ${said}`])
      expect([text, believed(text, asked)[asked]]).toEqual([text, value]);
  expect(believed('that is a bit personal', asked)[asked]).toBe('unsure');
});

test('"wee" is small beside a patch', () => {
  for (const text of ['wee numb patch on my left foot', 'a wee numb spot on my right shin'])
    expect([text, believed(text, 'sensoryOrReflex')]).toEqual([text, { sensoryOrReflex: 'mild' }]);
  expect(believed('it is a wee numb between my legs', 'saddleNumbness').saddleNumbness).toBe('yes');
});

test('age and sex are no temperature, and who rolls over in bed has had no crash', () => {
  expect(believed('41F, low back pain for 6 weeks', undefined, 'clinician').infection).toBeUndefined();
  expect(believed('102F', 'infection').infection).toBe('yes');
  expect(believed('hurts when I roll over in bed').trauma).toBeUndefined();
  expect(believed('car roll over last week').trauma).toBe('major');
});

test('a year told by its last figures is long ago, and a height is no age', () => {
  for (const when of ["'98", "in '09", "back in '15"]) {
    const text = `fell off a roof ${when}, nothing lately`;
    expect([text, believed(text, 'trauma').trauma]).toEqual([text, undefined]);
  }
  expect(believed("leaked a bit since '05, no change", 'bladder').bladder).toBe('longstanding');
  expect(understand("I'm 5'11 and my back hurts", undefined, 'en', today).kind).not.toBe('under18');
});

test.each(['not sure if it is MRI safe', 'no idea whether it can go in a scanner', 'never been told if scans are ok'])(
  'whether a device may be scanned is not known: "%s"',
  (unknown) => {
    for (const device of ['got a pacemaker', 'cochlear implant', 'I have a nerve stimulator'])
      expect([device, believed(`${device}, ${unknown}`, 'implantedDevice').implantedDevice]).toEqual([
        device,
        'unknown',
      ]);
  },
);

test.each(['no MRI tonight', 'no radiographer at weekends', 'no slots overnight'])(
  'no scan now is no scanner at all: "%s"',
  (none) => {
    for (const then of ['tomorrow morning', 'first thing Monday'])
      expect([then, believed(`${none}, ${then}`, 'mriAccess', 'clinician').mriAccess]).toEqual([then, 'delayed']);
    expect(believed('no MRI here', 'mriAccess', 'clinician').mriAccess).toBe('unavailable');
  },
);
