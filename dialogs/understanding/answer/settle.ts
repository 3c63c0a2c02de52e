import { type Answer, answersTo, finding, type QuestionId } from '../../../machines/findings.ts';
import { emergencyRules, firedRules } from '../../../machines/urgencyRules.ts';
import type { Reading } from '../readings/readings.ts';

/** What a message comes to for one question. */
export type Settled =
  | { readonly is: 'value'; readonly value: Answer }
  /** Something is there; weakness of a leg without its side, a change without its kind. */
  | { readonly is: 'present' }
  /** `unopposed`: a phrase says it, none another answer, and nothing around it leaves it in doubt. */
  | { readonly is: 'doubt'; readonly guess: Answer | undefined; readonly unopposed?: true }
  | { readonly is: 'nothing' };

/** The answers that stand by themselves in a message, by their meaning. */
export type Said = {
  readonly yes: boolean;
  readonly no: boolean;
  readonly fine: boolean;
  readonly unsure: boolean;
  readonly hedgedYes: boolean;
  readonly hedgedNo: boolean;
};

/** Goes with a "no", or "fine", about all the rest. */
const besideNo: ReadonlySet<Answer> = new Set(['longstanding', 'constipation', 'minor']);

const nothing: Settled = { is: 'nothing' };
const doubt = (guess: Answer | undefined): Settled => ({ is: 'doubt', guess });
const unopposed = (guess: Answer): Settled => ({ is: 'doubt', guess, unopposed: true });

/**
 * A grave reading counts at once; a mild one only if every word of the message is explained, else it is a guess. Of two
 * the graver counts.
 * @param isExplained whether nothing in the message is left over when it is taken to mean this value.
 */
export function settle(
  question: QuestionId,
  readings: readonly Reading[],
  said: Said,
  isExplained: (value: Answer) => boolean,
): Settled {
  const none = deniedValue(question);
  const about = readings.filter((each) => each.question === question);
  const hints = about.filter(
    ({ says, value, guess }) => says === 'is' && value === undefined && guess === none && none,
  );
  /** "A catheter": perhaps it cannot be known. */
  const mayBeUnsure = ({ says, value, guess }: Reading): boolean =>
    says === 'is' && value === undefined && guess === 'unsure';
  const present = about.filter(
    (each) => each.says === 'is' && each.value !== 'unsure' && !hints.includes(each) && !mayBeUnsure(each),
  );
  const denied = about.filter(({ says }) => says === 'isNot');
  const certain = gravestOf(
    question,
    present.flatMap(({ certain: sure, value }) => (sure && value ? [value] : [])),
  );
  const possible = gravestOf(
    question,
    present.flatMap(({ value, guess }) => value ?? guess ?? []),
  );
  const saysNo = said.no || (said.fine && answersFine.has(question));
  // "not numb, just tingly": what comes after a denial was not meant by it
  const all = denied.some(
    ({ certain: sure, whole, start }) =>
      sure && whole && !present.some((each) => each.certain && each.value !== undefined && each.start > start),
  );
  if (certain !== undefined && isGrave(question, certain))
    return raisesUrgency(question, certain) || !(saysNo || all || said.hedgedNo)
      ? { is: 'value', value: certain }
      : doubt(certain);

  const denies = saysNo || all || said.hedgedNo || hints.length > 0;
  if (certain !== undefined) {
    const other = present.some(
      ({ certain: sure, value, guess }) => !(sure && value) && (value ?? guess ?? certain) !== certain,
    );
    // "constipated all my life, and now it just comes": what is new beside it may be graver
    const isOld = certain === 'longstanding' && present.some(({ certain: sure }) => !sure);
    if (other || isOld || (denies && !besideNo.has(certain))) return doubt(possible);
    return isExplained(certain) ? { is: 'value', value: certain } : unopposed(certain);
  }
  if (possible !== undefined) {
    const agree = present.every(({ value, guess, inDoubt }) => !inDoubt && (value ?? guess ?? possible) === possible);
    if (!agree || denies) return doubt(possible);
    // "yes, of the breast"
    const isSaid = said.yes && denied.length === 0 && possible === soleValue(question);
    return isSaid ? { is: 'value', value: possible } : unopposed(possible);
  }
  if (present.length > 0)
    return saysNo || !present.some(({ certain: sure }) => sure) ? doubt(undefined) : { is: 'present' };
  if (said.unsure || about.some(({ value }) => value === 'unsure'))
    return isExplained('unsure') ? { is: 'value', value: 'unsure' } : saysNo ? doubt('unsure') : unopposed('unsure');
  if (about.some(mayBeUnsure)) return doubt('unsure');
  if (said.yes) return affirmed(question, said, saysNo || denied.length > 0);
  if (none === undefined) return said.hedgedYes || said.hedgedNo || saysNo ? doubt(undefined) : nothing;
  if (said.hedgedYes) return question === 'pregnancy' ? { is: 'value', value: 'possible' } : doubt(soleValue(question));
  if (denied.length > 0 || saysNo) {
    const signs = new Set(denied.filter(({ certain: sure }) => sure).map(({ start }) => start));
    const complete = saysNo || all || signs.size > 1;
    const unclear = said.hedgedNo || denied.some(({ certain: sure }) => !sure);
    return complete && !unclear && isExplained(none) ? { is: 'value', value: none } : doubt(none);
  }
  return said.hedgedNo || said.fine || hints.length > 0 ? doubt(none) : nothing;
}

function affirmed(question: QuestionId, said: Said, contradicted: boolean): Settled {
  const sole = soleValue(question);
  if (contradicted) return doubt(undefined);
  if (sole === undefined) return said.hedgedYes ? doubt(undefined) : { is: 'present' };
  return said.hedgedYes ? doubt(sole) : { is: 'value', value: sole };
}

/** The value that says that nothing is the matter; the two questions without such a value have none. */
export const deniedValue = (question: QuestionId): Answer | undefined => {
  if (question === 'weaknessCourse' || question === 'mriAccess') return undefined;
  return answersTo(question)[0];
};

/** The one positive value, where there is only one. */
const soleValue = (question: QuestionId): Answer | undefined => {
  const values = answersTo(question).filter((value) => value !== deniedValue(question) && value !== 'unsure');
  return question === 'pregnancy' ? 'yes' : values.length === 1 ? values[0] : undefined;
};

/** "Fine" answers how something is, not whether something was. */
export const answersFine: ReadonlySet<QuestionId> = new Set([
  'legWeakness',
  'saddleNumbness',
  'bladder',
  'bowel',
  'sensoryOrReflex',
  'claustrophobia',
]);

/** It says that nothing is the matter, or no more than always: words that were not understood may say otherwise. */
export const isReassuring = (question: QuestionId, value: Answer): boolean =>
  value === deniedValue(question) || reassuring.has(value);

const reassuring: ReadonlySet<Answer> = new Set(['unsure', 'longstanding', 'stable', 'improving', 'available']);

/** It makes an emergency by itself, or is the worst that its question knows. */
const isGrave = (question: QuestionId, value: Answer): boolean =>
  value === gravest(question)[0] || isEmergency(question, value);

const isEmergency = (question: QuestionId, value: Answer): boolean =>
  emergencyRules(finding(question, value) ?? {}).length > 0;

const raisesUrgency = (question: QuestionId, value: Answer): boolean =>
  firedRules({ ...(question === 'weaknessCourse' && { legWeakness: 'unsure' }), ...finding(question, value) }).length >
  0;

function gravestOf(question: QuestionId, values: readonly Answer[]): Answer | undefined {
  if (question === 'legWeakness' && values.includes('left') && values.includes('right')) return 'both';
  // "had it since polio, never changed"
  const isOld = question === 'weaknessCourse' && values.includes('longstanding');
  return gravest(question).find((value) => values.includes(value) && !(isOld && value === 'stable'));
}

/** Values from the gravest: of two that are both certain, this one is recorded. */
export const gravest = (question: QuestionId): readonly Answer[] => {
  if (question === 'implantedDevice') return ['mr-unsafe', 'mr-conditional', 'unknown', 'none'];
  if (question === 'mriAccess') return ['unavailable', 'delayed', 'available'];
  const values = answersTo(question).filter((value) => value !== 'unsure');
  if (question === 'legWeakness') return ['both', 'left', 'right', 'none'];
  if (question === 'sensoryOrReflex')
    return ['cord-signs', 'severe', 'mild', ...values.filter((v) => v === ('longstanding' as string)), 'none'];
  if (['legPain', 'trauma', 'pregnancy'].includes(question)) return values.toReversed();
  return deniedValue(question) ? [...values.slice(1), ...values.slice(0, 1)] : values;
};
