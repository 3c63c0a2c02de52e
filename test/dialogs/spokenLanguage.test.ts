import { describe, expect, test } from '@jest/globals';
import { languageToBegin } from '../../dialogs/hear.ts';
import { spokenLanguages } from '../../dialogs/texts.ts';
import { spokenLanguage } from '../../dialogs/understanding/spokenLanguage.ts';
import { keptSets, sentencesIn } from '../understanding/score.ts';
import { rehearse } from './conversation/rehearsal.ts';

const all = (language: string) => keptSets.flatMap(sentencesIn).filter(({ locale }) => locale.startsWith(language));

test.each(spokenLanguages)('%s: none of its evaluation set is taken for another language', (language) => {
  const mistaken = all(language)
    .filter(({ expect: [best] }) => best?.command !== 'language') // those may be in the language that is asked for
    .map(({ text }) => text)
    .filter((text) => spokenLanguage(text, language, spokenLanguages).language !== language);
  expect(mistaken).toEqual([]);
});

test.each(
  spokenLanguages.flatMap((usual) =>
    spokenLanguages.filter((other) => other !== usual).map((other) => [usual, other] as const),
  ),
)('in a conversation in %s most sentences in %s are heard for what they are', (usual, language) => {
  const of = all(language);
  const heard = of.filter(({ text }) => spokenLanguage(text, usual, spokenLanguages).language === language);
  expect(heard.length / of.length).toBeGreaterThan(0.9);
});

describe('who writes in another language', () => {
  const begun = rehearse().answer('none', 'no');

  test('goes on in it, with the answers kept and the same question asked', () => {
    const after = begun.type('me cuesta mucho entender el inglés, lo siento');
    expect(after.view).toMatchObject({ kind: 'question', question: 'bladder', language: 'es' });
    expect(after.view.answers).toEqual(begun.view.answers);
    expect(after.replies).toContainEqual({ kind: 'say', message: 'languageChanged' });
  });

  test('is understood by it, also where one word alone is no reason to change the language', () => {
    const after = begun.type('no puedo orinar');
    expect(after.view).toMatchObject({ kind: 'emergency', language: 'en' });
    expect(after.view.answers).toContainEqual({ question: 'bladder', value: 'retention' });
  });

  test('is never taken to say no by the words of the other', () => {
    for (const complaint of ['no puedo aguantar la orina', 'no siento cuando orino', 'no vacío bien la vejiga']) {
      expect(begun.type(complaint).view.answers).not.toContainEqual({ question: 'bladder', value: 'normal' });
    }
  });

  test('taps and types the buttons of the language before', () => {
    const spanish = begun.type('en español por favor');
    expect(spanish.view.language).toBe('es');
    expect(spanish.type('No change').view.answers).toContainEqual({ question: 'bladder', value: 'normal' });
    const tapped = spanish.tap({ verb: 'answer', question: 'bladder', value: 'normal' }, begun.shown);
    expect(tapped.view.answers).toContainEqual({ question: 'bladder', value: 'normal' });
  });

  test('comes back by asking, with nothing lost', () => {
    const back = begun.type('en español por favor').answer('normal').type('in English please');
    expect(back.view).toMatchObject({ kind: 'question', question: 'bowel', language: 'en' });
    expect(back.view.answers).toHaveLength(3);
  });

  test('hears of an emergency in either', () => {
    expect(rehearse('self', 'es').answer('none').type('I have just wet myself').view).toMatchObject({
      kind: 'emergency',
    });
    expect(begun.type('se me ha dormido la entrepierna').view).toMatchObject({ kind: 'emergency' });
  });
});

test.each([
  ['me duele la espalda desde ayer', 'en-US', 'es'],
  ['my back hurts since yesterday', 'es-MX', 'en'],
  ['hi', 'es', 'es'],
  [undefined, 'es-AR', 'es'],
  [undefined, undefined, 'en'],
  ['👍', 'fr', 'en'],
])('a conversation that begins with %j at %s is in %s', (words, locale, language) => {
  expect(languageToBegin(words, locale)).toBe(language);
});
