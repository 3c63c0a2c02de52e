import type { Answer, QuestionId } from '../../../machines/findings.ts';
import { deniedValue, isReassuring } from '../gravity.ts';
import { partAt, sharePart } from '../readings/clauses.ts';
import { otherThanWeakness, tellsOfElse } from '../readings/course.ts';
import type { Read } from '../readings/readings.ts';
import { latelyIn, unchangedIn } from '../readings/time.ts';
import type { Reading } from '../readings/weigh.ts';
import { isInside, type Span } from '../words/spans.ts';
import { calmSubjects } from './calmSubjects.ts';
import { knowsOneSide, secondSides } from './secondSides.ts';

/**
 * Whether something may take a mild value back, whatever else is said: a second side, how it is now beside what is old,
 * what turns, weakens or opposes it, and that it is said of something else.
 */
export function isTakenBack(message: Read, value: Answer): boolean {
  const { words, parts, readings, language, asked: question } = message;
  if (question === undefined) return false;
  const isOld = value === 'longstanding';
  const isCourse = question === 'weaknessCourse';
  const reassures = isWellOrOld(question, value);
  // "the same in the other leg now"
  const second = knowsOneSide(question, value)
    ? secondSides(message)
    : isOld || isCourse
      ? language.clauses.also.find(words)
      : [];
  // leukaemia, or a cancer that is treated, weakens the defence: "no fever" does not deny that
  const weakens =
    question === 'infection' && value === deniedValue(question)
      ? readings.filter((each) => each.question === 'cancerHistory' && each.says === 'is')
      : [];
  // "the same as yesterday" may be as numb as it was
  const lately = reassures && !isOld && asksHowItIs.has(question) ? latelyIn(words, language) : [];
  // "neither better nor worse, but today it drops"
  const opposes = ({ question: of, says, ...span }: Reading): boolean =>
    of !== question && says === 'is' && parts.some((part) => part.joined === 'contrast' && isInside(span, [part]));
  const isOfElse = ({ question: of, start }: Reading): boolean => {
    const part = partAt(parts, start);
    return of === question && part !== undefined && tellsOfElse(message, part);
  };
  const course =
    reassures && isCourse
      ? [...readings.filter((each) => opposes(each) || isOfElse(each)), ...otherThanWeakness(message)]
      : [];
  const ofElse = reassures && !isCourse ? calmSubjects(message) : [];
  return [
    second,
    aside(message, question, value),
    weakens,
    lately,
    turnedBy(message, question, value),
    course,
    ofElse,
  ].some((each) => each.length > 0);
}

/**
 * Whether all that is told of the worst is only supposed or over ("we read of a numb area"), or a course began so and then
 * turned: "it got worse at first, and has been the same since".
 */
export function isOutdated({ words, readings, parts, asked, language }: Read): boolean {
  const told = readings.filter(({ question, says }) => question === asked && says === 'is');
  if (asked !== 'weaknessCourse') return told.length > 0 && told.every(({ gone }) => gone === 'over');
  const atFirst = language.time.atFirst.find(words);
  const calmer = [
    ...told.filter(({ value }) => value !== undefined && isReassuring(asked, value)),
    ...unchangedIn(words, language),
  ];
  return told.some(
    (worst) =>
      (worst.value ?? worst.guess) === 'worsening' &&
      atFirst.some((each) => sharePart(parts, each, worst)) &&
      calmer.some(({ start }) => start >= worst.end),
  );
}

/** What stands beside a value that denies, or reassures, and does not agree with it. */
function aside(
  { words, parts, times, readings, answers, mentions, used, language }: Read,
  asked: QuestionId,
  value: Answer,
): readonly Span[] {
  // "no, three weeks ago": of something that was
  const alone = times.filter(
    (each) =>
      value === deniedValue(asked) &&
      (each.ago || each.days < 1) &&
      ![...used, ...answers].some((one) => sharePart(parts, one, each)) &&
      !language.time.since.has(words[each.start - 1]),
  );
  // "all good but my bladder"
  const except = parts.filter(
    (part) =>
      isWellOrOld(asked, value) &&
      part.joined === 'contrast' &&
      mentions.some(({ means, ...each }) => means.is === 'topic' && isInside(each, [part])) &&
      ![...readings, ...answers].some((each) => isInside(each, [part])),
  );
  return [...alone, ...except];
}

/** What limits a mild value or turns it round: "fine until Friday", "the same as yesterday". */
function turnedBy({ words, mentions, language }: Read, asked: QuestionId, value: Answer): readonly Span[] {
  if (!isWellOrOld(asked, value)) return [];
  const { said, doubt } = language;
  const spoken = [...mentions.filter(({ means }) => means.is !== 'figure'), ...said.asides.find(words)];
  const turns = [...doubt.turns.find(words), ...(asksHowItIs.has(asked) ? doubt.comparisons.find(words) : [])];
  return turns.filter((each) => !isInside(each, spoken));
}

/** A value that says that all is well, or no worse than ever. */
const isWellOrOld = (question: QuestionId, value: Answer): boolean =>
  value !== 'unsure' && isReassuring(question, value);

/** What counts is how it is now; of a fall or an operation it is that it was. */
const asksHowItIs: ReadonlySet<QuestionId> = new Set([
  'legWeakness',
  'saddleNumbness',
  'bladder',
  'bowel',
  'sensoryOrReflex',
  'legPain',
]);

/** So too of a course. */
export const asksHowItIsNow: ReadonlySet<QuestionId> = new Set([...asksHowItIs, 'weaknessCourse']);
