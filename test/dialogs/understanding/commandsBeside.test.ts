import { expect, test } from '@jest/globals';
import { heard } from './hearing.ts';

test('an answer beside a worry is no worry alone', () => {
  expect(heard('been really scared of getting it but no, never been told so', 'cancerHistory').kind).not.toBe(
    'command',
  );
});

test.each([
  ['cancerHistory', "you all think it's cancer"],
  ['bladder', 'sorry, what does altered mean'],
] as const)('%s: "%s" is for the bot', (asked, text) => {
  expect(heard(text, asked).kind).toBe('command');
});

test('who names the question to be changed has not said what to', () => {
  expect(heard('I want to change what I said about the fever', 'bowel')).toEqual({
    kind: 'command',
    command: 'change',
    question: 'infection',
  });
});

test('what is said after the name of the question is what it is changed to', () => {
  expect(heard('I told you wrong about the injury, there was a fall', 'bowel')).toMatchObject({
    command: 'change',
    findings: { trauma: 'minor' },
  });
});

test('"well, never" denies', () => {
  expect(heard('I feel well, never had cancer', undefined)).toMatchObject({ findings: { cancerHistory: 'no' } });
});

test.each([
  ['does my employer get to see what I type', 'en'],
  ['mi jefe puede leer lo que escribo', 'es'],
])('who asks who reads it hears that nobody does: "%s"', (text, language) => {
  expect(heard(text, 'pregnancy', language)).toEqual({ kind: 'command', command: 'keep' });
});

test.each([
  ['how many weeks does a back like this take to mend', 'en', 'howLong'],
  ['cuántas semanas va a durar esto', 'es', 'howLong'],
  ["that's plenty, I'd like to finish here", 'en', 'stop'],
])('"%s" is for the bot', (text, language, command) => {
  expect(heard(text, 'legPain', language)).toEqual({ kind: 'command', command });
});

test.each([
  ['bladder', 'how long will this leaking last'],
  ['cancerHistory', "the doctors think it's cancer"],
] as const)('%s: "%s" tells of a sign, whatever else it wants', (asked, text) => {
  expect(heard(text, asked).kind).not.toBe('command');
});

test('who wants an ambulance quickly does not answer a question', () => {
  expect(heard('manden una ambulancia a la calle Mayor, rápido', 'weaknessCourse', 'es')).toEqual({
    kind: 'command',
    command: 'ambulance',
  });
});

test('who has to go holding on to the furniture does not want to stop', () => {
  expect(
    heard('me tengo que ir agarrando de la pared, ni una ni otra pierna me aguanta', 'legWeakness', 'es').kind,
  ).not.toBe('command');
});

test('what was told before, and is to be changed, is not told again', () => {
  const all = heard("I told you before my left leg was weak but it's the right", 'bowel');
  expect(all).toMatchObject({ kind: 'command', command: 'change' });
  expect(all).not.toHaveProperty('findings');
});

test.each([
  ['me da miedo quedarme sin control como mi padre, pero por ahora orino como siempre', 'es'],
  ['me asusta no llegar al baño, pero llego siempre y hago lo de toda la vida', 'es'],
])('a fear with a calm half is offered as the answer: "%s"', (text, language) => {
  expect(heard(text, 'bladder', language)).toMatchObject({ kind: 'ambiguous', guess: { bladder: 'normal' } });
});

test.each([
  ['oops, tapped that by mistake', 'en'],
  ['sorry, hit the wrong button by accident', 'en'],
  ['uy, pulsé sin querer', 'es'],
  ['vuelve a la pregunta de antes', 'es'],
])('who pressed by accident goes back, and has had none: "%s"', (text, language) => {
  expect(heard(text, 'bowel', language)).toEqual({ kind: 'command', command: 'back' });
});

test.each([
  ['where do I find the referral form', 'form'],
  ['how much time does a sciatica like this take to heal', 'howLong'],
])('"%s" asks for %s', (text, command) => {
  expect(heard(text, 'bladder')).toEqual({ kind: 'command', command });
});

test('who asks what a question is for is told why', () => {
  expect(heard('y para qué quiere saber eso', 'pregnancy', 'es')).toEqual({ kind: 'command', command: 'why' });
});

test.each([
  ['is it a real doctor writing or just a machine', 'who'],
  ['is there a real nurse here or is this a bot', 'who'],
] as const)('"%s" asks what this is', (text, command) => {
  expect(heard(text, 'infection')).toEqual({ kind: 'command', command });
});

test('who asks whether to go on with an exercise does not want to go on here', () => {
  expect(heard('quería saber si puedo seguir con las clases de baile', undefined, 'es').kind).not.toBe('command');
});
