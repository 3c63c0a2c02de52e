import type { Answer } from '../../../machines/findings.ts';
import { deniedValue } from '../gravity.ts';
import { type Mention, names } from '../phrases/mentions.ts';
import { sharePart } from '../readings/clauses.ts';
import type { Read } from '../readings/readings.ts';
import { covers, outermost, overlap, type Span } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import { isTakenBack } from './takenBack.ts';

/** The places of the words that are left over: those in no phrase that was understood, no answer, no time and no small word. */
export const leftOver = (message: Read): readonly number[] => wordsNotIn(message, understoodIn(message));

/** Beside a "no", with what something is done, when and how slowly may be the very thing. */
function understoodIn(message: Read, denies = false): readonly Span[] {
  const { words, mentions, answers, parts, times, used, language, asked: question } = message;
  const { said, time } = language;
  const isClaimed = (one: Span): boolean => used.some((each) => sharePart(parts, one, each));
  // an operation on the neck is one on the spine
  const isElsewhere = (means: Mention): boolean => names(means, 'elsewhere') && question !== 'spinalSurgery';
  return [
    ...used,
    ...answers,
    ...times,
    ...language.sides.find(words).filter(
      (each) =>
        // "numb on the left" says no more of the legs than "numb", but of the seat it says that one side is
        question !== 'saddleNumbness' ||
        mentions.some(({ means, ...one }) => names(means, 'leg', 'legs') && sharePart(parts, each, one)),
    ),
    ...language.sides.idle(words),
    ...mentions.filter(
      ({ means, ...each }) =>
        means.is === 'figure' ||
        (means.is === 'topic' && (!denies || isClaimed(each))) ||
        isElsewhere(means) ||
        (means.is === 'feature' && mentions.some((one) => isElsewhere(one.means) && sharePart(parts, each, one))), // "a bad back"
    ),
    ...factsIn(message),
    ...time.unchanged.find(words),
    ...said.asides.find(words),
    ...(denies ? [] : [time.slowly, said.things, said.circumstances].flatMap((list) => list.find(words))),
  ];
}

function wordsNotIn({ words, language: { said, people } }: Read, understood: readonly Span[]): readonly number[] {
  const { relatives, strangers, third, patient, self, reports } = people;
  const isSmall = (word: string): boolean =>
    isMark(word) || [said.small, relatives, strangers, third, patient, self, reports].some((each) => each.has(word));
  return words.flatMap((word, at) => (isSmall(word) || covers(understood, at) ? [] : [at]));
}

const denied = ({ asked }: Read): Answer | undefined => asked && deniedValue(asked);

/** Nothing is left over, and nothing takes the value back or says that it is over. */
export const isExplained = (message: Read, value?: Answer): boolean =>
  wordsNotIn(message, understoodIn(message, value !== undefined && value === denied(message))).length === 0 &&
  (value === undefined || !isTakenBack(message, value));

/** What was understood and is no answer to anything: it changes nothing, and is not left over. */
export const factsIn = ({ words, used, language }: Read): readonly Span[] =>
  outermost(language.said.facts.find(words)).filter((each) => !used.some((one) => overlap(one, each)));
