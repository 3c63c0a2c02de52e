/**
 * Any reassuring answer to `benign phrase + random other words` must be a guess: words that nobody understood may take it
 * back. `npm run -s benign -- [LINES]` tries so many lines a language, prints those that were believed and ends with 1.
 */
import process from 'node:process';
import { dictionaryWords } from '../../build/dictionaryWords.ts';
import { oneOf, sayingOf } from '../../build/saying.ts';
import { isReassuring } from '../../dialogs/understanding/gravity.ts';
import { type Lexicon, lexiconLanguages, readLexicon } from '../../dialogs/understanding/lexicon.ts';
import { understand } from '../../dialogs/understanding/understand.ts';
import { plain } from '../../dialogs/understanding/words/tokens.ts';
import { answersTo, type QuestionId, questionIds } from '../../machines/findings.ts';

const today = new Date('2026-11-28');

export type BenignLine = {
  readonly question: QuestionId;
  readonly phrase: string;
  readonly words: readonly string[];
  readonly text: string;
};

/** Makes lines, the same ones for the same seed (32 bits). */
export function benignLines(language: string, seed: number): () => BenignLine {
  const lexicon = readLexicon(language);
  const random = randomFrom(seed);
  const below = (end: number): number => Math.floor(random() * end);
  const isSpelled = spelledBy(lexicon);
  const dictionary = lexicon.grammar.dictionaries.flatMap((name) => [...dictionaryWords(name)]);
  const otherWord = (): string => {
    const word = oneOf(dictionary, random);
    return isSpelled(word) ? otherWord() : word;
  };
  const { no, fine, options } = lexicon.answers;
  const benign = questionIds.map((question) => ({
    question,
    phrases: [
      ...no,
      ...fine,
      ...Object.entries(options[question] ?? {}).flatMap(([value, say]) => (reassures(question, value) ? say : [])),
      ...lexicon.symptoms.findings.flatMap((each) =>
        each.question === question && reassures(question, each.value) ? each.say : [],
      ),
    ],
  }));
  const saying = sayingOf(lexicon, random);
  return () => {
    const { question, phrases } = oneOf(benign, random);
    const phrase = saying(oneOf(phrases, random));
    const words = Array.from({ length: 1 + below(3) }, otherWord);
    const joint = oneOf([' ', ', ', '. ', ' and ', ' but '], random);
    return {
      question,
      phrase,
      words,
      text: (below(2) ? [phrase, words.join(' ')] : [words.join(' '), phrase]).join(joint),
    };
  };
}

/** Whether a word, or its beginning, stands in the lexicon, or in what was learned from: such a word is known, as whatever it is. */
function spelledBy({ grammar, answers, commands, symptoms, learned }: Lexicon): (word: string) => boolean {
  const spelled = new Set(
    JSON.stringify([grammar, answers, commands, symptoms])
      .match(/[\p{L}\p{M}]+\*?/gu)
      ?.map(plain),
  );
  return (word) =>
    learned.mildWords.has(word) ||
    spelled.has(word) ||
    Array.from(word, (_, at) => `${word.slice(0, at + 1)}*`).some((each) => spelled.has(each));
}

const reassures = (question: QuestionId, value: string | undefined): boolean =>
  answersTo(question).some((each) => each === value && isReassuring(question, each));

/** Whether it was believed that all is well, or that it is not known. */
export function isBelieved({ question, text }: BenignLine, language: string): boolean {
  const heard = understand(text, question, language, today);
  return reassures(question, 'findings' in heard ? heard.findings?.[question] : undefined);
}

/** Mulberry32: numbers from 0 up to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

if (import.meta.main) {
  const tried = Number(process.argv[2] ?? 50_000);
  for (const language of lexiconLanguages) {
    const lines = benignLines(language, Date.now() | 0);
    const believed = Array.from({ length: tried }, () => lines()).filter((line) => isBelieved(line, language));
    for (const { question, phrase, words, text } of believed)
      console.log(`${question}\t${phrase}\t${words.join(' ')}\t${text}`);
    console.log(`${language}: ${believed.length} of ${tried} believed`);
    if (believed.length > 0) process.exitCode = 1;
  }
}
