import { type Answer, answersTo, finding, type QuestionId } from '../../machines/findings.ts';
import { emergencyRules } from '../../machines/urgencyRules.ts';

/** The value that says that nothing is the matter; the two questions without such a value have none. */
export const deniedValue = (question: QuestionId): Answer | undefined =>
  question === 'weaknessCourse' || question === 'mriAccess' ? undefined : answersTo(question)[0];

/** The one positive value, where there is only one. */
export const soleValue = (question: QuestionId): Answer | undefined => {
  const values = answersTo(question).filter((value) => value !== deniedValue(question) && value !== 'unsure');
  return question === 'pregnancy' ? 'yes' : values.length === 1 ? values[0] : undefined;
};

/** Values from the gravest: of two that are both certain, the graver is recorded. */
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

/** The gravest of these values. */
export function gravestOf(question: QuestionId, values: readonly Answer[]): Answer | undefined {
  if (question === 'legWeakness' && values.includes('left') && values.includes('right')) return 'both';
  // "had it since polio, never changed"
  const isOld = question === 'weaknessCourse' && values.includes('longstanding');
  return gravest(question).find((value) => values.includes(value) && !(isOld && value === 'stable'));
}

/** It makes an emergency by itself, or is the worst that its question knows. */
export const isGrave = (question: QuestionId, value: Answer): boolean =>
  value === gravest(question)[0] || emergencyRules(finding(question, value) ?? {}).length > 0;

/** Both make an emergency, and by the same rules. */
export function isAsUrgent(question: QuestionId, one: Answer, other: Answer): boolean {
  const [ofOne, ofOther] = [one, other].map((value) => emergencyRules(finding(question, value) ?? {}).join());
  return ofOne !== '' && ofOne === ofOther;
}

/** It is known, and no grave one. */
export const isMild = (question: QuestionId, value: Answer): boolean => value !== 'unsure' && !isGrave(question, value);

/** Whether a value that says that something is the matter is graver than another. */
export function isGraver(question: QuestionId, one: Answer, other: Answer): boolean {
  const order = gravest(question);
  const place = (value: Answer): number => (value === 'unsure' ? order.length - 1.5 : order.indexOf(value));
  return one !== 'unsure' && one !== deniedValue(question) && place(one) < place(other);
}

/** It says that nothing is the matter, or no more than always: words that were not understood may say otherwise. */
export const isReassuring = (question: QuestionId, value: Answer): boolean =>
  value === deniedValue(question) || reassuring.has(value);

const reassuring: ReadonlySet<Answer> = new Set(['unsure', 'longstanding', 'stable', 'improving', 'available']);

/** "Fine" answers how something is, not whether something was. */
export const answersFine: ReadonlySet<QuestionId> = new Set([
  'legWeakness',
  'saddleNumbness',
  'bladder',
  'bowel',
  'sensoryOrReflex',
  'claustrophobia',
]);
