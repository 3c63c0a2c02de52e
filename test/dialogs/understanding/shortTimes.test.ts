import { expect, test } from '@jest/globals';
import { answerTo } from './hearing.ts';

const complaints = [
  ['spinalSurgery', 'recent'],
  ['bladder', 'incontinence'],
  ['infection', 'yes'],
  ['legPain', 'both'],
] as const;
type Asked = (typeof complaints)[number][0];

const said: Readonly<
  Record<string, { readonly times: readonly string[]; readonly told: Readonly<Record<Asked, string>> }>
> = {
  es: {
    times: [
      'no hace ni dos semanas que',
      'no hace una semana que',
      'todavía no hace un mes que',
      'ni dos días hace que',
      'no hace mucho que',
    ],
    told: {
      spinalSurgery: 'me operaron de la columna',
      bladder: 'se me escapa el pis',
      infection: 'tengo fiebre',
      legPain: 'me duelen las dos piernas',
    },
  },
  en: {
    times: ['not two weeks ago', 'not even a week ago', 'not long ago', 'not a month ago'],
    told: {
      spinalSurgery: 'I had my spine fused',
      bladder: 'I wet myself',
      infection: 'I had a fever',
      legPain: 'I got pain down both legs',
    },
  },
};

test.each(Object.entries(said))('%s: "not a month ago" denies only that it is longer', (locale, { times, told }) => {
  for (const [asked, value] of complaints)
    for (const time of times) {
      const text = `${time} ${told[asked]}`;
      expect([text, answerTo(text, asked, locale)]).toEqual([text, value]);
    }
});
