import { expect, test } from '@jest/globals';
import { emergencyRules } from '../../../machines/urgencyRules.ts';
import { answerTo, findingsIn, heard } from './hearing.ts';

test.each([
  ['I keep letting off and cannot keep the farts in', 'en', 'altered'],
  ['my wind leaks out of me all day since Sunday', 'en', 'altered'],
  ['los gases se me escapan delante de todos desde el lunes', 'es', 'altered'],
  ['a bit of poo with every fart', 'en', 'incontinence'],
  ['I stained the sheets when I passed wind', 'en', 'incontinence'],
  ['cada vez que suelto un gas mancho la ropa', 'es', 'incontinence'],
])('"%s": wind alone is a change, stool is incontinence', (text, language, value) => {
  expect(answerTo(text, 'bowel', language)).toBe(value);
});

test.each([
  ['first it got a bit worse, then it stayed as it was', 'en'],
  ['to begin with it got worse, then it picked up again and is improving', 'en'],
  ['empeoró la primera semana, después se quedó igual', 'es'],
])('a course that got worse and turned is asked about: "%s"', (text, language) => {
  expect(heard(text, 'weaknessCourse', language).kind).toBe('ambiguous');
});

test('a course that turned for the worse is worsening', () => {
  expect(answerTo('it was improving, and since yesterday it is much worse', 'weaknessCourse')).toBe('worsening');
});

test.each([
  ['left leg dead from the groin to the ankle', 'en'],
  ['gone numb all the way from buttock to heel on the right', 'en'],
  ['la izquierda dormida toda desde la ingle', 'es'],
])('"%s" tells of the leg, not of the saddle', (text, language) => {
  expect(findingsIn(heard(text, 'sensoryOrReflex', language))).toEqual({ sensoryOrReflex: 'severe' });
});

test.each([
  ["fine, but I don't feel it coming any more", 'altered'],
  ['I did not know I had gone', 'incontinence'],
  ['normal no, se hace encima sin sentirlo', 'incontinence', 'es'],
])('bowel: "%s" is %s', (text, value, language = 'en') => {
  expect(answerTo(text, 'bowel', language)).toBe(value);
});

test.each([
  ['she does not feel it passing now', 'altered'],
  ["he doesn't feel it passing any more", 'altered'],
  ["I don't notice it leaking", 'incontinence'],
])('bladder: "%s" is %s', (text, value) => {
  expect(answerTo(text, 'bladder')).toBe(value);
});

test('what was well until something happened is not what gave way then', () => {
  expect(answerTo('both were solid until I reached the van, then the left gave out', 'legWeakness')).not.toBe('both');
});

test.each([
  ['Nil on the R. L cannot toe walk', 'left'],
  ['Nil on the L. R cannot heel walk', 'right'],
])('a letter of a side before what it cannot do: "%s"', (text, side) => {
  expect(findingsIn(heard(text, 'legWeakness', 'en', 'nurse'))).toEqual({ legWeakness: side });
});

test('what answers the question stands beside another emergency that is told', () => {
  expect(heard("it started in my thigh, now it's crept round to my privates", 'saddleNumbness')).toMatchObject({
    findings: { saddleNumbness: 'yes' },
  });
});

test.each([
  ['nothing, not even the cold water do I feel', 'en'],
  ['nada, ni la ducha caliente noto', 'es'],
])('between the legs: "%s" is the sign itself', (text, language) => {
  expect(answerTo(text, 'saddleNumbness', language)).toBe('yes');
});

test('a denial of one thing says nothing of what was not understood after "but"', () => {
  expect(answerTo('la verruga era buena, pero lo del pulmón era malo, se lo sacaron', 'cancerHistory', 'es')).not.toBe(
    'no',
  );
});

test('who asks about a sign because it is theirs tells of it', () => {
  expect(heard('can a bad back make you wet the bed? asking because its me, since Monday', undefined).kind).toBe(
    'emergency',
  );
});

test('pain that has gone down both legs is pain of both, and no weakness', () => {
  expect(findingsIn(heard("since Friday it's gone down the two legs to my heels", 'legPain'))).toEqual({
    legPain: 'both',
  });
});

test.each([
  ['hace tres años se me durmió esa zona, ahora la siento normal', 'saddleNumbness', 'es'],
  ['two years ago I had to be catheterised, I go normally now', 'bladder', 'en'],
] as const)('what was so long ago is not so now: "%s"', (text, asked, language) => {
  const all = heard(text, asked, language);
  expect(all.kind).not.toBe('emergency');
  expect(emergencyRules(findingsIn(all))).toEqual([]);
});

test('who read of a sign is asked whether they have it', () => {
  expect(heard('leímos en la web lo de la zona dormida, él no la tiene', 'saddleNumbness', 'es').kind).toBe(
    'ambiguous',
  );
});

test.each([
  ['de la cintura para abajo no noto el agua', 'cord-signs'],
  ['desde el ombligo hacia abajo no siento nada', 'cord-signs'],
])('a line on the trunk below which nothing is felt is of the cord: "%s"', (text, value) => {
  expect(answerTo(text, 'sensoryOrReflex', 'es')).toBe(value);
});

test.each([
  ['my right thigh is sore, but it is the left foot I cannot lift', 'en', undefined],
  ['my right hip and thigh are sore, the left leg is the weak one', 'en', undefined],
  ['the pain goes down my right leg to the ankle and the left foot is weak', 'en', 'one'],
  ['me duele el muslo derecho, la izquierda no la levanto', 'es', undefined],
  ['me duele la pierna derecha hasta el tobillo, la izquierda no la levanto', 'es', 'one'],
] as const)('beside a weak leg, "%s" tells of pain below the knee only where it names it', (text, language, pain) => {
  expect(findingsIn(heard(text, 'legWeakness', language)).legPain).toBe(pain);
});

test('a second side that started going the same way is not dropped', () => {
  expect(
    answerTo('left foot has a small numb bit, right one has started going the same way', 'sensoryOrReflex'),
  ).not.toBe('mild');
});

test('a leg that does not respond is no person who does not', () => {
  expect(heard('la derecha duele pero fuerza tiene, la que no responde es la otra', 'legWeakness', 'es').kind).not.toBe(
    'emergency',
  );
});

test.each([
  ['reflejo anal ausente', 'es'],
  ['anal wink absent', 'en'],
])('a lost reflex of the saddle is of the saddle: "%s"', (text, language) => {
  expect(findingsIn(heard(text, 'saddleNumbness', language))).toEqual({ saddleNumbness: 'yes' });
});

test('a side that is told of in words nobody read is not dropped for the other', () => {
  expect(answerTo('the right is a bit sluggish but the left will not carry me', 'legWeakness')).not.toBe('left');
});

test.each([
  ['PVR 600 ml, afebrile', 'en'],
  ['PVR 600 ml, no fever', 'en'],
  ['RPM 600 ml, afebril', 'es'],
])('in passing, no fever is no answer to the risks of an infection: "%s"', (text, language) => {
  expect(findingsIn(heard(text, 'bladder', language, 'nurse'))).toEqual({ bladder: 'retention' });
});

test.each([
  ['both calves ached last winter, the right settled, now only the left to the ankle', 'en'],
  ['me dolían las dos, ahora solo la izquierda hasta el pie', 'es'],
])('of pain on both sides of which one is left that one is told: "%s"', (text, language) => {
  expect(answerTo(text, 'legPain', language)).not.toBe('both');
});

test.each([
  ['soiled myself twice, now only wind', 'bowel', 'incontinence'],
  ['both legs gave way, now only when I stand', 'legWeakness', 'both'],
  ['fell down the stairs, now only sore', 'trauma', 'major'],
] as const)('"%s": what is left takes nothing of %s back', (text, asked, value) => {
  expect(answerTo(text, asked)).toBe(value);
});

test.each([['la izquierda floja hace un mes, y la derecha empezó igual', 'es']])(
  'a second side that began in the same way is not dropped: "%s"',
  (text, language) => {
    expect(answerTo(text, 'legWeakness', language)).not.toBe('left');
  },
);

test('legs gone wooden are stiff, not weak', () => {
  expect(findingsIn(heard('she bumps into door frames, her legs have gone wooden', 'sensoryOrReflex'))).toEqual({
    sensoryOrReflex: 'cord-signs',
  });
});
