import { expect, test } from '@jest/globals';
import { saidByPhrases } from '../../../dialogs/understanding/understand.ts';
import { heard, today } from './hearing.ts';

test.each([
  ['my husband did this to my back and he is upstairs', 'en'],
  ['I am 28 weeks pregnant and bleeding, and my back aches', 'en'],
  ['embarazada de siete meses y me está bajando sangre', 'es'],
  ['vomité algo oscuro con sangre y me mata la espalda', 'es'],
  ['con este dolor pienso en lanzarme del viaducto', 'es'],
  ['I think of jumping off the pier with this back', 'en'],
  ['bringing up stuff like coffee grounds since the ibuprofen, back killing me', 'en'],
  ['my face is slipping down on one side and my back aches', 'en'],
  ['he threatened that next time I will not walk, what helps a bruised back', 'en'],
  ['mezclé la pregabalina con una botella de pisco por la espalda', 'es'],
  ['ya tengo las cartas escritas, la espalda me venció', 'es'],
  ['estoy de siete meses, me duele la espalda y empecé a sangrar', 'es'],
  ['ya no voy a molestar a nadie, la espalda pudo conmigo', 'es'],
  ['embarazada, estoy perdiendo sangre y me duele la espalda', 'es'],
  ['él me volvió a pegar otra vez con el cinto, la espalda no la puedo mover', 'es'],
  ['he has kicked me again and my back is on fire', 'en'],
  ['tengo apartadas las pastillas y pienso tragarlas hoy', 'es'],
  ['si mañana no despierto mejor, la espalda me tiene harto', 'es'],
  ['hope I do not wake up tomorrow, this back', 'en'],
  ['he pushed me down the stairs and my back is in bits', 'en'],
  ['me golpeó en la espalda otra vez y va a volver', 'es'],
  ['39 degrees and shivering, my back aches and the right leg went weak', 'en'],
])('first words: "%s" cry for other help', (text, language) => {
  expect(saidByPhrases(text, undefined, language, today).kind).toBe('emergency');
});

test.each([
  ['mi mujer perdió el trabajo y yo tengo lumbago', 'es', undefined],
  ['mi marido ya no se levanta solo del sillón', 'es', 'legWeakness'],
  ['I changed the nappies and my back went', 'en', undefined],
  ["mum's stiff and can't get out of the armchair by herself", 'en', 'legPain'],
  ['tengo fiebre y sudo tanto que empapo la cama', 'es', 'bladder'],
  ['overdosed on ironing, my back is stiff', 'en', undefined],
  ['sobredosis de oficina y la espalda lo paga', 'es', undefined],
  ['estoy muerto de cansancio, la espalda tira un poco', 'es', undefined],
  ['yo ahí dentro me quedo frita', 'es', 'claustrophobia'],
  ['anduve cavando y ando tieso', 'es', undefined],
  ['él me pegó un pelotazo sin querer', 'es', undefined],
  ['el lumbago me pegó otra vez', 'es', undefined],
  ['numb with boredom in this queue', 'en', undefined],
  ['had to come down off the ladder, my back was sore', 'en', undefined],
  ['tirita de noche y deja las sábanas empapadas', 'es', 'cancerHistory'],
  ['la que arrastra el pie es mi suegra desde el derrame, yo no', 'es', 'legWeakness'],
  ['niega: anestesia perineal, incontinencia, fiebre', 'es', 'cancerHistory'],
] as const)('"%s" raises no alarm', (text, language, asked) => {
  expect(heard(text, asked, language).kind).not.toBe('emergency');
});
