import { expect, test } from '@jest/globals';
import { understand } from '../../../dialogs/understanding/understand.ts';
import type { QuestionId, Role } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const kindOf = (text: string, role: Role = 'self', asked?: QuestionId): string =>
  understand(text, asked, 'es', today, role).kind;

test.each([
  ['carer', 'mi madre dice que se quiere morir'],
  ['carer', 'mi tío quiere matarse'],
  ['nurse', 'verbaliza ideación suicida'],
  ['carer', 'quiere tirarse por la ventana'],
  ['self', 'ojalá no despertara mañana'],
] as const)('a %s who tells of a wish to die is heard at once: "%s"', (role, text) => {
  expect(understand(text, undefined, 'es', today, role)).toMatchObject({ kind: 'emergency', selfHarm: true });
});

test.each(['me tomé toda la caja de diazepam', 'me inyecté insulina de más', 'me he pasado con las pastillas'])(
  'an overdose: "%s"',
  (text) => {
    expect(kindOf(text)).toBe('emergency');
  },
);

test.each([
  'esta espalda me va a matar',
  'mi hija se quiere morir de la risa',
  'quiere tirarse a la piscina',
  'mi marido se quiere ir a casa',
])('a figure of speech is no wish to die: "%s"', (text) => {
  expect(understand(text, undefined, 'es', today)).not.toHaveProperty('selfHarm');
});

/** What one stops doing or feeling × how that is said. */
test.each(['ya no {}', 'no {}', 'ni {}'])('"%s": who does not pass urine is heard at once', (frame) => {
  for (const verb of ['orino', 'meo', 'hago pis']) expect(kindOf(frame.replace('{}', verb))).toBe('emergency');
});
test.each(['dejé de {}', 'he dejado de {}', 'no he vuelto a {}'])('"%s": who has stopped is heard at once', (frame) => {
  for (const verb of ['orinar', 'mear']) expect(kindOf(frame.replace('{}', verb))).toBe('emergency');
});
test.each(['la entrepierna', 'el ano', 'los pies'])('who has stopped feeling %s is heard at once', (part) => {
  expect(kindOf(`dejé de sentir ${part}`)).toBe('emergency');
});
test.each(['ya no orino de noche', 'no he vuelto a orinar sangre', 'no orino con dolor'])(
  '"%s" is no retention',
  (text) => {
    expect(kindOf(text)).not.toBe('emergency');
  },
);

test.each([
  ['bladder', 'tengo que parar y volver a empezar'],
  ['bladder', 'se corta y vuelve a empezar'],
  ['bladder', 'empiezo otra vez'],
  ['legWeakness', 'se me borra la pierna'],
  ['bladder', 'tengo que empezar de nuevo varias veces'],
] as const)('%s: what starts and stops is the body, no command: "%s"', (asked, text) => {
  expect(kindOf(text, 'self', asked)).not.toBe('command');
});
test.each(['quiero empezar de nuevo', 'volver a empezar', 'borra mis respuestas', 'empezar el cuestionario otra vez'])(
  '"%s" is a command',
  (text) => {
    expect(kindOf(text, 'self', 'bladder')).toBe('command');
  },
);

test.each([
  'dejé de caminar',
  'las piernas no me hacen caso',
  'me quedé sin piernas',
  'ya no me sostengo en pie',
  'me baja electricidad por las dos piernas',
  'se me vino encima un ropero',
])('legs that have failed, and what fell on one, are heard at once: "%s"', (text) => {
  expect(kindOf(text)).toBe('emergency');
});
test.each(['dejé de caminar por las mañanas', 'no puedo caminar bien por el dolor', 'se me vino el mundo encima'])(
  '"%s" is no emergency',
  (text) => {
    expect(kindOf(text)).not.toBe('emergency');
  },
);

test('more of the prescribed tablets than are prescribed is an overdose', () => {
  expect(kindOf('me tomé todas las pastillas que me recetaron, unas treinta')).toBe('emergency');
  expect(kindOf('me tomé todas las pastillas que me recetaron')).not.toBe('emergency');
});

test.each(['sospecha de SCC', 'síndrome de cauda equina', 'absceso epidural', 'compresión medular'])(
  'what a professional names is heard at once: "%s"',
  (text) => {
    expect(kindOf(text, 'clinician')).toBe('emergency');
  },
);
test.each([
  'descartar compresión medular',
  'mi vecina dice que puede ser un infarto, a mí me duele la cintura',
  'ando con el Jesús en la boca',
  'mi ex me partió el pecho',
  'me estoy muriendo de la risa',
  'me duele la rodilla, la tengo morada',
])('what is only feared, supposed or a way of speaking is none: "%s"', (text) => {
  expect(kindOf(text)).not.toBe('emergency');
});

test.each([
  'I go to work and my back hurts',
  "I've had a bad back since I was 14",
  'can I go back to work with a bad back',
  'my back hurts when I cough',
  'taken two packs of ibuprofen this month',
])('words that are all understood, and tell of no sign, are no emergency: "%s"', (text) => {
  expect(understand(text, undefined, 'en', today).kind).toBe('story');
});

test.each([
  "is it normal to not feel the toilet paper, it's so since Friday",
  'should I be concerned if I wet the bed now that my back is bad',
  "is it usual to not be able to wee since yesterday, my tummy's like a drum",
  'no idea when I need the loo now',
  "I don't see the point of going on",
  'my physio thinks it is cauda equina',
  'I took a whole pack of codeine',
])('an emergency that is asked about, or told in passing, is one: "%s"', (text) => {
  expect(understand(text, undefined, 'en', today).kind).toBe('emergency');
});

/** To whom it is told × what is told: "usted" is the reader, and no third person. */
test.each([
  'le escribo porque {}',
  'a su pregunta, {}',
  'les quiero contar, {}',
  'le dije a la doctora que bien pero {}',
])('"%s": who is spoken to is nobody else', (frame) => {
  for (const sign of ['no puedo orinar', 'tengo la entrepierna dormida'])
    expect(understand(frame.replace('{}', sign), undefined, 'es', today)).toMatchObject({
      kind: 'emergency',
      findings: sign.includes('orinar') ? { bladder: 'retention' } : { saddleNumbness: 'yes' },
    });
});

test.each(['ya no camina', 'mi mamá ya no camina desde ayer', 'pierna derecha floja y ahora también la izquierda'])(
  'legs that give out, one after the other or somebody\'s, are heard at once: "%s"',
  (text) => {
    expect(kindOf(text)).toBe('emergency');
  },
);
test.each([
  'ya no camino tanto como antes',
  'qué es la incontinencia',
  'leí que la incontinencia es grave pero yo no tengo',
  'mi bebé se hace caca encima',
  'no siento alivio con las pastillas',
])('talk of a sign, and what is not one, is none: "%s"', (text) => {
  expect(kindOf(text)).not.toBe('emergency');
});
test('a distraught word before it takes no threat back', () => {
  expect(understand('no aguanto más, voy a hacer una tontería', undefined, 'es', today)).toHaveProperty('selfHarm');
  expect(understand('no voy a hacer ninguna tontería', undefined, 'es', today)).not.toHaveProperty('selfHarm');
});

/** Who was operated on lately × what has gone numb: the numb leg is no other operation. */
test.each([
  ['es', 'me operaron de la columna la semana pasada y {}', ['la pierna se me duerme', 'no siento el pie']],
  ['en', 'they operated on my spine last week and {}', ['my foot is going numb', 'my hand is fine but my leg is numb']],
] as const)('%s: "%s": a sign soon after an operation on the spine is heard at once', (locale, frame, signs) => {
  for (const sign of signs) {
    const text = frame.replace('{}', sign);
    expect([text, understand(text, undefined, locale, today).kind]).toEqual([text, 'emergency']);
  }
});

test.each([
  ['es', 'soy diabético con una infección y se me duerme la pierna'],
  ['es', 'vivo con cáncer, gracias, y se me duerme un pie'],
  ['en', 'my cancer nurse says hello, I have cancer and a tingling foot'],
])('%s: a numb leg beside a cancer or an infection is heard at once, whatever else is said: "%s"', (locale, text) => {
  expect(understand(text, undefined, locale, today).kind).toBe('emergency');
});

test.each(['tenía el pantalón empapado de orina', 'me hice caca encima'])(
  'what happens "sin darme cuenta" is not denied: "%s"',
  (sign) => {
    for (const text of [`sin darme cuenta ${sign}`, `${sign} sin darme cuenta`]) expect(kindOf(text)).toBe('emergency');
  },
);

test('"no … más que" denies nothing', () => {
  for (const tail of ['un poco', 'un poquito cada día', 'algo'])
    expect(understand(`no ha empeorado más que ${tail}`, 'weaknessCourse', 'es', today)).not.toMatchObject({
      findings: { weaknessCourse: 'stable' },
    });
  expect(understand('no ha empeorado', 'weaknessCourse', 'es', today)).toMatchObject({
    findings: { weaknessCourse: 'stable' },
  });
});

test.each(['wee', 'pee', 'go'])('who knows of it by its sound alone does not feel it: "%s"', (verb) => {
  for (const from of ['from the sound', 'by the noise', 'because of the smell'])
    expect(understand(`when I ${verb} I only know ${from}`, 'bladder', 'en', today)).toMatchObject({
      findings: { bladder: 'altered' },
    });
});
