import { expect, test } from '@jest/globals';
import type { Heard } from '../../../dialogs/heard.ts';
import { saidByPhrases as understand } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const found = (heard: Heard): Findings => ('findings' in heard ? (heard.findings ?? {}) : {});
const heard = (text: string, asked: QuestionId | undefined, locale = 'es'): Heard =>
  understand(text, asked, locale, today, 'clinician');

const denials: Readonly<Record<string, readonly string[]>> = {
  es: ['niega dolor', 'niega fiebre', 'no refiere fiebre', 'sin fiebre', 'afebril', 'sin dolor de piernas'],
  en: ['denies pain', 'denies fever', 'no fever', 'no leg pain'],
};
const turns: Readonly<Record<string, readonly string[]>> = {
  es: [', refiere ', ', presenta ', ' y refiere ', ' con ', ', con ', ' y con ', '. ', '; ', ', pero '],
  en: [' with ', ', with ', ', has ', '. ', '; ', ', but '],
};
const signs: readonly (readonly [locale: string, question: QuestionId, sign: string, value: string])[] = [
  ['es', 'saddleNumbness', 'hipoestesia perianal', 'yes'],
  ['es', 'bladder', 'retención urinaria', 'retention'],
  ['es', 'bowel', 'incontinencia fecal', 'incontinence'],
  ['en', 'saddleNumbness', 'perianal numbness', 'yes'],
  ['en', 'bladder', 'urinary retention', 'retention'],
  ['en', 'bowel', 'faecal incontinence', 'incontinence'],
];

test.each(signs)(
  '%s: what is denied first does not deny the %s that is told after it: %s',
  (locale, asked, sign, value) => {
    for (const denial of denials[locale] ?? [])
      for (const turn of turns[locale] ?? []) {
        const text = `${denial}${turn}${sign}`;
        expect([text, found(heard(text, asked, locale))[asked]]).toEqual([text, value]);
      }
  },
);

test.each([
  ['bowel', 'niega diarrea, incontinencia fecal'],
  ['trauma', 'niega caída, atropello'],
  ['trauma', 'niega golpes, caída de dos metros'],
] as const)('%s: two things after one denial may be two things said: "%s"', (asked, text) => {
  expect(found(heard(text, asked))[asked]).toBeUndefined();
  for (const one of text.replace('niega ', '').split(', '))
    expect([one, heard(one, asked).kind]).not.toEqual([one, 'off-topic']);
});

test.each([
  ['bowel', 'niega estreñimiento, diarrea e incontinencia'],
  ['infection', 'niega fiebre, escalofríos y tiritona'],
  ['infection', 'no tiene fiebre ni tiene escalofríos'],
] as const)('%s: a list that is closed is denied as a whole: "%s"', (asked, text) => {
  expect(['normal', 'no']).toContain(found(heard(text, asked))[asked]);
});

test.each([
  ['infection', 'no, con 38,5'],
  ['infection', 'nada, tengo 39'],
  ['trauma', 'no, en moto'],
  ['trauma', 'nada, un caballo'],
  ['trauma', 'no, el toro'],
  ['legWeakness', 'no, de una nada más'],
  ['legWeakness', 'fuerza normal aunque con las manos'],
  ['cancerHistory', 'no, bueno un bulto'],
  ['boneFragility', 'no, corticoides nada más'],
  ['bladder', 'normal pero sin chorro'],
  ['bladder', 'no, una gotita'],
  ['bladder', 'con fuerza'],
  ['saddleNumbness', 'no, calambres'],
  ['saddleNumbness', 'no, bueno, el ano'],
] as const)('%s: a tail that may be the very thing is not passed over: "%s"', (asked, text) => {
  expect(['no', 'none', 'normal']).not.toContain(found(understand(text, asked, 'es', today))[asked]);
});

test.each([
  ['bladder', 'siempre he tenido pérdidas desde el parto pero ahora son más'],
  ['bladder', 'siempre he tenido escapes y ahora son diarios'],
  ['bowel', 'siempre he tenido escapes pero este mes son más'],
] as const)('%s: an old complaint that is more now is not old: "%s"', (asked, text) => {
  expect(found(understand(text, asked, 'es', today))[asked]).not.toBe('longstanding');
});

test.each([
  ['es', 'bladder', 'voy al baño normal pero sale un chorrito de nada'],
  ['es', 'bladder', 'normal, aunque la cama amanece rara'],
  ['es', 'bowel', 'bien aunque me tengo que sacar la caca con el dedo'],
  ['en', 'bladder', 'normal but the bed is funny in the morning'],
  ['en', 'legWeakness', 'fine, but the kerb is my enemy'],
] as const)('%s: %s: what follows "but" and is not understood leaves no calm guess: "%s"', (locale, asked, text) => {
  const said = understand(text, asked, locale, today);
  const guess: Findings = 'guess' in said ? (said.guess ?? {}) : {};
  expect(['normal', 'none']).not.toContain({ ...guess, ...found(said) }[asked]);
});

test('"no, neither of the two" names no two', () => {
  expect(found(understand('no, ninguna de las dos', 'legWeakness', 'es', today)).legWeakness).not.toBe('both');
  expect(found(understand('las dos', 'legWeakness', 'es', today))).toEqual({ legWeakness: 'both' });
});

/** One thing is denied × what is told after a comma: of two, the second is told. */
const openings: readonly (readonly [locale: string, denials: readonly string[], signs: readonly string[]])[] = [
  ['es', ['sin fiebre', 'no trauma', 'lumbalgia sin fiebre'], ['RAO', 'entrepierna dormida', 'no puedo orinar']],
  ['en', ['no fever', 'no falls'], ['urinary retention', 'numb between my legs', "can't pee"]],
];
test.each(openings)(
  '%s: a first message that denies one thing and tells of another is urgent',
  (locale, ones, told) => {
    for (const one of ones)
      for (const sign of told) {
        const text = `${one}, ${sign}`;
        expect([text, heard(text, undefined, locale).kind]).toEqual([text, 'emergency']);
      }
  },
);
test.each([
  ['es', 'sin fiebre, incontinencia ni debilidad'],
  ['en', 'no fever, leaking or numbness'],
  ['en', 'denies fever, faecal incontinence'],
])('%s: a list that may be denied as a whole is asked about, or denied: "%s"', (locale, text) => {
  expect(heard(text, undefined, locale).kind).not.toBe('emergency');
});

test.each([
  'no, ninguna de las dos',
  'ninguna de las dos piernas',
  'no me baja a ninguna',
  'por ninguno de los dos lados',
])('pain in neither leg is in none: "%s"', (text) => {
  expect(found(understand(text, 'legPain', 'es', today))).toEqual({ legPain: 'none' });
});

test.each([
  'I have no numbness down below or trouble going for a wee',
  'no problems with bladder, bowel or numbness',
  "I don't have cancer or a fever",
])('"or" carries a denial to what follows it: "%s"', (text) => {
  const told = understand(text, undefined, 'en', today);
  expect(told.kind).not.toBe('emergency');
  expect(found(told).infection ?? 'no').toBe('no');
});

test.each([
  ['no retention, no incontinence, PVR 380', { bladder: 'retention' }],
  ['not voided 14h', { bladder: 'retention' }],
  ['saddle: reduced. Bladder: normal. Bowel: normal', { saddleNumbness: 'yes' }],
  ['numbness between legs - yes. leaks - no. weakness - no', { saddleNumbness: 'yes' }],
  ['cancer: no. fever: no. legs: weak. bladder: leaks', { bladder: 'incontinence' }],
])('what a list says is there stands beside what it denies: "%s"', (text, findings) => {
  expect(understand(text, undefined, 'en', today, 'clinician')).toMatchObject({ kind: 'emergency', findings });
});

test.each([
  ['legWeakness', 'no, subo escaleras, con las manos'],
  ['bladder', 'normal, con el grifo abierto'],
  ['trauma', 'no me caí, me tiraron'],
  ['infection', 'afebril, hemocultivos positivos'],
] as const)('%s: how it is done, or what was done, is graver than the calm word before it: "%s"', (asked, text) => {
  expect(['none', 'normal', 'no']).not.toContain(found(understand(text, asked, 'es', today))[asked]);
});
test('a stain that is not felt is a leak', () => {
  const text = 'no me hago encima, solo mancho un poquito y no lo siento';
  expect(found(understand(text, 'bowel', 'es', today))).toEqual({ bowel: 'incontinence' });
});
test.each([
  ['infection', 'fiebre cero', 'no'],
  ['mriAccess', 'tenemos equipo, lo que no hay es técnico hasta mañana', 'delayed'],
] as const)('%s: "%s" is %s at most', (asked, text, value) => {
  expect([undefined, value]).toContain(found(heard(text, asked))[asked]);
});
