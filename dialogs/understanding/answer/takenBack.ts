import type { Answer, QuestionId } from '../../../machines/findings.ts';
import { deniedValue, isReassuring } from '../gravity.ts';
import { partAt } from '../readings/clauses.ts';
import { otherThanWeakness, tellsOfElse } from '../readings/course.ts';
import type { Read } from '../readings/readings.ts';
import { latelyIn, unchangedIn } from '../readings/time.ts';
import type { Reading } from '../readings/weigh.ts';
import { isInside, type Span } from '../words/spans.ts';
import { calmSubjects } from './calmSubjects.ts';
import { knowsOneSide, secondSides } from './secondSides.ts';

/** "It was fine last week", "left at first", "worse in two days": how it was is not how it is, and no two days are slow. */
export function isOver({ words, times, used, readings, language, asked: question }: Read, value: Answer): boolean {
  if (value === 'slowly-worsening') return times.some(({ days }) => days <= 15);
  if (question === undefined) return false;
  const { said, time } = language;
  const isFirst = time.atFirst.find(words).some((each) => !isInside(each, used));
  const isGone = readings.some((each) => each.question === question && each.gone && each.says === 'is');
  if (!isWellOrOld(question, value)) return isGone || (isFirst && knowsOneSide(question, value));
  const lasts = value === 'longstanding' && unchangedIn(words, language).length > 0;
  const isSince = ({ start }: Span): boolean => time.since.has(words[start - 1]);
  const isAgo = times.filter((each) => each.ago && each.days >= 1 && !isSince(each));
  const past = value === 'longstanding' ? [] : time.past.find(words);
  const asEver = [...time.asBefore.find(words), ...said.asides.find(words)];
  const isPast = [
    ...time.bygone.find(words).filter((each) => !isInside(each, used) && !isSince(each)),
    ...(asksHowItIs.has(question) && !lasts ? isAgo : []),
    ...(asksHowItIs.has(question) ? past.filter((each) => !isInside(each, asEver)) : []),
  ];
  return isGone || isFirst || isPast.length > 0;
}

/**
 * Whether something may take a mild value back, whatever else is said: a second side, how it is now beside what is old,
 * what turns, weakens or opposes it, and that it is said of something else.
 */
export function isTakenBack(message: Read, value: Answer): boolean {
  const { words, times, parts, readings, language, asked: question } = message;
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
  // "for years, but more now"
  const nowadays = isOld && unchangedIn(words, language).length === 0 ? times.filter(({ now }) => now) : [];
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
  return [second, nowadays, aside(message, value), weakens, lately, turnedBy(message, value), course, ofElse].some(
    (each) => each.length > 0,
  );
}

/** What stands beside a value that denies, or reassures, and does not agree with it. */
function aside(
  { words, parts, times, readings, answers, mentions, used, language, asked }: Read,
  value: Answer,
): readonly Span[] {
  if (asked === undefined) return [];
  const sharePart = (one: Span, other: Span): boolean => partAt(parts, one.start) === partAt(parts, other.start);
  // "yes, no": what stands by itself and says something else
  const denies = value === deniedValue(asked);
  const disagree = answers.filter(({ means }) => denies && (means === 'yes' || means === 'unsure'));
  // "no, three weeks ago": of something that was
  const alone = times.filter(
    (each) =>
      denies &&
      (each.ago || each.days < 1) &&
      ![...used, ...answers].some((one) => sharePart(one, each)) &&
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
  return [...disagree, ...alone, ...except];
}

/** What limits a mild value or turns it round: "fine until Friday", "the same as yesterday". */
export function turnedBy(
  { words, mentions, readings, language, asked }: Read,
  value: Answer | undefined,
): readonly Span[] {
  if (asked === undefined || !isWellOrOld(asked, value)) return [];
  const { said, doubt } = language;
  const spoken = [...mentions.filter(({ means }) => means.is !== 'figure'), ...said.asides.find(words)];
  // "one for years, nothing new" is no "none"
  const same = asked === 'legPain' ? unchangedIn(words, language) : [];
  const own = readings.filter(({ question }) => question === asked);
  return [
    ...[...doubt.turns.find(words), ...(asksHowItIs.has(asked) ? doubt.comparisons.find(words) : [])].filter(
      (each) => !isInside(each, spoken),
    ),
    ...same.filter((each) => own.length > 0 && own.every((one) => isInside(one, [each]))),
  ];
}

/** A value that says that all is well, or no worse than ever. */
const isWellOrOld = (question: QuestionId | undefined, value: Answer | undefined): boolean =>
  question !== undefined && value !== undefined && value !== 'unsure' && isReassuring(question, value);

/** What counts is how it is now; of a fall or an operation it is that it was. */
export const asksHowItIs: ReadonlySet<QuestionId> = new Set([
  'legWeakness',
  'saddleNumbness',
  'bladder',
  'bowel',
  'sensoryOrReflex',
  'legPain',
]);

/** So too of a course. */
export const asksHowItIsNow: ReadonlySet<QuestionId> = new Set([...asksHowItIs, 'weaknessCourse']);
