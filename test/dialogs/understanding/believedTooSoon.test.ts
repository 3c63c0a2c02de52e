import { expect, test } from '@jest/globals';
import { gravest } from '../../../dialogs/understanding/gravity.ts';
import { saidByPhrases as understand } from '../../../dialogs/understanding/understand.ts';
import type { Answer, QuestionId, Role } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');

const heard = (text: string, asked: QuestionId, language: string, role: Role = 'self') => {
  const { findings = {}, guess = {} } = { findings: {}, guess: {}, ...understand(text, asked, language, today, role) };
  return { believed: findings[asked], offered: guess[asked] };
};

/** Every sentence of a frame, whose `_` stands for each of these. */
const each = (frames: readonly string[], filled: readonly string[]): readonly string[] =>
  frames.flatMap((frame) => filled.map((words) => frame.replace('_', words)));

/** Sentences for which a value as mild as this, or milder, is believed. */
const believedAs = (
  mild: Answer,
  sentences: readonly string[],
  asked: QuestionId,
  language: string,
  role?: Role,
): readonly string[] => {
  const order = gravest(asked);
  return sentences.filter((text) => {
    const { believed } = heard(text, asked, language, role);
    return believed !== undefined && order.indexOf(believed) >= order.indexOf(mild);
  });
};

const witnesses = [
  {
    language: 'en',
    frames: ['denies it, _', 'none per patient but _', 'he says no, _', 'normal. _'],
    sources: ['wife says', 'the son reports', 'his daughter has noticed', 'husband found', 'partner insists'],
    legs: ['both legs buckled', 'his left leg drags', 'both feet drop'],
    bladder: ['he wets the bed', 'urine leaks', 'he cannot pee'],
  },
  {
    language: 'es',
    frames: ['lo niega, _', 'nada según él pero _', 'dice que no, _', 'normal. _'],
    sources: ['la mujer dice que', 'el hijo refiere que', 'su hija ha notado que', 'el marido asegura que'],
    legs: ['se le doblan las dos piernas', 'arrastra la pierna izquierda'],
    bladder: ['moja la cama', 'se le escapa la orina', 'no puede orinar'],
  },
] as const;

test.each(witnesses)('$language: what a witness tells of the patient outweighs the denial before it', (said) => {
  const told = (complaints: readonly string[]): readonly string[] =>
    each(
      said.frames,
      each(
        said.sources.map((source) => `${source} _`),
        complaints,
      ),
    );
  const isHeard = (asked: QuestionId) => (text: string) => {
    const { believed, offered } = heard(text, asked, said.language, 'nurse');
    return (
      believed !== undefined ||
      offered !== undefined ||
      understand(text, asked, said.language, today, 'nurse').kind === 'partial'
    );
  };
  expect(said.legs.filter((text) => !isHeard('legWeakness')(text))).toEqual([]);
  expect(said.bladder.filter((text) => !isHeard('bladder')(text))).toEqual([]);
  expect(believedAs('none', told(said.legs), 'legWeakness', said.language, 'nurse')).toEqual([]);
  expect(believedAs('longstanding', told(said.bladder), 'bladder', said.language, 'nurse')).toEqual([]);
});

test('what a relative has is not the patient’s, whoever tells it', () => {
  expect(heard('no, sister had breast cancer', 'cancerHistory', 'en', 'nurse').believed).toBe('no');
  expect(heard('normal, la esposa tiene incontinencia', 'bladder', 'es', 'nurse').believed).toBe('normal');
});

test.each([
  ['en', each(['not just _', 'no longer just _', "it isn't only _", 'not only in _'], ['the left', 'my right leg'])],
  ['es', each(['no solo _', 'ya no es solo _', 'no es solamente _'], ['la izquierda', 'la pierna derecha'])],
] as const)('%s: "not only" this side is both', (language, sentences) => {
  for (const text of sentences) {
    const { believed, offered } = heard(text, 'legWeakness', language);
    expect([text, believed ?? offered]).toEqual([text, 'both']);
  }
});

test.each([
  ['en', 'no strength left in my leg'],
  ['en', 'yes, it left me on the floor'],
  ['en', "it doesn't work right"],
  ['en', 'yes, right after lifting'],
  ['en', 'weak right up to the hip'],
  ['es', 'débil, no camino derecho'],
])('%s: "%s" names no side', (language, text) => {
  expect(heard(text, 'legWeakness', language).believed).toBeUndefined();
});

test.each([
  ['my left leg has no strength left', 'left'],
  ["my right leg isn't working right", 'right'],
])('the side that "%s" names is heard', (text, side) => {
  expect(heard(text, 'legWeakness', 'en').believed).toBe(side);
});

const turned = [
  {
    language: 'en',
    frames: [
      '_ until Friday',
      '_ except at night',
      '_ as long as I wait',
      'hardly _',
      'anything but _',
      '_ unless I cough',
    ],
    calm: ['normal', 'fine', 'ok'],
  },
  {
    language: 'es',
    frames: ['_ hasta el viernes', '_ excepto de noche', '_ siempre que espere', 'apenas _', 'todo menos _'],
    calm: ['normal', 'bien'],
  },
] as const;

test.each(turned)('$language: a calm word that is limited or turned round is neither believed nor offered', (said) => {
  const wrong = each(said.frames, said.calm).flatMap((text) =>
    (['bladder', 'bowel', 'saddleNumbness', 'legWeakness'] as const).filter((asked) => {
      const { believed, offered } = heard(text, asked, said.language);
      return [believed, offered].some((value) => value !== undefined && value === gravest(asked).at(-1));
    }),
  );
  expect(wrong).toEqual([]);
  expect(said.calm.filter((text) => heard(text, 'bladder', said.language).believed !== 'normal')).toEqual([]);
});

test('a side that was not named is not offered as the graver value', () => {
  expect(heard('ok until I get to the stairs', 'legWeakness', 'en').offered).toBeUndefined();
});

test.each([
  ['en', 'saddleNumbness', 'it feels the same both sides'],
  ['en', 'saddleNumbness', 'it feels the same as yesterday'],
  ['en', 'bladder', 'no different to last night'],
  ['en', 'legPain', 'one for years, nothing new'],
  ['en', 'legPain', 'both for ten years same as ever'],
  ['es', 'saddleNumbness', 'lo siento igual en los dos lados'],
  ['es', 'bladder', 'igual que ayer'],
] as const)('%s %s: "%s" compares with nothing that is known to be well', (language, asked, text) => {
  const { believed, offered } = heard(text, asked, language);
  expect([believed, offered]).not.toContain(gravest(asked).at(-1));
});

test.each([
  ['en', 'bladder', 'same as ever'],
  ['en', 'saddleNumbness', 'it feels the same as my arm'],
  ['en', 'legWeakness', 'no problem apart from the back pain'],
  ['es', 'bladder', 'igual que siempre'],
] as const)('%s %s: "%s" says that all is well', (language, asked, text) => {
  expect(heard(text, asked, language).believed).toBe(gravest(asked).at(-1));
});

test.each(['tingling for years, now up to my knees', "tingling for years but this week it's crept up to my knees"])(
  '"%s": what is old and moves is not mild',
  (text) => {
    expect(heard(text, 'sensoryOrReflex', 'en').believed).not.toBe('mild');
  },
);

test.each([
  ['saddleNumbness', 'no', ['I feel it', 'I feel it down there', 'yes I can feel it', 'I can feel some', "it's there"]],
  ['saddleNumbness', 'no', ['no numbness, burning']],
  ['bladder', 'longstanding', ['I went before I got there', 'peed just before I got to the toilet']],
  [
    'weaknessCourse',
    'slowly-worsening',
    ['coming on slowly', "it's coming on gradually", 'had it since Friday', 'even today', 'it has come up'],
  ],
  ['trauma', 'minor', ['it came at me', 'it just came up and hit me', 'I came off it']],
  ['pregnancy', 'possible', ["it's a boy", 'having a boy in March', 'we are expecting a girl']],
  ['legPain', 'one', ['the left hurts when I sit and the right when I walk']],
  ['sensoryOrReflex', 'mild', ["I can't tell if my shoes are on"]],
  ['implantedDevice', 'mr-conditional', ['it came out and a new one went in']],
] as const)('%s: a few words that could mean anything are not believed to be %s: %j', (asked, mild, sentences) => {
  expect(believedAs(mild, sentences, asked, 'en')).toEqual([]);
});

test('what turns "fine" into the past, or into a part of the day, is not passed over', () => {
  const turns = ['in my thirties', 'at rest', 'by and large', 'until Friday', 'as long as I sit'];
  for (const [asked, calm] of [
    ['bladder', 'normal'],
    ['legWeakness', 'strong'],
    ['sensoryOrReflex', 'fine'],
  ] as const)
    expect(believedAs(asked === 'bladder' ? 'longstanding' : 'none', each([`${calm} _`], turns), asked, 'en')).toEqual(
      [],
    );
});

test('"the good one is going the same way" is a second side', () => {
  for (const [asked, complaint] of [
    ['legWeakness', 'the left leg is weak'],
    ['sensoryOrReflex', 'the left leg is numb'],
    ['legPain', 'the left leg is painful'],
  ] as const)
    expect(heard(`${complaint}, the good one is going the same way`, asked, 'en').believed).toBeUndefined();
});

/** After "don't know if" stands what is not known; where it is asked what is felt, that may be the sign. */
const notKnown = ['if _ is in there', 'what _ is for', 'whether _ was ever put in'];
const unheardOf = ['the gubbins', 'his wotsit', 'that doodah'];
test('what is not known is no more than not sure, but of what is felt', () => {
  const sentences = each(notKnown, unheardOf).flatMap((rest) => [`I don't know ${rest}`, `he can't recall ${rest}`]);
  for (const text of sentences) {
    expect([undefined, 'unsure']).toContain(heard(text, 'implantedDevice', 'en').believed);
    expect([text, heard(text, 'bladder', 'en').believed]).toEqual([text, undefined]);
  }
});
test.each([
  'nobody told me, so I honestly could not say',
  'nobody told me, so hard to say',
  'nunca me lo dijeron, así que no sé',
])('a "not sure" may be what is concluded: "%s"', (text) => {
  expect(heard(text, 'cancerHistory', text.includes('nunca') ? 'es' : 'en').believed).toBe('unsure');
});
test('what is done while walking is no proof of strong legs', () => {
  const texts = each(
    ['my right foot _ when I walk', 'my right foot _ whenever I am walking to the shops'],
    ['slaps the floor', 'drags', 'drops'],
  );
  expect(texts.filter((text) => heard(text, 'legWeakness', 'en').believed !== 'right')).toEqual([]);
});

test('a phrase that begins like a correction takes back nothing of what was said before it', () => {
  expect(heard('no wait now', 'mriAccess', 'en').believed).toBe('available');
  expect(heard('none for miles no wait now', 'mriAccess', 'en').believed).toBe('unavailable');
  expect(heard('left, no wait, right', 'legWeakness', 'en').believed).toBe('right');
});
