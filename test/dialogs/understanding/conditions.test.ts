import { expect, test } from '@jest/globals';
import type { Heard } from '../../../dialogs/heard.ts';
import { saidByPhrases, understand } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const opening = (text: string, locale: string): Heard => understand(text, undefined, locale, today);
const answering = (text: string, asked: QuestionId, locale: string): Findings => {
  const heard = saidByPhrases(text, asked, locale, today);
  return 'findings' in heard ? (heard.findings ?? {}) : {};
};

test.each([
  ['en', "if it spreads I'll ring 999"],
  ['en', "if my legs go I'll call an ambulance"],
  ['en', 'the doctor said to come back if I lose control of my bladder or bowels'],
  ['en', 'my GP said if I get numbness down below I should go to A&E'],
  ['en', "what happens if one day I can't feel when I pee?"],
  ['es', 'si se me extiende llamo al 112'],
  ['es', 'si me fallan las piernas llamo a una ambulancia'],
  ['es', 'por si me fallan las piernas, a quién llamo'],
])('%s: what would be is no emergency, and no call for an ambulance: "%s"', (locale, text) => {
  const heard = opening(text, locale);
  expect(['story', 'off-topic']).toContain(heard.kind);
  expect(heard).not.toHaveProperty('findings');
});

test.each([
  ['en', "I can't pee, if that helps"],
  ['en', 'if I cough I wet myself'],
  ['en', 'if I stand up my legs give way'],
  ['en', "I'm afraid I can't pee"],
  ['en', "I can't pee what if it's cauda equina"],
  ['en', 'should I be worried if I leak since my back hurts'],
  ['es', 'si toso me orino'],
  ['es', 'no puedo orinar, ¿y si es cauda equina?'],
  ['es', '¿debo preocuparme si se me escapa la orina desde que me duele la espalda?'],
  ['es', 'lo que me preocupa es que no siento cuando orino'],
  ['en', "I'm worried that I can't feel myself pee since yesterday"],
  ['en', "waiting for my scan, since yesterday I can't feel when I pee"],
  ['en', "the leaflet said numbness down below is serious and that's what I have"],
  ['es', 'me preocupa que se me escapa la orina desde ayer'],
  ['es', 'me asusta que ya no siento la entrepierna'],
  ['es', 'me dijeron que viniera si no podía orinar y no puedo orinar'],
  ['es', 'espero que me ayuden, no puedo orinar'],
])('%s: what happens whenever, and what is feared to be so already, is: "%s"', (locale, text) => {
  expect(opening(text, locale).kind).toBe('emergency');
});

test.each([
  ['en', 'if it gets any worse I will kill myself'],
  ['en', 'my husband left, want to die'],
  ['en', "I'd have jumped off the bridge if not for my kids"],
  ['es', 'si no fuera por mis hijos me habría matado'],
  ['es', 'si sigue así me tiro por la ventana'],
])('%s: who would die is in danger now: "%s"', (locale, text) => {
  expect(opening(text, locale)).toMatchObject({ kind: 'emergency', selfHarm: true });
});

test.each([
  ['en', 'call me an ambulance'],
  ['en', "I need an ambulance if that's possible"],
  ['en', "if my husband was home he'd drive but I need an ambulance"],
  ['en', "if I had known I'd have called sooner, send an ambulance"],
  ['es', 'si no le importa mándeme una ambulancia'],
  ['es', 'llámame una ambulancia'],
])('%s: an ambulance that is asked for is called: "%s"', (locale, text) => {
  expect(opening(text, locale)).toMatchObject({ kind: 'command', command: 'ambulance' });
});

test('a part of a limb that is well is not all of it', () => {
  for (const text of ['my calves are strong', 'the ankles are strong', 'my hips work fine'])
    expect(answering(text, 'legWeakness', 'en')).toEqual({});
  expect(answering('my legs are strong', 'legWeakness', 'en')).toEqual({ legWeakness: 'none' });
});

test('how long it lasts at a time is not since when it is', () => {
  const heardOf = (text: string): Heard => understand(text, 'spinalSurgery', 'en', today);
  expect(heardOf('back operation in 2012, three hours')).not.toMatchObject({ findings: { spinalSurgery: 'recent' } });
  expect(heardOf('fusion in 2012 and again 3 weeks ago')).toMatchObject({ findings: { spinalSurgery: 'recent' } });
});

test('words in a gap at the end of a phrase are not understood by it', () => {
  expect(answering('cerebral palsy when I was transcribing', 'weaknessCourse', 'en')).toEqual({});
});

test.each([
  ['en', 'he is fine. I drag my foot'],
  ['en', 'all good. I have a weak left leg'],
  ['es', 'dice que bien, pero yo le vi arrastrar la pierna'],
])('%s: a sign of who writes for somebody stands in the way of a "no": "%s"', (locale, text) => {
  expect(understand(text, 'legWeakness', locale, today, 'carer')).toMatchObject({ kind: 'ambiguous' });
});

test('what a carer sees is of the patient', () => {
  const seen = 'él dice que bien pero yo lo veo arrastrar la pierna izquierda';
  expect(understand(seen, 'legWeakness', 'es', today, 'carer')).toMatchObject({ findings: { legWeakness: 'left' } });
});

test.each([
  ['bladder', 'en', 'not sure, I can only tell from the sound'],
  ['bowel', 'es', 'no sé, no me entero'],
] as const)('%s: not to know is not believed where the reason may be the sign: "%s: %s"', (asked, locale, text) => {
  expect(saidByPhrases(text, asked, locale, today)).toMatchObject({ kind: 'ambiguous' });
});

test('what another does to the patient is of the patient', () => {
  const heard = understand('not sure, my wife has to lift my leg into the car', 'legWeakness', 'en', today);
  expect(heard).toMatchObject({ kind: 'partial' });
});

test.each([
  ['implantedDevice', 'en', 'no pacemaker, or stent, just a pump', 'none'],
  ['implantedDevice', 'es', 'no marcapasos ni stent, solo una bomba', 'none'],
  ['saddleNumbness', 'en', 'no numbness no feeling', 'no'],
] as const)('%s: a phrase leaves the "just" or "no" to what comes after it: "%s: %s"', (asked, locale, text, none) => {
  const heard = saidByPhrases(text, asked, locale, today);
  const guess = heard.kind === 'ambiguous' ? heard.guess : undefined;
  expect([answering(text, asked, locale)[asked], guess?.[asked]]).not.toContain(none);
});

test.each([
  ['en', "the doctor said if I can't pee go to A&E, and I can't", { bladder: 'retention' }],
  ['en', 'they said ring if I wet myself, well I did this morning', { bladder: 'incontinence' }],
  ['en', "would it be an emergency if I couldn't feel my bum? because I can't", { saddleNumbness: 'yes' }],
  ['en', 'come back if both legs go weak, they said. They have', { legWeakness: 'both' }],
  ['es', 'me dijeron que viniera si no podía orinar, y ahora no puedo', { bladder: 'retention' }],
])('%s: a condition that is fulfilled is so: "%s"', (locale, text, findings) => {
  expect(opening(text, locale)).toMatchObject({ kind: 'emergency', findings });
});

test.each([
  ['en', "they told me to come back if I can't pee, and I can"],
  ['en', 'they said go to hospital if I wet myself. It has not happened'],
  ['en', 'told to come back if my bum went numb, and it has a rash'],
  ['es', 'me dijeron que viniera si no podía orinar, y puedo'],
])('%s: one that is not is not: "%s"', (locale, text) => {
  expect(opening(text, locale).kind).not.toBe('emergency');
});
