import { type Answer, finding, type QuestionId } from '../../../machines/findings.ts';
import { firedRules } from '../../../machines/urgencyRules.ts';
import { answersFine, deniedValue, gravestOf, isGrave, soleValue } from '../gravity.ts';
import type { WholeAnswer } from '../phrases/language.ts';
import type { Reading } from '../readings/weigh.ts';
import { asksHowItIsNow } from './takenBack.ts';

/** What a message comes to for one question. */
export type Settled =
  | { readonly is: 'value'; readonly value: Answer }
  /** Something is there; weakness of a leg without its side, a change without its kind. */
  | { readonly is: 'present' }
  | { readonly is: 'doubt'; readonly guess: Answer | undefined }
  | { readonly is: 'nothing' };

/** The value that it comes to, or would if it were certain. */
export const valueIn = (settled: Settled): Answer | undefined =>
  settled.is === 'value' ? settled.value : settled.is === 'doubt' ? settled.guess : undefined;

/** Goes with a "no", or "fine", about all the rest. */
const besideNo: ReadonlySet<Answer> = new Set(['longstanding', 'constipation', 'minor']);

const nothing: Settled = { is: 'nothing' };
const doubt = (guess: Answer | undefined): Settled => ({ is: 'doubt', guess });

/**
 * What a message comes to. A grave reading counts at once; a mild one only if every word of the message is explained, else it is a guess. Of two
 * the graver counts.
 * @param said the answers that stand by themselves in it.
 * @param isExplained whether nothing in the message is left over when it is taken to mean this value.
 */
export function settle(
  question: QuestionId,
  readings: readonly Reading[],
  said: ReadonlySet<WholeAnswer>,
  isExplained: (value: Answer) => boolean,
): Settled {
  const none = deniedValue(question);
  const told = readings.filter((each) => each.question === question);
  const isWell = ({ says, whole }: Reading): boolean => says === 'isNot' && whole;
  // "numb last year, that wore off, normal since", but nothing new after it
  const about = told.filter(
    ({ gone, says, start }) =>
      !(gone && says === 'is' && asksHowItIsNow.has(question)) ||
      !(said.has('hedgedNo') || told.some((each) => isWell(each) && each.start > start)),
  );
  const hints = about.filter(
    ({ says, value, guess }) => says === 'is' && value === undefined && guess === none && none,
  );
  const present = about.filter((each) => each.says === 'is' && each.value !== 'unsure' && !hints.includes(each));
  const denied = about.filter(({ says }) => says === 'isNot');
  const certain = gravestOf(
    question,
    present.flatMap(({ certain: sure, value }) => (sure && value ? [value] : [])),
  );
  const possible = gravestOf(
    question,
    present.flatMap(({ value, guess }) => value ?? guess ?? []),
  );
  const saysNo = said.has('no') || (said.has('fine') && answersFine.has(question));
  const hedgedNo = said.has('hedgedNo');
  const hedgedYes = said.has('hedgedYes');
  const all = denied.some(({ certain: sure, whole }) => sure && whole);
  if (certain !== undefined && isGrave(question, certain))
    return raisesUrgency(question, certain) || !(saysNo || all || hedgedNo)
      ? { is: 'value', value: certain }
      : doubt(certain);

  const denies = saysNo || all || hedgedNo || hints.length > 0;
  if (certain !== undefined) {
    const other = present.some(
      ({ certain: sure, value, guess }) => !(sure && value) && (value ?? guess ?? certain) !== certain,
    );
    if (other || (denies && !besideNo.has(certain))) return doubt(possible);
    return isExplained(certain) ? { is: 'value', value: certain } : doubt(certain);
  }
  if (possible !== undefined) return doubt(possible);
  if (present.length > 0)
    return saysNo || !present.some(({ certain: sure }) => sure) ? doubt(undefined) : { is: 'present' };
  if (said.has('unsure') || about.some(({ value }) => value === 'unsure'))
    return isExplained('unsure') ? { is: 'value', value: 'unsure' } : doubt('unsure');
  if (said.has('yes')) return affirmed(question, hedgedYes, saysNo || denied.length > 0);
  if (none === undefined) return hedgedYes || hedgedNo || saysNo ? doubt(undefined) : nothing;
  if (hedgedYes) return question === 'pregnancy' ? { is: 'value', value: 'possible' } : doubt(soleValue(question));
  if (denied.length > 0 || saysNo) {
    const unclear = hedgedNo || denied.some(({ certain: sure }) => !sure);
    if (!(saysNo || all) || unclear) return doubt(none);
    return isExplained(none) ? { is: 'value', value: none } : doubt(none);
  }
  return hedgedNo || said.has('fine') || hints.length > 0 ? doubt(none) : nothing;
}

function affirmed(question: QuestionId, hedged: boolean, contradicted: boolean): Settled {
  const sole = soleValue(question);
  if (contradicted) return doubt(undefined);
  if (sole === undefined) return hedged ? doubt(undefined) : { is: 'present' };
  return hedged ? doubt(sole) : { is: 'value', value: sole };
}

const raisesUrgency = (question: QuestionId, value: Answer): boolean =>
  firedRules({ ...(question === 'weaknessCourse' && { legWeakness: 'unsure' }), ...finding(question, value) }).length >
  0;
