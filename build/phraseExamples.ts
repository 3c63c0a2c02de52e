import { answersFine, deniedValue, isMild } from '../dialogs/understanding/gravity.ts';
import { type Lexicon, readLexicon } from '../dialogs/understanding/lexicon.ts';
import { type Answer, answersTo, type QuestionId, questionIds } from '../machines/findings.ts';
import { dictionaryWords } from './dictionaryWords.ts';
import type { Example } from './examples.ts';
import { randomNumbers } from './randomNumbers.ts';
import { oneOf, sayingOf } from './saying.ts';

/** As many phrases are said alone, and taken back in each way, as one in so many labelled sentences. */
const oneIn = { alone: 8, takenBack: 120 };

/**
 * What the phrases of a lexicon teach: each said alone, and mild ones that are limited or compared, that stand beside words
 * at random, or are said of something else, which never are to be taken for mild.
 * @param labelled how many labelled sentences there are: phrases are not to outweigh them.
 */
export function phraseExamples(language: string, labelled: number): readonly Example[] {
  const lexicon = readLexicon(language);
  const random = randomNumbers(2);
  const saying = sayingOf(lexicon, random);
  const said = questionIds.flatMap((question) => phrasesOf(lexicon, question));
  const mild = said.filter(({ question, value }) => isMild(question, value));
  const { doubt, time, dictionaries } = lexicon.grammar;
  const words = [...dictionaries.flatMap((name) => [...dictionaryWords(name)]), ...lexicon.commonWords];
  const oneSaid = (some: readonly string[]): string => (some.length === 0 ? '' : saying(oneOf(some, random)));
  const elsewhere = [
    ...lexicon.symptoms.facts,
    ...Object.entries(lexicon.symptoms.topics).flatMap(([topic, say]) => (topic === 'elsewhere' ? say : [])),
  ];
  const someWords = (most: number): string =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => oneOf(words, random)).join(' ');
  const some = (one: number, make: () => Example): readonly Example[] =>
    Array.from({ length: Math.floor(labelled / one) }, make);
  const never = (question: QuestionId, text: string): Example => ({ about: 'neverMild', value: question, text });
  const takeBack: readonly ((phrase: string) => string)[] = [
    (phrase) => `${phrase} ${oneSaid(doubt.turns)} ${oneSaid(time.days)}`,
    (phrase) => `${phrase} ${oneSaid(doubt.turns)} ${someWords(2)}`,
    (phrase) => `${phrase}${oneOf([' ', ', ', '. '], random)}${someWords(3)}`,
    (phrase) => `${someWords(3)}${oneOf([' ', ', ', '. '], random)}${phrase}`,
  ];
  return [
    ...some(oneIn.alone, () => {
      const { question, value, say } = oneOf(said, random);
      return { about: question, value, text: saying(say) };
    }),
    ...takeBack.flatMap((way) =>
      some(oneIn.takenBack, () => {
        const { question, say } = oneOf(mild, random);
        return never(question, way(saying(say)));
      }),
    ),
    ...some(oneIn.takenBack, () => {
      const question = oneOf([...answersFine], random);
      return never(question, `${oneSaid(elsewhere)} ${oneSaid(lexicon.answers.fine)}`);
    }),
  ];
}

type Said = { readonly question: QuestionId; readonly value: Answer; readonly say: string };

/** The phrases that say a value for certain, whole answers among them. */
function phrasesOf({ answers, symptoms }: Lexicon, question: QuestionId): readonly Said[] {
  const none = deniedValue(question);
  const answerOf = (value: string | undefined): Answer | undefined =>
    answersTo(question).find((each) => each === value);
  const all: readonly { readonly value: Answer | undefined; readonly say: readonly string[] }[] = [
    { value: none, say: answers.no },
    { value: none, say: answersFine.has(question) ? answers.fine : [] },
    ...Object.entries(answers.options[question] ?? {}).map(([value, say]) => ({ value: answerOf(value), say })),
    ...symptoms.findings
      .filter((each) => each.question === question)
      .map(({ value, say }) => ({ value: answerOf(value), say })),
  ];
  return all.flatMap(({ value, say }) => (value ? say.map((one) => ({ question, value, say: one })) : []));
}
