import { type Answer, answersTo, type QuestionId } from '../../../machines/findings.ts';
import { deniedValue, gravest, isReassuring } from '../gravity.ts';
import { type Mention, names } from '../phrases/mentions.ts';
import type { SpokenAnswer } from '../readings/answers.ts';
import { topicAsked } from '../readings/bodyPart.ts';
import { partAt } from '../readings/clauses.ts';
import { otherThanWeakness, tellsOfElse } from '../readings/course.ts';
import type { Read } from '../readings/readings.ts';
import { latelyIn, sixWeeks, type Time, unchangedIn } from '../readings/time.ts';
import { covers, isInside, outermost, overlap, type Span } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import { calmSubjects } from './calmSubjects.ts';
import { knowsOneSide, secondSides } from './secondSides.ts';

/**
 * The places of the words that are left over when a message is taken to mean this value: those that are in no phrase that
 * was understood, no answer that agrees, no time and no small word. What speaks of when and how much goes well with a
 * complaint; beside a "no" it may take it back.
 */
export function leftOver(message: Read, value?: Answer): readonly number[] {
  const { words, mentions, answers, parts, times, used, readings, language, asked: question } = message;
  const denies = question !== undefined && value !== undefined && value === deniedValue(question);
  const { said, time, clauses, doubt } = language;
  // "for years, no change" is said of something that is there
  const isLongKnown = question !== undefined && answersTo(question).some((each) => each === 'longstanding');
  const sharePart = (one: Span, other: Span): boolean => partAt(parts, one.start) === partAt(parts, other.start);
  const beside = (one: Span, is: (means: Mention) => boolean): boolean =>
    mentions.some((each) => is(each.means) && sharePart(one, each));
  // an operation on the neck is one on the spine
  const isElsewhere = (means: Mention): boolean => names(means, 'elsewhere') && question !== 'spinalSurgery';
  const isSecond = (one: Span): boolean => clauses.also.find(words).some((each) => sharePart(one, each));
  const isClaimed = (one: Span): boolean => used.some((each) => sharePart(one, each));

  const sides = language.sides.find(words);
  const named = new Set(sides.map(({ means }) => means));
  const isOneSided = !named.has('both') && named.has('left') !== named.has('right');
  /** "Fine on the right" is not fine; "no, but my left foot is numb" says no more of what was asked. */
  const limits = (side: Span): boolean =>
    denies && isOneSided && !readings.some((each) => each.says === 'is' && sharePart(side, each));
  const isOld = value === 'longstanding';
  const reassures = isWellOrOld(question, value);
  const takesBack = takenBack(message, value);
  // "my arm is getting better", "a small patch in my groin": what is said of another part is not said of the leg
  const isWhole = reassures || value === 'mild';
  const isOtherPart = (means: Mention): boolean =>
    names(means, 'elsewhere') || (question === 'sensoryOrReflex' && names(means, 'saddle'));
  const fitsTime = ({ now, ago, days, ...each }: Time): boolean => {
    if (isOld) return !now && days >= 365;
    if (value === 'past') return days > sixWeeks; // "in 2004, and a second one two weeks ago"
    if (value === 'slowly-worsening') return days > 15;
    // "no, three weeks ago", "normal, but half an hour": of something that was or is
    const isAlone =
      ![...used, ...answers].some((one) => sharePart(one, each)) && !time.since.has(words[each.start - 1]);
    return !denies || !(now || (isLongKnown && days >= 365) || (isAlone && (ago || days < 1)));
  };
  const understood: readonly Span[] = [
    ...used.filter(
      (each) => value !== 'unsure' || !readings.some((one) => !one.certain && one.says === 'is' && overlap(one, each)),
    ),
    ...answers.filter((each) => agrees(each.means, value, denies) || isMadeMilder(each, message)),
    ...times.filter(fitsTime),
    // "numb on the left" says no more of the legs than "numb", but of the seat it says that one side is
    ...sides.filter(
      (each) =>
        isClaimed(each) &&
        !limits(each) &&
        (question !== 'saddleNumbness' || beside(each, (means) => names(means, 'leg', 'legs'))),
    ),
    ...(isOneSided && question !== 'saddleNumbness' && !denies ? sides : []), // "it keeps buckling. left."
    ...language.sides.idle(words),
    ...mentions.filter(
      (each) => each.means.is === 'figure' || (isElsewhere(each.means) && !(isWhole && isClaimed(each))),
    ),
    ...mentions.filter((each) => isClaimed(each) && isAskedPart(each.means, question)),
    ...mentions.filter((each) => each.means.is === 'feature' && beside(each, isElsewhere) && !isSecond(each)),
    ...mentions.filter((each) => denies && names(each.means, 'pain') && notOfPain.has(question)), // "it just hurts, it is not weak"
    ...factsIn(message),
    ...time.unchanged.find(words),
    ...said.asides.find(words),
    ...(value === 'unsure' ? said.whyUnsure.find(words) : []),
    ...(value === 'unsure' && question && !asksHowItIs.has(question) ? said.notKnown.find(words) : []),
    ...(isOld ? said.oldCauses.find(words) : []),
    ...language.subjects.find(words).filter(({ means }) => means === question),
    ...(denies ? [] : said.things.find(words)),
    ...said.polite.find(words).filter(({ start }) => start === 0),
    ...(denies
      ? []
      : [
          // "better in the morning"
          ...(question === 'weaknessCourse' && reassures && value !== 'longstanding'
            ? doubt.degrees
            : said.circumstances
          ).find(words),
          ...time.slowly.find(words),
          ...mentions.filter(({ means }) => means.is === 'topic' && !(isWhole && isOtherPart(means))),
        ]),
  ];
  const { relatives, strangers, third, patient, self, reports } = language.people;
  const isSmall = (word: string): boolean =>
    isMark(word) || [said.small, relatives, strangers, third, patient, self, reports].some((each) => each.has(word));
  /** A word in the gap of a phrase is not understood by that phrase. */
  const steppedOver = (word: string, at: number): boolean => {
    const over = mentions.find(({ start, end, isGap }) => start < at && at < end && isGap(word));
    const others = understood.filter((each) => over === undefined || each.start > over.start || each.end < over.end);
    return value !== undefined && over !== undefined && !covers(others, at);
  };
  return words.flatMap((word, at) =>
    (!covers(takesBack, at) && isSmall(word)) ||
    (covers(understood, at) && !covers(takesBack, at) && !steppedOver(word, at))
      ? []
      : [at],
  );
}

/** The words that may take a mild value back, whatever else they mean: a second side, what is over, what turns or weakens it. */
export function takenBack(message: Read, value: Answer | undefined): readonly Span[] {
  const { words, times, parts, used, readings, language, asked: question } = message;
  if (question === undefined) return [];
  const { said, time, clauses } = language;
  const isOld = value === 'longstanding';
  // "at coughs for years, and now when I sit, too"
  const isCourse = isOld || question === 'weaknessCourse'; // "the same in the other leg now"
  const secondSide = knowsOneSide(question, value) ? secondSides(message) : isCourse ? clauses.also.find(words) : [];
  const reassures = isWellOrOld(question, value);
  // "since my boy was born nine years ago, no change"
  const lasts = isOld && unchangedIn(words, language).length > 0;
  /** "It was fine last week", "I can pee fine two weeks ago", but not "since last week". */
  const bygone = [
    ...(reassures ? time.bygone.find(words) : []),
    ...(reassures && asksHowItIs.has(question) && !lasts ? times.filter(({ ago, days }) => ago && days >= 1) : []),
  ].filter(({ start }) => !time.since.has(words[start - 1]));
  /** Over, or "left at first": not how it is. */
  const isOver = [
    ...[...(knowsOneSide(question, value) || reassures ? time.atFirst.find(words) : []), ...bygone].filter(
      (each) => !isInside(each, used),
    ),
    // "my legs were strong", but not "as they were" or "there since I was born"
    ...(reassures && !isOld && asksHowItIs.has(question) ? time.past.find(words) : []).filter(
      (each) => !isInside(each, [...time.asBefore.find(words), ...said.asides.find(words)]),
    ),
    ...(reassures && asksHowItIsNow(question)
      ? readings.filter((each) => each.question === question && each.gone && each.says === 'is')
      : []),
  ];
  // leukaemia, or a cancer that is treated, weakens the defence: "no fever" does not deny that
  const weakens =
    question === 'infection' && value === deniedValue(question)
      ? readings.filter((each) => each.question === 'cancerHistory' && each.says === 'is')
      : [];
  // "the same as yesterday" may be as numb as it was
  const lately = reassures && !isOld && asksHowItIs.has(question) ? latelyIn(words, language) : [];
  // "neither better nor worse, but today it drops"
  const opposed =
    reassures && question === 'weaknessCourse'
      ? readings.filter(
          (each) =>
            each.question !== question &&
            each.says === 'is' &&
            parts.some((part) => part.joined === 'contrast' && isInside(each, [part])),
        )
      : [];
  const courseOfElse = (): readonly Span[] =>
    readings.filter((each) => {
      const part = partAt(parts, each.start);
      return each.question === question && part !== undefined && tellsOfElse(message, part);
    });
  const ofElse = !reassures
    ? []
    : question === 'weaknessCourse'
      ? [...otherThanWeakness(message), ...courseOfElse()]
      : calmSubjects(message);
  return [...secondSide, ...isOver, ...weakens, ...lately, ...turnedBy(message, value), ...ofElse, ...opposed];
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
export const asksHowItIsNow = (question: QuestionId): boolean =>
  asksHowItIs.has(question) || question === 'weaknessCourse';

/** Pain says nothing of these. */
const notOfPain: ReadonlySet<QuestionId> = new Set(['legWeakness', 'sensoryOrReflex', 'saddleNumbness']);

/** "No, just a tingle in my left foot": what follows says what it is. */
export const isMadeMilder = ({ means, start }: SpokenAnswer, { asked, readings }: Read): boolean =>
  means === 'no' &&
  readings.some(
    (each) =>
      each.question === asked &&
      each.says === 'is' &&
      each.certain &&
      each.start > start &&
      each.value !== undefined &&
      each.value !== gravest(each.question)[0],
  );

/** "All regular down there", when the bowel was asked about. */
const isAskedPart = (means: Mention, question: QuestionId | undefined): boolean => {
  if (means.is !== 'topic' || question === undefined) return false;
  const asked = topicAsked[question];
  if (means.topic === 'below') return asked === 'saddle' || asked === 'bladder' || asked === 'bowel';
  return asked !== undefined && means.topic === (asked === 'leg' ? 'legs' : asked);
};

/** What was understood and is no answer to anything: it changes nothing, and is not left over. */
export const factsIn = ({ words, used, language }: Read): readonly Span[] =>
  outermost(language.said.facts.find(words)).filter((each) => !used.some((one) => overlap(one, each)));

function agrees(means: string, value: Answer | undefined, denies: boolean): boolean {
  if (value === undefined) return true;
  if (denies) return means === 'no' || means === 'fine';
  return means === (value === 'unsure' ? 'unsure' : 'yes');
}
