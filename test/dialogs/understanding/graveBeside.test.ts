import { expect, test } from '@jest/globals';
import { saidByPhrases } from '../../../dialogs/understanding/understand.ts';
import { answerTo, heard, isEmergency, today } from './hearing.ts';

test.each([
  ['yes', 'en', 'confirm'],
  ["yes that's right", 'en', 'confirm'],
  ['no', 'en', 'decline'],
  ['sí', 'es', 'confirm'],
  ['sí, correcto', 'es', 'confirm'],
] as const)('"%s" to "is that right?" is %s %s', (text, language, kind) => {
  expect(heard(text, 'confirmation', language).kind).toBe(kind);
});

test.each([
  ["yes, and I can't pee", 'en'],
  ['yes and chest pain', 'en'],
  ["no, I can't pee", 'en'],
  ["fine, but I can't feel my legs", 'en'],
  ['yes and the right one too', 'en'],
  ['sí, y no puedo orinar', 'es'],
])('"%s" to "is that right?" is more than a yes or a no', (text, language) => {
  expect(['confirm', 'decline']).not.toContain(heard(text, 'confirmation', language).kind);
});

test.each([
  ['yes, a fever, and my left leg is weak now', 'infection'],
  ['yes, breast cancer, and my right leg is weak now', 'cancerHistory'],
] as const)('"%s" to %s: what is told beside it makes the emergency', (text, asked) => {
  expect(isEmergency(heard(text, asked))).toBe(true);
});

test.each([
  ['onset <24h, urinary retention, PVR >500'],
  ["I don't have a fever but my private parts feel like they belong to someone else since yesterday"],
  ["I'm 16 and my private parts feel like they belong to someone else since yesterday"],
  ['took about thirty of the co-codamol earlier'],
  ['swallowed nearly forty of my codeine tablets'],
])('first words: "%s" are an emergency', (text) => {
  expect(heard(text, undefined).kind).toBe('emergency');
});

test.each([
  ['I was punched by my partner, my back is in bits', 'en'],
  ['me golpeó mi pareja y me duele la espalda', 'es'],
])('the phrases alone hear that somebody was hit: "%s"', (text, language) => {
  expect(saidByPhrases(text, undefined, language, today).kind).toBe('emergency');
});

test('violence of long ago is no emergency now', () => {
  expect(heard('my ex husband beat me ten years ago, my back has hurt on and off since', undefined).kind).not.toBe(
    'emergency',
  );
});

test.each([
  'scoffed about 30 of her pills',
  'swallowed nearly forty paracetamol',
  'took about thirty of the co-codamol',
])('however many tablets are counted, the phrases alone hear it: "%s"', (text) => {
  expect(saidByPhrases(text, undefined, 'en', today).kind).toBe('emergency');
});

test.each([
  ['bladder', 'normal <3 days ago, now painless retention with residual >500', 'normal', 'en'],
  ['bladder', 'no but there has been some', 'normal', 'en'],
  ['saddleNumbness', 'nothing', 'no', 'en'],
  ['saddleNumbness', 'nada', 'no', 'es'],
  ['spinalSurgery', 'a fusion years ago and a discectomy 10 days ago', 'past', 'en'],
] as const)('%s: "%s" is not believed to be %s', (asked, text, value, language) => {
  expect(answerTo(text, asked, language)).not.toBe(value);
});

test.each(['I want to stop, I might be leaking', 'I want to stop. maybe I soiled myself'])(
  'who says "%s" is not taken to want to stop',
  (text) => {
    expect(heard(text, text.includes('soiled') ? 'bowel' : 'bladder').kind).not.toBe('command');
  },
);

test('of two things in doubt beside an answer the emergency is asked about', () => {
  expect(heard('no. my leg is weak and no feeling in my feet', 'trauma')).toMatchObject({ kind: 'ambiguous' });
});

test.each([
  ['no me entero cuando se me escapa un gas', 'altered'],
  ['ayer manchó las sábanas de caca', 'incontinence'],
] as const)('a sign beside words for the bowel alone is of the bowel: "%s"', (text, value) => {
  const { findings } = { findings: {}, ...saidByPhrases(text, 'bowel', 'es', today) };
  expect(findings).toEqual({ bowel: value });
});

test('a sign beside words for bladder and bowel is of the one that it names', () => {
  expect(heard('se me escapa el pis y los gases también', 'bowel', 'es')).toMatchObject({
    findings: { bladder: 'incontinence' },
  });
});

test('whoever does not know until they are wet leaks', () => {
  expect(answerTo('peed my jeans, didnt even know til they were wet', 'bladder')).toBe('incontinence');
});

test('in shorthand too a new leak counts', () => {
  expect(answerTo('new urge incont x3/7', 'bladder')).toBe('incontinence');
});

test('a sign of the bladder while the bowel is emptied is the bladder’s', () => {
  expect(answerTo('I wet myself when I open my bowels', 'bladder')).toBe('incontinence');
});

test.each([
  ['right one is a bit weak; the left I cannot move', 'en'],
  ['la derecha floja; la izquierda ni la levanto', 'es'],
])('a second side that cannot move is not well: "%s"', (text, language) => {
  expect(['left', 'right']).not.toContain(answerTo(text, 'legWeakness', language));
});

test.each([
  ['saddleNumbness', 'normal no es'],
  ['bowel', 'normal no está'],
] as const)('%s: "%s" says that it is not', (asked, text) => {
  expect(answerTo(text, asked, 'es')).toBeUndefined();
});

test.each([
  ['a woman has slumped over, back pain since noon', 'en'],
  ['LBP, rigors, BP 78/40', 'en'],
  ['fever and now confused, spine very tender', 'en'],
  ['no me responde y respira raro, le dolía la cintura', 'es'],
  ['tiritona y muy confuso, dolor lumbar', 'es'],
])('the phrases alone hear a cry: "%s"', (text, language) => {
  expect(saidByPhrases(text, undefined, language, today, 'nurse').kind).toBe('emergency');
});

test('a strength of 5/5 is no blood pressure', () => {
  expect(saidByPhrases('psoas 5/5, TA 5/5', 'legWeakness', 'es', today, 'clinician').kind).not.toBe('emergency');
});

test.each(['KE 5/5, ADF L 2 R 5, PF 5/5', 'EHL R 3, all else 5/5'])(
  'a grade that no phrase reads is not passed over: "%s"',
  (text) => {
    expect(answerTo(text, 'legWeakness')).not.toBe('none');
  },
);

test('each side with a grade of its own counts', () => {
  expect(answerTo('R 4+/5, L 2/5 dorsiflexion', 'legWeakness')).not.toBe('left');
});

test.each([
  ["I can't feel the toilet paper and I don't know if that is usual with a bad back", 'en'],
  ['no siento el papel al limpiarme y no sé si eso es del lumbago', 'es'],
])('what is told before a doubt about something else is certain: "%s"', (text, language) => {
  expect(saidByPhrases(text, undefined, language, today).kind).toBe('emergency');
});

test('a lax sphincter answers for the seat', () => {
  const { findings } = { findings: {}, ...heard('perianal pinprick down, anal tone lax', 'saddleNumbness') };
  expect(findings).toEqual({ saddleNumbness: 'yes' });
  expect(heard('low back pain, anal tone lax', undefined).kind).toBe('emergency');
});

test.each([
  ['Babinski (-), clonus (-)', 'clinician'],
  ['reflexes normal, babinski (-)', 'clinician'],
] as const)('what is marked as negative is not there: "%s"', (text, role) => {
  expect(answerTo(text, 'sensoryOrReflex', 'es', role)).not.toBe('cord-signs');
});

test('a car seat is no part of the body', () => {
  expect(saidByPhrases('twisted funny lifting the baby out of the car seat', 'trauma', 'en', today)).not.toHaveProperty(
    'findings.saddleNumbness',
  );
});
