import { expect, test } from '@jest/globals';
import type { Heard } from '../../../dialogs/heard.ts';
import { understand } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const found = (heard: Heard): Findings => ('findings' in heard ? (heard.findings ?? {}) : {});

const sinceThen: Readonly<Record<string, readonly string[]>> = {
  es: ['sigue igual', 'igual que ayer', 'sigue igual que ayer', 'sin cambios desde el lunes'],
  en: ['still the same', 'same as yesterday', 'no change since Monday'],
};
const asBefore: Readonly<Record<string, readonly string[]>> = {
  es: ['igual que siempre', 'todo igual que antes'],
  en: ['same as always'],
};
const asked: readonly QuestionId[] = ['saddleNumbness', 'legWeakness', 'bladder', 'bowel', 'sensoryOrReflex'];

test.each(Object.keys(sinceThen))('%s: the same as yesterday is not the same as before the pain', (locale) => {
  for (const question of asked) {
    for (const text of sinceThen[locale] ?? [])
      expect([text, question, found(understand(text, question, locale, today))[question]]).toEqual([
        text,
        question,
        undefined,
      ]);
    for (const text of asBefore[locale] ?? [])
      expect([text, question, understand(text, question, locale, today).kind]).toEqual([text, question, 'answer']);
  }
});

const somethingElse: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  en: [
    'asthma',
    'high blood pressure',
    'back pain',
    'a bad back',
    'my back has been bad',
    'on warfarin',
    'diabetes',
  ].flatMap((what) => ['for years', 'for ten years', 'since 2010'].map((howLong) => [what, howLong] as const)),
  es: ['asma', 'la tensión alta', 'dolor de espalda', 'la espalda mal', 'tomo sintrom', 'diabetes'].flatMap((what) =>
    ['desde hace años', 'desde hace diez años', 'desde 2010'].map((howLong) => [what, howLong] as const),
  ),
};

test.each(Object.entries(somethingElse))('%s: how long something else has lasted is no course', (locale, said) => {
  for (const [what, howLong] of said)
    for (const text of [`${what} ${howLong}`, `${howLong} ${what}`])
      expect([text, found(understand(text, 'weaknessCourse', locale, today)).weaknessCourse]).toEqual([
        text,
        undefined,
      ]);
  expect(found(understand(said[0]?.[1] ?? '', 'weaknessCourse', locale, today)).weaknessCourse).toBe('longstanding');
});

test.each([
  [
    'en',
    ['asthma', 'the back pain', 'the numbness', 'sciatica', 'the tingling'],
    ['is better', 'no worse', 'has settled', 'the same'],
  ],
  [
    'es',
    ['el dolor de espalda', 'el hormigueo', 'la ciática', 'el asma'],
    ['mejor', 'no está peor', 'va mejorando', 'igual'],
  ],
] as const)('%s: that something else is better or no worse is no course', (locale, others, courses) => {
  for (const other of others)
    for (const course of courses) {
      const text = `${other} ${course}`;
      expect([text, found(understand(text, 'weaknessCourse', locale, today)).weaknessCourse]).toEqual([
        text,
        undefined,
      ]);
    }
});

test.each([
  [
    'en',
    'neither better nor worse',
    ['but today my foot drops', 'but now my leg gives way', 'but my leg is weak today'],
  ],
  ['es', 'ni mejora ni empeora', ['pero hoy se me cae', 'pero hoy no puedo levantar el pie', 'pero ahora me falla']],
] as const)('%s: a sign after a "but" leaves no mild course', (locale, mild, signs) => {
  expect(found(understand(mild, 'weaknessCourse', locale, today)).weaknessCourse).toBe('stable');
  for (const sign of signs) {
    const text = `${mild} ${sign}`;
    expect([text, found(understand(text, 'weaknessCourse', locale, today)).weaknessCourse]).toEqual([text, undefined]);
  }
});

test.each([
  ['en', 'my right leg has been getting weaker since Monday'],
  ['en', 'the left foot is getting weaker since yesterday'],
  ['es', 'la pierna derecha se me está debilitando desde el lunes'],
] as const)('%s: one phrase says that a leg is weak and since when it grows weaker: "%s"', (locale, text) => {
  expect(found(understand(text, undefined, locale, today)).weaknessCourse).toBe('worsening');
});

test('the course of a weakness may be told by yesterday', () => {
  expect(found(understand('sigue igual', 'weaknessCourse', 'es', today))).toEqual({ weaknessCourse: 'stable' });
});

test.each(['se me escapa el pis', 'no puedo orinar', 'no siento la entrepierna', 'no puedo hacer pis'])(
  'what has not changed since yesterday is there: "%s"',
  (sign) => {
    for (const tail of [', igual que ayer', ' y sigo igual', ', sigue igual', ', sin cambios desde el lunes'])
      expect([tail, understand(`${sign}${tail}`, undefined, 'es', today).kind]).toEqual([tail, 'emergency']);
  },
);

test.each([
  ['trauma', 'no, hace tres semanas'],
  ['infection', 'no, hace un mes'],
  ['bladder', 'normal, pero media hora'],
] as const)('%s: a time alone beside a "no" is of something: "%s"', (question, text) => {
  expect(found(understand(text, question, 'es', today))[question]).toBeUndefined();
});
test('a time that tells of what it was is none', () => {
  expect(found(understand('oriné normal hace media hora', 'bladder', 'es', today))).toEqual({ bladder: 'normal' });
});

test.each([
  [
    'en',
    ['back pain for years', 'chronic LBP', 'bad back since 2010', 'asthma in my chest for ten years'],
    ["can't pee", 'urinary incontinence', 'numb between my legs', 'both my feet are numb', 'chest pain', 'passed out'],
  ],
  [
    'es',
    ['dolor de espalda desde hace años', 'lumbalgia crónica', 'la espalda mal desde 2010'],
    ['no puedo orinar', 'se me escapa el pis', 'anestesia en silla de montar', 'dolor de pecho'],
  ],
] as const)('%s: what comes after something old is not old', (locale, others, signs) => {
  for (const other of others)
    for (const sign of signs)
      expect([`${other}, ${sign}`, understand(`${other}, ${sign}`, undefined, locale, today).kind]).toEqual([
        `${other}, ${sign}`,
        'emergency',
      ]);
  expect(found(understand('I leak a bit, for ten years, no change', 'bladder', 'en', today)).bladder).toBe(
    'longstanding',
  );
});

test.each([
  [
    'en',
    ['the pain is worse', 'the pain is better', 'my back is better', 'the numbness is worse'],
    'the left leg is the same',
  ],
  ['es', ['el dolor va mejor', 'el dolor está peor', 'el hormigueo peor'], 'la debilidad está igual'],
] as const)('%s: that something else is better or worse is not the course of the leg', (locale, others, leg) => {
  for (const other of others)
    for (const text of [`${other}, ${leg}`, `${leg}, ${other}`, `${leg}. ${other}`]) {
      const course = found(understand(text, 'weaknessCourse', locale, today)).weaknessCourse;
      expect([text, course === undefined || course === 'stable']).toEqual([text, true]);
    }
});

test.each([
  'they said it is nothing, both legs weak',
  'I think my back is fine, both legs weak',
  "can't pee, same as my dad had",
  'the pain is the same as always, numb between my legs',
])('what was thought or said of something else takes nothing back: "%s"', (text) => {
  expect(understand(text, undefined, 'en', today).kind).toBe('emergency');
});
