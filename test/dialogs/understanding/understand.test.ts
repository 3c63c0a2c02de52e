import { expect, test } from '@jest/globals';
import type { Heard } from '../../../dialogs/heard.ts';
import { isGrave } from '../../../dialogs/understanding/gravity.ts';
import { lexiconLanguages } from '../../../dialogs/understanding/lexicon.ts';
import { understand, understand as understoodFully } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId, Role } from '../../../machines/findings.ts';
import { findingsIn, today } from './hearing.ts';

const findingsOf = (text: string, asked: QuestionId | undefined, role: Role = 'self', locale = 'en'): Findings =>
  findingsIn(understand(text, asked, locale, today, role));

test('a result quotes the words that it rests on, as typed', () => {
  expect(understand('Hello. My LEFT leg is weak, doctor', 'legWeakness', 'en', today)).toMatchObject({
    rests: 'leg is weak',
  });
});

test('a doubtful answer is offered for one tap, never recorded', () => {
  expect(understand("I don't think so", 'cancerHistory', 'en', today)).toMatchObject({
    kind: 'ambiguous',
    findings: {},
    guess: { cancerHistory: 'no' },
  });
});

test('the nearest person named decides whose complaint it is', () => {
  expect(findingsOf('my mother has wet herself', undefined)).toEqual({});
  expect(findingsOf('my mother has wet herself', undefined, 'carer')).toEqual({ bladder: 'incontinence' });
  expect(findingsOf('her mother had cancer', 'cancerHistory', 'carer')).toEqual({});
  expect(findingsOf('my wife says I drag my left foot', 'legWeakness')).toEqual({ legWeakness: 'left' });
});

test.each(['I got stuck in a lift', 'the clinic has been full', 'the ache will not shift'])(
  '"%s" says nothing of the bladder',
  (text) => {
    expect(findingsOf(text, undefined)).toEqual({});
  },
);

test('a denial does not reach over "just feels"', () => {
  expect(findingsOf("no numbness as such just feels like somebody else's skin down there", 'saddleNumbness')).toEqual({
    saddleNumbness: 'yes',
  });
});

test('"never used to" says that it is new, not that it is over', () => {
  expect(findingsOf('I wet myself a little, never used to', 'bladder')).toEqual({ bladder: 'incontinence' });
});

test('whose it is may be told after it', () => {
  expect(findingsOf("the weak left leg was my neighbour's", 'legWeakness')).toEqual({});
  expect(findingsOf('the weak left leg was noticed by my wife', 'legWeakness')).toEqual({ legWeakness: 'left' });
});

test('what is told before a question is no question, unless it denies', () => {
  expect(findingsOf('I wet myself twice, is that the sciatica?', undefined)).toEqual({ bladder: 'incontinence' });
  expect(findingsOf("can't feel the toilet paper, is it normal?", undefined)).toEqual({ saddleNumbness: 'yes' });
  expect(findingsOf('do I wet myself, is that the question?', undefined)).toEqual({});
  expect(findingsOf('no numbness down there, is that right?', 'saddleNumbness')).toEqual({});
});

test('a negation reaches through "or" but not past "but", and no further than it surely does', () => {
  expect(findingsOf('no weakness, numbness or tingling in my legs', 'legWeakness')).toMatchObject({
    legWeakness: 'none',
  });
  expect(findingsOf('no weakness but my left foot is numb', 'legWeakness')).toEqual({
    legWeakness: 'none',
    sensoryOrReflex: 'mild',
  });
  expect(findingsOf('no weakness and numbness', 'sensoryOrReflex')).not.toHaveProperty('sensoryOrReflex');
});

test.each([
  'what if I wet myself?',
  "I'm scared I'll wet myself",
  'I nearly wet myself laughing',
  'I wet myself once as a child',
  'my son wet himself',
  "the numb bum was my neighbour's",
  "I haven't wet myself",
])('"%s" is no emergency', (text) => {
  expect(understand(text, 'legWeakness', 'en', today).kind).not.toBe('emergency');
});

test.each([
  "I can't feel when I pee",
  "I've wet myself",
  'both my legs gave way and my bum is numb',
  'I have chest pain',
  "I can't breathe",
  'a sudden tearing pain in my belly',
  'I want to end it all',
])('"%s" is an emergency whatever was asked', (text) => {
  for (const asked of ['legWeakness', 'cancerHistory', 'mriAccess', undefined] as const)
    expect(understand(text, asked, 'en', today).kind).toBe('emergency');
});

test('"yes" and "no" answer the confirmation that the bot asked for, and nothing else does', () => {
  expect(understand('yes please', 'confirmation', 'en', today)).toEqual({ kind: 'confirm' });
  expect(understand('nope', 'confirmation', 'en', today)).toEqual({ kind: 'decline' });
  expect(understand('maybe', 'confirmation', 'en', today).kind).not.toBe('confirm');
});

test.each(['I am 15 stone', 'I am 12 weeks pregnant', 'I am 16 hours post op'])('"%s" is no age', (text) => {
  expect(understand(text, 'legWeakness', 'en', today).kind).not.toBe('under18');
});

test('who says to be under 18 is heard, with the answer given', () => {
  expect(understand("I'm 15 and my left leg is weak", 'legWeakness', 'en', today)).toMatchObject({
    kind: 'under18',
    findings: { legWeakness: 'left' },
  });
});

test('a correction in passing changes the side', () => {
  expect(findingsOf('Left. No wait, right.', 'legWeakness')).toEqual({ legWeakness: 'right' });
});

test.each([
  ['en', 'yes, more than 6 weeks ago', 'past'],
  ['en', 'yes, less than six weeks ago', 'recent'],
  ['es', 'sí, hace más de 6 semanas', 'past'],
  ['es', 'sí, hace menos de seis semanas', 'recent'],
] as const)('a limit named is on one side of it: %s, "%s" is %s', (language, text, value) => {
  expect(understand(text, 'spinalSurgery', language, today)).toMatchObject({
    kind: 'answer',
    findings: { spinalSurgery: value },
  });
});

test('a mild answer with a word left over is a guess, and the word comes along', () => {
  expect(understand('no, just frobbed', 'saddleNumbness', 'en', today)).toMatchObject({
    kind: 'ambiguous',
    guess: { saddleNumbness: 'no' },
    unheard: ['frobbed'],
  });
  expect(understand("no, I can't feel when I wipe, frobbed", 'saddleNumbness', 'en', today)).toMatchObject({
    kind: 'answer',
    findings: { saddleNumbness: 'yes' },
  });
});

test("a clinician's list of denials denies all of it", () => {
  const list = 'denies leg weakness, saddle anaesthesia, urinary retention and faecal incontinence';
  expect(understand(list, 'legWeakness', 'en', today, 'clinician')).toMatchObject({
    kind: 'answer',
    findings: { legWeakness: 'none', saddleNumbness: 'no' },
  });
});

test('a year is long ago by the date that is given, not by one in the program', () => {
  const asked = (day: string) => findingsIn(understand('operation in 2029', 'spinalSurgery', 'en', new Date(day)));
  expect(asked('2031-01-01')).toEqual({ spinalSurgery: 'past' });
  expect(asked('2029-06-01')).toEqual({});
});

test('a change says to what', () => {
  expect(understand('I want to change my bladder answer, I do leak', 'legPain', 'en', today)).toMatchObject({
    findings: { bladder: 'incontinence' },
  });
});

test.each([
  'ich kann nicht mehr pinkeln',
  'meine Beine sind taub',
  'kein Gefühl im Gesäß',
  'je ne peux plus uriner',
  "je n'arrive plus à uriner",
  "j'ai les jambes engourdies",
  'elle ne sent plus rien entre les jambes',
  'não consigo mexer as pernas',
  'as minhas pernas estão dormentes',
  'perdi o controle da bexiga',
])('"%s" leads to the number, whatever is spoken', (text) => {
  for (const locale of lexiconLanguages)
    expect(understand(text, 'legWeakness', locale, today)).toMatchObject({ kind: 'emergency', other: true });
});

test('who may end their life is heard as such', () => {
  expect(understand('I want to end it all', undefined, 'en', today)).toMatchObject({ other: true, selfHarm: true });
});

test.each([
  'Left leg on Sunday, now the right is weak too',
  "Started in the left leg, and since this morning the right's gone weak too",
  'Desde el lunes la pierna izquierda, y desde hoy la derecha débil también',
])('a second side is never dropped: %s', (text) => {
  const locale = text.startsWith('Desde') ? 'es' : 'en';
  const heard = understand(text, 'legWeakness', locale, new Date('2026-06-01T12:00:00Z'));
  expect(heard).toMatchObject({ findings: { legWeakness: 'both' } });
});

test.each([
  ['pain in the left leg, and the right is weak', 'right'],
  ['my left leg is fine, the right is weak', 'right'],
  ['I can lift my left leg but the right is weak', 'right'],
])('a side of something else is not one of the weakness: %s', (text, value) => {
  const heard = understand(text, 'legWeakness', 'en', new Date('2026-06-01T12:00:00Z'));
  expect('findings' in heard ? heard.findings.legWeakness : undefined).toBe(value);
});

test.each([
  ['en', "no, but I'm on metformin", "I'm on metformin"],
  ['es', 'no, tomo metformina', 'tomo metformina'],
] as const)('%s: what no question asks is told apart from what was not understood: "%s"', (locale, text, unused) => {
  const heard = understand(text, 'infection', locale, today);
  expect(heard).toMatchObject({ kind: 'answer', findings: { infection: 'no' }, unused: [unused] });
  expect(heard).not.toHaveProperty('unheard');
});

test.each(['Ada', 'Bob', 'Eva'])('a name alone, "%s", is no cry for help', (name) => {
  expect(understand(name, undefined, 'en', new Date()).kind).not.toBe('emergency');
});

test.each([
  ['en', 'not numb'],
  ['en', "no numbness, no weakness, nothing wrong when I pee, it's just my back"],
  ['es', 'no se me duerme nada, solo me duele la cintura'],
])('%s: who only denies looks like no emergency: "%s"', (locale, text) => {
  expect(understand(text, undefined, locale, today).kind).not.toBe('emergency');
});

test.each([
  [
    'en',
    'hello dear, I was knitting and when I got up my skirt was all wet through and I had not known a thing about it',
  ],
  ['es', 'buenas, estaba viendo la tele y al levantarme tenía toda la ropa empapada de pis y ni me había enterado'],
])('%s: a story that no phrase knows, and that looks like an emergency, is taken for one', (locale, text) => {
  expect(understand(text, undefined, locale, today).kind).toBe('emergency');
});

test.each([
  ['en', 'I have nothing left to live for'],
  ['en', 'my leg gets weaker every day'],
  ['es', 'Esta noche me voy a quitar la vida, ya lo he decidido'],
  ['es', 'me tomé todas las pastillas, ya no quiero seguir'],
  ['en', 'I keep thinking of ending it all'],
  ['es', 'las piernas no me tienen'],
  ['es', 'se me sale el orín solo'],
])('%s: a cry before anything was asked is an emergency: "%s"', (locale, text) => {
  expect(understand(text, undefined, locale, today).kind).toBe('emergency');
});

test.each<[QuestionId, string, string]>([
  ['legWeakness', 'the knee keeps buckling. left.', 'left'],
  ['legWeakness', 'no weakness, the left foot just catches', 'left'],
  ['legWeakness', '4/5 L tib ant, rest 5/5 throughout', 'left'],
  ['legWeakness', 'my legs are fine, it just hurts', 'none'],
  ['legWeakness', 'legs are fine, my arm is weak', 'none'],
  ['sensoryOrReflex', 'not numb, just tingly in the right calf', 'mild'],
  ['bowel', 'all regular down there', 'normal'],
  ['spinalSurgery', 'five weeks back', 'recent'],
])('%s: "%s" is %s: what is said beside it agrees', (asked, text, value) => {
  expect(findingsOf(text, asked)).toEqual({ [asked]: value });
});

test.each<[QuestionId, string]>([
  ['legWeakness', 'the rest is 5/5'],
  ['legWeakness', 'my left leg works fine'],
  ['bladder', 'all good but my bladder'],
  ['sensoryOrReflex', 'no numbness, and the other leg is numb'],
])('%s: "%s" is not believed to be well', (asked, text) => {
  expect(findingsOf(text, asked)).not.toHaveProperty(asked, 'none');
  expect(findingsOf(text, asked)).not.toHaveProperty(asked, 'normal');
});

test('numb bits somewhere are not said of the saddle', () => {
  expect(findingsOf('no pins n needles no numb bits', 'sensoryOrReflex')).not.toHaveProperty('saddleNumbness');
});

test('to get down off a tractor is no fall', () => {
  expect(findingsOf('right knee buckles under me getting down off the tractor', 'legWeakness')).toEqual({
    legWeakness: 'right',
  });
});

test.each<[QuestionId, string, string]>([
  ['weaknessCourse', 'a lot better than last week', 'improving'],
  ['weaknessCourse', 'gradual', 'slowly-worsening'],
  ['bowel', 'constipated my whole life', 'longstanding'],
  ['bowel', 'constipated since Monday', 'constipation'],
  ['saddleNumbness', 'PA sensation ↓ S3-5', 'yes'],
])('%s: "%s" is %s', (asked, text, value) => {
  expect(findingsOf(text, asked)).toMatchObject({ [asked]: value });
});

test('a course that is said to go both ways is asked', () => {
  expect(findingsOf("it was going downhill, since the op it's been getting stronger", 'weaknessCourse')).toEqual({});
});

test('a place is a plain answer with its time, but the place of a pain is no weakness', () => {
  expect(findingsOf('both since yesterday', 'legPain')).toEqual({ legPain: 'both' });
  expect(findingsOf('none, only pain, goes down the left to my ankle', 'legWeakness')).not.toHaveProperty(
    'legWeakness',
    'left',
  );
});

test.each([
  ['legWeakness', 'the left one gives way, same story on the opposite side'],
  ['legPain', 'sciatica down the right leg, the other side as well'],
  ['sensoryOrReflex', 'small patch on my calf, and the same on the other side'],
  ['sensoryOrReflex', 'patch on my left foot, a twin on the right'],
] as const)('%s: a second side is never dropped: "%s"', (asked, text) => {
  expect(findingsOf(text, asked)).not.toHaveProperty(asked);
});

test.each([
  ['weaknessCourse', 'stable, well it was'],
  ['bladder', 'normal, well it was'],
  ['bowel', 'fine, it used to be'],
  ['legWeakness', 'legs fine, or they were'],
] as const)('%s: how it was is not how it is: "%s"', (asked, text) => {
  expect(findingsOf(text, asked)).toEqual({});
});

test.each([
  'is it normal my privates have gone numb?',
  'is it normal that my bum has gone numb',
  'should I be worried, I wet myself twice today?',
  'do I need to go in, both my legs keep giving way?',
])('who asks whether it matters tells that it is so: "%s"', (text) => {
  expect(understand(text, undefined, 'en', today).kind).toBe('emergency');
});

test('a leg that gets weaker by the day is an emergency', () => {
  expect(understand("my right leg's got weaker by the day", undefined, 'en', today)).toMatchObject({
    kind: 'emergency',
    findings: { legWeakness: 'right' },
  });
});

test('what stands before ¿ is told, not asked', () => {
  expect(understand('tengo dormido del ombligo para abajo, ¿será un nervio?', undefined, 'es', today)).toMatchObject({
    kind: 'emergency',
    findings: { sensoryOrReflex: 'cord-signs' },
  });
});

test.each([
  'got a temperature of 39 and my legs feel weak',
  'I have had breast cancer and now my legs are going weak',
  'my leg is weaker today than yesterday',
  "can't lift my big toe since yesterday and it's getting worse",
  'my right leg has been getting weaker since Monday',
  "my legs won't do what I tell them",
  'is it usual to lose feeling round your back passage with sciatica',
  "is it normal my willy's gone numb?",
  "can't stop peeing myself",
])('first words like "%s" are an emergency', (text) => {
  expect(understand(text, undefined, 'en', today)).toMatchObject({ kind: 'emergency' });
});

test('first words may be about another, whoever is asked afterwards', () => {
  const grave = "Dad's got an aneurysm they were keeping an eye on and now his belly hurts something terrible";
  const over = "my sister had cauda equina and she couldn't wee, I haven't got any of that, just a sore lower back";
  expect(understoodFully(grave, undefined, 'en', today)).toMatchObject({ kind: 'emergency', findings: {} });
  expect(understoodFully(over, undefined, 'en', today).kind).toBe('story');
});

test.each(["my mate couldn't feel his arse", 'I wet the bed until I was seven', 'I fell off a ladder when I was ten'])(
  'first words like "%s" are none',
  (text) => {
    expect(findingsOf(text, undefined)).toEqual({});
  },
);

test('who hurt themselves by accident is not taken for who wants to', () => {
  expect(understand('I hurt myself lifting a box', undefined, 'en', today).kind).not.toBe('emergency');
  expect(understand('I want to hurt myself', undefined, 'en', today)).toMatchObject({ selfHarm: true });
});

test.each<[QuestionId, string, string]>([
  ['bladder', "I dribble after I go, have done for years, nothing's new", 'longstanding'],
  ['weaknessCourse', 'known for twelve years, no worse', 'longstanding'],
])('%s: "%s" is %s: unchanged is said of what was told before', (asked, text, value) => {
  expect(findingsOf(text, asked)).toEqual({ [asked]: value });
});

test('two sides, each with its complaint, are not one', () => {
  expect(findingsOf('my left leg hurts to the foot and my right leg hurts to the foot', 'legPain')).not.toHaveProperty(
    'legPain',
    'one',
  );
});

test('who changes another answer does not answer this question', () => {
  expect(findingsOf('I made a mistake about my bladder, yes I do leak', 'infection')).toEqual({
    bladder: 'incontinence',
  });
});

test.each(['ok', 'haha ok', 'ok then'])('"%s" is no "none" to where the pain is', (text) => {
  expect(findingsOf(text, 'legPain')).toEqual({});
});

test.each(['im bleeding loads and its not stopping', "they told me I've a triple A of 6cm and this back ache came on"])(
  'a cry as first words: "%s"',
  (text) => {
    expect(understand(text, undefined, 'en', today).kind).toBe('emergency');
  },
);

test('steps that are only named are no fall, and a fall down all of them is one', () => {
  expect(understand('the left one folds when I go down the cellar steps', 'legWeakness', 'en', today)).toMatchObject({
    kind: 'answer',
    findings: { legWeakness: 'left' },
  });
  expect(understand('missed the top stair and went right to the bottom', 'trauma', 'en', today)).toMatchObject({
    findings: { trauma: 'major' },
  });
});

test.each(["nearly had a stroke when I saw the physio's bill", 'I collapsed on the couch, tired', 'end it here'])(
  'no cry: "%s"',
  (text) => {
    expect(understand(text, 'weaknessCourse', 'en', today).kind).not.toBe('emergency');
  },
);

test.each(['fell out of bed, my spine is fused', 'tripped on the rug, my whole spine is fused'])(
  'a fall with a fused spine is a major one: "%s"',
  (text) => {
    expect(findingsOf(text, 'trauma')).toMatchObject({ trauma: 'major' });
  },
);

test.each([
  ['bladder', 'it was normal last week'],
  ['bladder', 'anything but normal'],
  ['bowel', 'regular no more'],
  ['legWeakness', 'good strength in my arms'],
  ['legPain', 'left at first'],
] as const)('%s: what sounds well is not believed: "%s"', (asked, text) => {
  expect(findingsOf(text, asked)).not.toHaveProperty(asked);
});

test.each([
  ['en', 'no temp, but I have leukaemia'],
  ['en', 'I have lymphoma and no temp'],
  ['es', 'no, pero tengo leucemia'],
])('%s: a cancer beside it leaves "no fever" to be confirmed: "%s"', (locale, text) => {
  const findings = findingsIn(understand(text, 'infection', locale, today));
  expect(findings).toMatchObject({ cancerHistory: 'yes' });
  expect(findings.infection).not.toBe('no');
});

test.each([['es', 'bladder', 'hace una semana orino bien']] as const)(
  '%s, %s: how it was some time ago is not how it is: "%s"',
  (locale, asked, text) => {
    expect(findingsIn(understand(text, asked, locale, today))).not.toHaveProperty(asked);
  },
);

test.each([
  ['en', 'sorry for my english, the poo is coming out alone and i not feel it'],
  ['es', 'me operan en mayo pero hoy las dos piernas se me han doblado en el pasillo'],
])('%s: a word to the bot within it hides no emergency: "%s"', (locale, text) => {
  expect(understand(text, undefined, locale, today)).toMatchObject({ kind: 'emergency' });
});

test('a second operation that is recent is not believed as a past one', () => {
  const text = 'fusion in 2004 and then a second go two weeks ago';
  expect(findingsIn(understoodFully(text, 'spinalSurgery', 'en', today)).spinalSurgery).not.toBe('past');
});

test.each([['saddleNumbness', 'no, ask my wife, and as you said I was scared of it', 'no']] as const)(
  'what changes nothing in an answer is not left over: %s "%s"',
  (question, text, value) => {
    expect(findingsOf(text, question)[question]).toBe(value);
  },
);

test.each([
  ['en', 'bladder', 'never all normal'],
  ['en', 'bladder', 'nothing normal'],
  ['es', 'bladder', 'nunca todo normal'],
  ['es', 'bladder', 'tampoco todo normal'],
  ['es', 'bladder', 'jamás bien'],
  ['es', 'legWeakness', 'nunca bien'],
] as const)('%s, %s: a denial of "fine" is no second answer that agrees: "%s"', (locale, asked, text) => {
  expect(findingsIn(understand(text, asked, locale, today))).not.toHaveProperty(asked);
});

test.each([
  ['en', 'legWeakness', 'my legs were strong'],
  ['en', 'bladder', 'it was normal'],
  ['es', 'legWeakness', 'mis piernas estaban fuertes'],
] as const)('%s, %s: how it was is not how it is: "%s"', (locale, asked, text) => {
  expect(findingsIn(understand(text, asked, locale, today))).not.toHaveProperty(asked);
});

test.each([
  ['infection', 'none whatsoever thanks', 'no'],
  ['spinalSurgery', 'none at all love', 'no'],
  ['saddleNumbness', 'none at all', 'no'],
  ['legPain', 'never had that', 'none'],
  ['legWeakness', 'normal for me', 'none'],
] as const)('%s: an answer may trail off in small words: "%s"', (asked, text, value) => {
  expect(understand(text, asked, 'en', today)).toMatchObject({ kind: 'answer', findings: { [asked]: value } });
});

test('what is as it always was is well', () => {
  expect(findingsOf('my number twos are just as they were', 'bowel')).toEqual({ bowel: 'normal' });
});

test('what has gone numb is not weak for that', () => {
  expect(findingsOf('my left foot has gone numb', undefined)).toEqual({ sensoryOrReflex: 'mild' });
});

test.each([
  ['en', 'my neighbour is the same'],
  ['en', "my neighbour's is stable"],
  ['es', 'mi vecino sigue igual'],
])('%s: the course of another is not that of the patient: "%s"', (locale, text) => {
  expect(findingsIn(understand(text, 'weaknessCourse', locale, today))).toEqual({});
});

test.each([
  ['en', 'no chest pain nor short of breath'],
  ['en', 'I have no chest pain or trouble breathing'],
  ['es', 'no me duele el pecho ni me ahogo'],
  ['es', 'ni me falta el aire ni me duele el pecho'],
])('%s: first words that deny other emergencies are none: "%s"', (locale, text) => {
  expect(understand(text, undefined, locale, today).kind).not.toBe('emergency');
});

test.each([
  ['en', 'no chest pain but I am short of breath'],
  ['en', 'no chest pain, and I wet myself without knowing a thing about it while I sat watching the telly'],
  ['en', 'triple A last year and now the back pain is killing me'],
  ['es', 'un aneurisma el año pasado y ahora la espalda me está matando'],
])('%s: first words that tell of one beside it are an emergency: "%s"', (locale, text) => {
  expect(understand(text, undefined, locale, today).kind).toBe('emergency');
});

test('"they" are as often legs as people', () => {
  expect(findingsOf('they are both weak', 'legWeakness')).toEqual({ legWeakness: 'both' });
});

test.each<[QuestionId, string, string, string]>([
  ['bladder', 'i pee the same as ever but i leak', 'en', 'incontinence'],
  ['bladder', 'voy como siempre pero no sale', 'es', 'retention'],
  ['bladder', 'hago pis como siempre, aunque gotea', 'es', 'incontinence'],
  ['bowel', 'voy como siempre pero se me escapa', 'es', 'incontinence'],
])('%s: "%s": what comes after "as always" is new', (asked, text, language, value) => {
  expect(findingsIn(understand(text, asked, language, today))[asked]).toBe(value);
});

test('old, unchanged and seen by a doctor is longstanding; old and more now is not', () => {
  const heard = (text: string, asked: QuestionId): Findings => findingsIn(understand(text, asked, 'es', today));
  expect(
    heard('tengo los pies dormidos hace cinco años, me lo lleva el neurólogo y está igual', 'sensoryOrReflex'),
  ).toEqual({
    sensoryOrReflex: 'longstanding',
  });
  expect(heard('se me escapa al toser desde que di a luz hace 10 años, igual', 'bladder')).toEqual({
    bladder: 'longstanding',
  });
});

test('"as a child" names no other person', () => {
  expect(findingsIn(understand('de la polio de niño, ahora peor', 'weaknessCourse', 'es', today))).not.toEqual({
    weaknessCourse: 'longstanding',
  });
});

test('"no … no …" denies each', () => {
  expect(findingsOf('no leaks no trouble', 'bladder')).toEqual({ bladder: 'normal' });
  expect(findingsOf('not without leaks', 'bladder')).toEqual({});
});

test('whoever says that it is not known is believed, whatever the reason', () => {
  expect(findingsOf("I can't say, I'm only the neighbour", 'implantedDevice', 'carer')).toEqual({
    implantedDevice: 'unsure',
  });
  expect(findingsOf('not sure, I stain a bit', 'bowel')).toEqual({});
});

test('what is old and has never changed is old, not stable', () => {
  expect(findingsOf('had it since polio, never changed', 'weaknessCourse')).toEqual({ weaknessCourse: 'longstanding' });
});

test('a phrase that says that one thing is well may begin a list of what is denied', () => {
  expect(findingsOf('no fever, chills or cancer', 'infection')).not.toHaveProperty('cancerHistory');
  expect(findingsOf('no cancer, fever or chills', 'infection')).toHaveProperty('cancerHistory', 'no');
  expect(findingsOf('no fever but I have cancer or had it', undefined)).toHaveProperty('cancerHistory', 'yes');
});

test('what was found long ago and hurts now is a cry', () => {
  for (const [locale, text] of [
    ['en', 'They found an aneurysm in my belly last year and an hour ago my back suddenly started with terrible pain'],
    ['es', 'me vieron un aneurisma en la barriga el año pasado y desde hace una hora me duele muchísimo la espalda'],
  ] as const)
    expect(understand(text, undefined, locale, today).kind).toBe('emergency');
});

test('a catheter that hides it is "not sure" where nothing can be said', () => {
  expect(findingsOf('Catheterised, cannot assess', 'bladder', 'clinician')).toEqual({ bladder: 'unsure' });
  expect(findingsOf('a catheter', 'bladder')).toEqual({});
});

test('of what the rest is like likeness knows nothing', () => {
  expect(findingsOf('small patch, the rest is worse', 'sensoryOrReflex')).toEqual({});
});

const heardOf = (text: string, asked: QuestionId | undefined, language: string): Heard =>
  understand(text, asked, language, today);

test.each<[QuestionId, string, string]>([
  ['legWeakness', 'my quads are fine', 'en'],
  ['legWeakness', 'my toes and ankles are fine', 'en'],
  ['legPain', 'soles are fine', 'en'],
  ['sensoryOrReflex', 'los empeines bien', 'es'],
  ['weaknessCourse', 'same as ever, weaker though', 'en'],
  ['weaknessCourse', 'como siempre, aunque más floja', 'es'],
  ['infection', 'no fever, on steroids or chemo', 'en'],
  ['infection', 'no fever, taking methotrexate or anything', 'en'],
  ['infection', 'sin fiebre, con corticoides o quimio', 'es'],
  ['trauma', 'not sure, I woke up on the floor', 'en'],
  ['trauma', 'no sé, amanecí en el piso', 'es'],
  ['legPain', 'lo normal', 'es'],
])(
  '%s: "%s" is believed to be no milder than it may be: it says less, or more, than its first words',
  (asked, text, language) => {
    const value = findingsIn(heardOf(text, asked, language))[asked];
    expect(value === undefined || value === 'unsure' || isGrave(asked, value)).toBe(true);
  },
);

test.each<[QuestionId, string, string, string]>([
  ['bladder', 'el folleto dice que si no puedes orinar vaya a urgencias, y no puedo orinar', 'es', 'retention'],
  ['weaknessCourse', 'since polio never changed, gone completely this week', 'en', 'worsening'],
  ['weaknessCourse', 'desde la polio nunca cambió, esta semana se fue del todo', 'es', 'worsening'],
  ['spinalSurgery', 'laminectomy ten years ago, redo last Monday', 'en', 'recent'],
  ['spinalSurgery', 'me operaron en 2010 y me reabrieron la semana pasada', 'es', 'recent'],
])('%s: "%s": the graver part of it counts', (asked, text, language, value) => {
  expect(findingsIn(heardOf(text, asked, language))).toMatchObject({ [asked]: value });
});

test.each<[string, string]>([
  ["worried I'm having a heart attack", 'en'],
  ['scared that I am having a stroke', 'en'],
  ['the leaflet says if you are numb down there go to hospital, and I cannot pee', 'en'],
  ['el folleto dice que si no puedes orinar vaya a urgencias, y no puedo orinar', 'es'],
  ['llamo por mi abuela, le duele el pecho', 'es'],
  ['calling for my dad, he has chest pain', 'en'],
])('first words: "%s" tell of an emergency', (text, language) => {
  expect(heardOf(text, undefined, language).kind).toBe('emergency');
});

test.each<[string, string]>([
  ['will I lose the use of my legs?', 'en'],
  ['could I lose control of my bladder?', 'en'],
  ['¿voy a perder el uso de las piernas?', 'es'],
])('first words: "%s" is a worry and no emergency', (text, language) => {
  expect(heardOf(text, undefined, language)).toMatchObject({ kind: 'command', command: 'worry' });
});

test.each<[string, string]>([
  ['worried I might have a heart attack one day', 'en'],
  ['the leaflet says if you cannot pee go to hospital', 'en'],
  ['si no puede orinar vaya a urgencias, me dijeron', 'es'],
  ['calling for my dad, his back hurts', 'en'],
])('first words: "%s" tell of no emergency', (text, language) => {
  expect(heardOf(text, undefined, language).kind).not.toBe('emergency');
});

test.each<[QuestionId, string, string, string, string]>([
  ['trauma', 'lifted a bag of compost', 'en', 'minor', 'lifted a bag off the roof'],
  ['sensoryOrReflex', 'a numb bit the size of a coin on my shin', 'en', 'mild', 'a numb bit the size of my leg'],
  ['bladder', "not sure, he can't tell me and there are no notes", 'en', 'unsure', "not sure, I can't feel it"],
  ['trauma', 'levantando el cochecito del bebé', 'es', 'minor', 'levantándome del andamio'],
  ['boneFragility', 'no sé, no hay informes', 'es', 'unsure', 'no sé, se me rompió'],
  [
    'bladder',
    'leaked for years since the twins, no worse',
    'en',
    'longstanding',
    'leaked for years since the twins, wetter now',
  ],
  [
    'bladder',
    'goteo hace años por la próstata, sigue igual',
    'es',
    'longstanding',
    'goteo por la próstata desde el lunes',
  ],
  ['mriAccess', 'the scanner is free', 'en', 'available', 'the scanner is free of charge on Sunday'],
  ['boneFragility', 'my bones are dense, never broken one', 'en', 'no', 'my bones are dense, crumbly though'],
])('%s: "%s" (%s) is %s, and "%s" is not', (asked, text, language, value, twin) => {
  expect(findingsIn(heardOf(text, asked, language))).toEqual({ [asked]: value });
  expect(findingsIn(heardOf(twin, asked, language))).not.toEqual({ [asked]: value });
});

test.each<[QuestionId, string, string, string | undefined]>([
  ['trauma', "didn't knock it or fall, just woke up like it", 'en', undefined],
  ['bowel', "wind slips out and I can't hold it in any more", 'en', 'altered'],
  ['bowel', 'constipated for days, then messed my scrubs', 'en', 'incontinence'],
  ['bladder', "slow stream since the weekend and as of tonight I can't pass any", 'en', 'retention'],
  ['trauma', 'casi me atropella una moto el martes, no caí', 'es', undefined],
  ['mriAccess', 'hasta mañana a las 8 no hay técnico de RM', 'es', 'delayed'],
])('%s: "%s" (%s) is heard as a whole: %s', (asked, text, language, value) => {
  const heard = findingsIn(heardOf(text, asked, language))[asked];
  if (value === undefined) expect([undefined, 'none']).toContain(heard);
  else expect(heard).toBe(value);
});

test.each([
  ['saddleNumbness', 'tengo mucho miedo, qué me pasa', 'es'],
  ['saddleNumbness', 'mucho dolor de espalda', 'es'],
  ['saddleNumbness', 'a lot of back pain', 'en'],
  ['infection', 'all the time my back hurts', 'en'],
] as const)('%s: "%s": how much is no "yes" before what it is much of', (question, text, locale) => {
  expect(understand(text, question, locale, today)).not.toHaveProperty(['findings', question]);
});
test.each([
  ['saddleNumbness', 'mucho', 'es'],
  ['saddleNumbness', 'a lot', 'en'],
] as const)('%s: "%s" alone is one', (question, text, locale) => {
  expect(understand(text, question, locale, today)).toHaveProperty(['findings', question], 'yes');
});

test('what a denial turns round is no sign that all is well', () => {
  expect(findingsOf('no noto el pis al salir', 'bladder', 'self', 'es')).toEqual({ bladder: 'altered' });
  expect(findingsOf('noto el pis al salir', 'bladder', 'self', 'es')).toEqual({ bladder: 'normal' });
});

test('of a time that may reach into these weeks an operation is not past', () => {
  for (const time of ['this autumn', 'earlier this year']) expect(findingsOf(time, 'spinalSurgery')).toEqual({});
  expect(findingsOf('este otoño', 'spinalSurgery', 'self', 'es')).toEqual({});
});

test('not to have been is no "no"', () => {
  expect(findingsOf("I haven't been", 'bowel')).toEqual({ bowel: 'constipation' });
  expect(findingsOf("I haven't", 'bowel')).toEqual({ bowel: 'normal' });
});

test('pain in the feet alone is no pain in the back alone', () => {
  expect(findingsOf('only in my feet', 'legPain').legPain).not.toBe('none');
  expect(findingsOf('only in my back', 'legPain')).toEqual({ legPain: 'none' });
});

test.each([
  ['legWeakness', 'I can walk fine with the trolley'],
  ['trauma', 'no, about three times'],
] as const)(
  '%s: "%s": a thing leant on, a way, how often and who cannot speak are no small words',
  (question, text) => {
    expect(findingsOf(text, question)).toEqual({});
  },
);
test('whether control is being lost is no worry about the time to come', () => {
  expect(understand('am I losing control of my bladder?', undefined, 'en', today)).not.toMatchObject({
    kind: 'command',
  });
  expect(understand('will I lose the use of my legs?', undefined, 'en', today)).toMatchObject({ command: 'worry' });
});
test.each(['no orino sin querer', 'no orino por las noches', 'Hasta ayer andaba bien, hoy me duele la espalda'])(
  '"%s" is no emergency',
  (text) => {
    expect(understand(text, undefined, 'es', today).kind).not.toBe('emergency');
  },
);
test.each([
  ['bladder', 'la vejiga ya no me avisa cuando está llena', { bladder: 'altered' }],
  ['bladder', 'pensé que era sudor y era orina', { bladder: 'incontinence' }],
  ['bowel', 'me di cuenta por el olor', { bowel: 'incontinence' }],
  ['saddleNumbness', 'siento menos que en el brazo', { saddleNumbness: 'yes' }],
  ['sensoryOrReflex', 'ando como en un barco', { sensoryOrReflex: 'cord-signs' }],
  ['legWeakness', 'ninguna de las dos empuja', { legWeakness: 'both' }],
  ['weaknessCourse', 'muy de a poquito, desde enero', { weaknessCourse: 'slowly-worsening' }],
  ['bladder', 'no sabría decirle, me da pudor preguntarle', { bladder: 'unsure' }],
] as const)('%s: "%s" is said for certain', (question, text, expected) => {
  expect(findingsOf(text, question, 'self', 'es')).toEqual(expected);
});
test.each([
  ['legPain', 'las piernas nada más'],
  ['legWeakness', 'la derecha no me da problemas'],
  ['bladder', 'no sé, como si flotara'],
] as const)('%s: "%s" is not believed', (question, text) => {
  expect(findingsOf(text, question, 'self', 'es')).toEqual({});
});
