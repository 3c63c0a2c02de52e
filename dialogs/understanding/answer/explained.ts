import type { Answer, QuestionId } from '../../../machines/findings.ts';
import { deniedValue, isReassuring } from '../gravity.ts';
import { type Mention, names } from '../phrases/mentions.ts';
import { partAt } from '../readings/clauses.ts';
import { otherThanWeakness, tellsOfElse } from '../readings/course.ts';
import type { Read } from '../readings/readings.ts';
import { latelyIn, unchangedIn } from '../readings/time.ts';
import type { Reading } from '../readings/weigh.ts';
import { covers, isInside, outermost, overlap, type Span } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import { calmSubjects } from './calmSubjects.ts';
import { knowsOneSide, secondSides } from './secondSides.ts';

/** The places of the words that are left over: those in no phrase that was understood, no answer, no time and no small word. */
export const leftOver = (message: Read): readonly number[] => wordsNotIn(message, understoodIn(message));

/** The places of the words in the gaps of a phrase that nothing else understands: "I can [not always] pee fine". */
function steppedOver(message: Read): readonly number[] {
  const understood = understoodIn(message);
  return message.mentions.flatMap((over) => {
    const others = understood.filter((each) => each.start > over.start || each.end < over.end);
    return wordsNotIn(message, others).filter(
      (at) => over.start < at && at < over.end && over.isGap(message.words[at] ?? ''),
    );
  });
}

/** Beside a "no", with what something is done, when and how slowly may be the very thing. */
function understoodIn(message: Read, denies = false): readonly Span[] {
  const { words, mentions, answers, parts, times, used, language, asked: question } = message;
  const { said, time, clauses } = language;
  const sharePart = (one: Span, other: Span): boolean => partAt(parts, one.start) === partAt(parts, other.start);
  const isClaimed = (one: Span): boolean => used.some((each) => sharePart(one, each));
  // an operation on the neck is one on the spine
  const isElsewhere = (means: Mention): boolean => names(means, 'elsewhere') && question !== 'spinalSurgery';
  const isSecond = (one: Span): boolean => clauses.also.find(words).some((each) => sharePart(one, each));
  const sides = language.sides.find(words);
  const named = new Set(sides.map(({ means }) => means));
  const isOneSided = !named.has('both') && named.has('left') !== named.has('right');
  return [
    ...used,
    ...answers,
    ...times,
    ...sides.filter(
      (each) =>
        (isOneSided && question !== 'saddleNumbness') || // "it keeps buckling. left."
        (isClaimed(each) &&
          // "numb on the left" says no more of the legs than "numb", but of the seat it says that one side is
          (question !== 'saddleNumbness' ||
            mentions.some(({ means, ...one }) => names(means, 'leg', 'legs') && sharePart(each, one)))),
    ),
    ...language.sides.idle(words),
    ...mentions.filter(
      ({ means, ...each }) =>
        means.is === 'figure' ||
        (means.is === 'topic' && (!denies || isClaimed(each))) ||
        isElsewhere(means) ||
        (means.is === 'feature' &&
          !isSecond(each) &&
          mentions.some((one) => isElsewhere(one.means) && sharePart(each, one))),
    ),
    ...factsIn(message),
    ...time.unchanged.find(words),
    ...said.asides.find(words),
    ...(denies ? [] : [time.slowly, said.things, said.circumstances].flatMap((list) => list.find(words))),
    ...said.polite.find(words).filter(({ start }) => start === 0),
    ...language.subjects.find(words).filter(({ means }) => means === question),
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
  (value === undefined ||
    (steppedOver(message).length === 0 && !isTakenBack(message, value) && !isOver(message, value)));

/** "It was fine last week", "left at first", "worse in two days": how it was is not how it is, and no two days are slow. */
function isOver({ words, times, used, readings, language, asked: question }: Read, value: Answer): boolean {
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
  const { words, times, parts, readings, answers, mentions, used, language, asked: question } = message;
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
  const sharePart = (one: Span, other: Span): boolean => partAt(parts, one.start) === partAt(parts, other.start);
  // "yes, no": what stands by itself and says something else
  const denies = value === deniedValue(question);
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
      reassures &&
      part.joined === 'contrast' &&
      mentions.some(({ means, ...each }) => means.is === 'topic' && isInside(each, [part])) &&
      ![...readings, ...answers].some((each) => isInside(each, [part])),
  );
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
  return [second, nowadays, disagree, alone, except, weakens, lately, turnedBy(message, value), course, ofElse].some(
    (each) => each.length > 0,
  );
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

/** What was understood and is no answer to anything: it changes nothing, and is not left over. */
export const factsIn = ({ words, used, language }: Read): readonly Span[] =>
  outermost(language.said.facts.find(words)).filter((each) => !used.some((one) => overlap(one, each)));
