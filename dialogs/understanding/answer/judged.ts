import { type Answer, answersTo, type QuestionId } from '../../../machines/findings.ts';
import { isAsUrgent, isGrave, isGraver, isReassuring } from '../gravity.ts';
import { chanceOf, type LikelyAnswer } from './likelyAnswer.ts';
import { knowsOneSide } from './secondSides.ts';
import { type Settled, valueIn } from './settle.ts';

/**
 * How sure likeness must be of a value to be believed, `grave` or `mild`; how likely what phrases say for certain must be to
 * stand, where it reassures (`calm`) or not (`agrees`), and where it is grave, that something grave is meant (`stands`); what
 * is graver, to take the place of what they say is grave (`otherwise`); and another date, to doubt theirs (`dated`).
 */
const sure = { grave: 0.9, mild: 0.95, calm: 0.85, agrees: 0.2, otherwise: 0.5, stands: 0.6, dated: 0.8 };

/** Of a mild value against which something speaks, how likely it is that it is wrong must be so many times less for each thing. */
const surerForADoubt = 5;

/**
 * What phrases and likeness to labelled sentences say together. What is grave is believed where either is sure of it, unless
 * likeness finds it likelier that it is not; what is mild, only where likeness is sure of it, the surer the more speaks against it, and
 * knows each word that is left over.
 */
export function judged(
  question: QuestionId,
  settled: Settled,
  { values, isKnown, isTakenBack, isOutdated, leavesWords, mayOppose, isOfWriter, tellsMore }: LikelyAnswer,
): Settled {
  const [likeliest] = values;
  if (!likeliest) return settled;
  const guess = answersTo(question).find((value) => value === likeliest.value);
  const said = valueIn(settled);
  if (settled.is === 'value') {
    const { value } = settled;
    const isGraverLikelier = guess !== undefined && isGraver(question, guess, value);
    if (isGrave(question, value)) {
      // "I don't notice it, my skirt is wet": the graver of two
      if (isGraverLikelier && likeliest.probability > sure.otherwise) return { is: 'value', value: guess };
      // "I push, and then it only dribbles": no less of an emergency, so the likelier
      const isElse = guess !== undefined && guess !== value && isAsUrgent(question, guess, value);
      if (isElse && likeliest.probability > sure.grave) return { is: 'value', value: guess };
      const grave = answersTo(question).filter((each) => isGrave(question, each));
      return chanceOf(values, grave) < (isOutdated ? sure.mild : sure.stands) ? { is: 'doubt', guess: value } : settled;
    }
    if (tellsMore) return settled;
    // of numbers and dates the phrases know more
    if (question === 'spinalSurgery' && !isReassuring(question, value) && likeliest.probability < sure.dated)
      return settled;
    if (!isGraverLikelier && chanceOf(values, [value]) > (isReassuring(question, value) ? sure.calm : sure.agrees))
      return settled;
  }
  const isOpen = settled.is === 'present' || (settled.is === 'doubt' && settled.guess === undefined);
  const against = (value: Answer): number => {
    const takenBack = isTakenBack(value);
    return (
      Number(isOpen) +
      Number(isOfWriter) +
      Number(mayOppose && isReassuring(question, value)) +
      Number(takenBack) +
      Number(takenBack && leavesWords && knowsOneSide(question, value)) +
      Number(settled.is === 'nothing') +
      Number(said !== undefined && said !== value)
    );
  };
  const isBelieved = (value: Answer): boolean =>
    isGrave(question, value)
      ? likeliest.probability > (isOutdated ? sure.mild : sure.grave)
      : isKnown && 1 - likeliest.probability < (1 - sure.mild) / surerForADoubt ** against(value);
  if (guess !== undefined && isBelieved(guess)) return { is: 'value', value: guess };
  if (settled.is === 'present') return settled;
  return { is: 'doubt', guess: guess ?? said };
}
