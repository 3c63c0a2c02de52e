import { expect, test } from '@jest/globals';
import { understand } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId, Role } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const foundIn = (text: string, asked?: QuestionId, role: Role = 'self', locale = 'es'): Findings => {
  const heard = understand(text, asked, locale, today, role);
  return 'findings' in heard ? (heard.findings ?? {}) : {};
};

test.each([
  'no tengo fiebre ni nada, me duele la espalda',
  'ni fiebre ni nada raro, solo lumbago',
  'sin fiebre ni nada y no me he caído',
])('that there is no fever settles none of the other risks before they are asked: "%s"', (text) => {
  expect(foundIn(text).infection).toBeUndefined();
});

test.each(['mi cuñado tiene 40 y cortisona no toma', 'tengo 41 años y nunca me he roto un hueso'])(
  'an age is no fever where thin bones were asked: "%s"',
  (text) => {
    expect(foundIn(text, 'boneFragility', 'carer').infection).toBeUndefined();
  },
);

test.each([
  'anoche empapé la cama de sudor',
  'amanecí con el pijama mojado de sudor',
  'se me mojó el pantalón con la lluvia',
  'mojé el sofá de café y al limpiarlo me dio un tirón',
])('what is wet with something else is no leak: "%s"', (text) => {
  for (const asked of ['bladder', 'infection', undefined] as const)
    expect(['normal', undefined]).toContain(foundIn(text, asked).bladder);
});
test.each(['empapé la cama', 'amanecí con el pijama mojado', 'mojé el sofá de pis'])('and "%s" is one', (text) => {
  expect(foundIn(text, 'bladder').bladder).toBe('incontinence');
});

test.each(['no pude ir a trabajar', 'no puedo ir al gimnasio', 'no he podido ir a la compra, pero orino bien'])(
  'who cannot go somewhere can pass water: "%s"',
  (text) => {
    expect(foundIn(text, 'bladder').bladder).not.toBe('retention');
  },
);

test.each(['sensibilidad perineal conservada al tacto y pinchazo', 'sensibilidad perineal normal a pinchazo'])(
  'a pinprick is a test of feeling: "%s"',
  (text) => {
    expect(foundIn(text, 'saddleNumbness', 'clinician').saddleNumbness).not.toBe('yes');
  },
);

test.each(['pinchazos desde la nalga hasta el pie', 'calambrazos de la nalga a la pantorrilla'])(
  'stabs are pain, and no numbness: "%s"',
  (text) => {
    expect(foundIn(text)).toEqual({ legPain: 'one' });
  },
);

test.each(['de fuerza bien las dos piernas', 'de fuerza nada raro', 'fuerza normal'])(
  'strength is no weakness: "%s"',
  (text) => {
    expect(foundIn(text, 'legWeakness')).toEqual({ legWeakness: 'none' });
  },
);
test.each(['se me fue la fuerza de la izquierda', 'de fuerza fatal en la izquierda', 'fuerza mermada en la izquierda'])(
  'but its loss is: "%s"',
  (text) => {
    expect(foundIn(text, 'legWeakness')).toEqual({ legWeakness: 'left' });
  },
);

test.each(['tengo varices en las dos', 'en las dos siento cansancio', 'llevo medias en las dos'])(
  'what else is in both legs is no pain: "%s"',
  (text) => {
    expect(foundIn(text, 'legPain').legPain).toBeUndefined();
  },
);
test.each(['en las dos', 'ahora ya está en las dos', 'me duele en las dos'])('but "%s" is', (text) => {
  expect(foundIn(text, 'legPain')).toEqual({ legPain: 'both' });
});

test('"en mi vida he tenido" denies, unless it is the first time', () => {
  expect(foundIn('en mi vida he tenido cáncer', 'cancerHistory').cancerHistory).not.toBe('yes');
  expect(foundIn('no he tenido cáncer en mi vida', 'cancerHistory').cancerHistory).toBe('no');
  expect(foundIn('por primera vez en mi vida me he meado encima', 'bladder').bladder).toBe('incontinence');
  expect(foundIn('en mi vida diaria se me escapa el pis', 'bladder').bladder).toBe('incontinence');
});

test('a place that is free now is a scan now', () => {
  expect(foundIn('resonancia operativa, hueco ahora mismo', 'mriAccess', 'nurse').mriAccess).not.toBe('delayed');
  expect(foundIn('no hay hueco ahora mismo', 'mriAccess', 'nurse').mriAccess).toBe('delayed');
});

test('who was asked, and answered, is no "not sure"', () => {
  const text = 'se lo he preguntado a mi madre y dice que nota igual que toda la vida';
  expect(foundIn(text, 'saddleNumbness', 'carer').saddleNumbness).not.toBe('unsure');
  expect(foundIn('pregunta a mi madre', 'saddleNumbness', 'carer').saddleNumbness).toBe('unsure');
});

test.each(['sin alteración de esfínteres', 'esfínteres bien', 'esfínteres conservados'])(
  'sphincters that hold say nothing of what is felt: "%s"',
  (text) => {
    for (const asked of ['saddleNumbness', 'bladder', undefined] as const)
      expect(foundIn(text, asked, 'clinician').saddleNumbness).toBeUndefined();
  },
);
test.each(['disfunción vesical nueva', 'alteración de esfínteres de 24 h', 'trastorno esfinteriano'])(
  'and "%s" is an emergency',
  (text) => {
    expect(understand(text, undefined, 'es', today, 'clinician').kind).toBe('emergency');
  },
);

test.each(['no controlo la caca', 'no me controlo', 'no controlo esfínteres', 'se me sale todo'])(
  'where the bowel is asked about, what is not held is stool: "%s"',
  (text) => {
    expect(foundIn(text, 'bowel')).toEqual({ bowel: 'incontinence' });
  },
);

test.each(['se me escapa la risa, no el pis', 'se me escapó el perro y corrí tras él'])(
  'what else gets away is no leak: "%s"',
  (text) => {
    expect(foundIn(text, 'bladder').bladder).not.toBe('incontinence');
  },
);

test.each<[QuestionId, string]>([
  ['bladder', 'normal, lo que se dice normal, no'],
  ['legWeakness', 'fuertes, lo que se dice fuertes, no'],
  ['saddleNumbness', 'bien, lo que se llama bien, no'],
])('%s: what is not really so is asked again: "%s"', (asked, text) => {
  expect(foundIn(text, asked)).toEqual({});
});
