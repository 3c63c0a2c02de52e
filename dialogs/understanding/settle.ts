import { type Answer, answersTo, type QuestionId } from '../../machines/findings.ts';
import type { Evidence } from './evidence.ts';
import type { Opening } from './wholeAnswer.ts';

/** What the evidence for one question comes to. */
export type Settled =
  | { readonly is: 'value'; readonly value: Answer }
  /** Weakness, on a side not said. */
  | { readonly is: 'present' }
  | { readonly is: 'doubt'; readonly guess: Answer | undefined }
  | { readonly is: 'nothing' };

const nothing: Settled = { is: 'nothing' };
const doubt = (guess: Answer | undefined): Settled => ({ is: 'doubt', guess });
const settled = (value: Answer): Settled => ({ is: 'value', value });

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

/** What in a message could take back its "yes" or "no". */
export type Doubtful = {
  readonly changedSince?: number | undefined;
  readonly contrast: boolean;
  readonly exception: boolean;
  readonly hedged: boolean;
  readonly generalised?: boolean;
  readonly dangling?: boolean;
  readonly unread: boolean;
};

/** "Only a knee replacement" is no implant that counts, probably. */
export const suggestsNone = ({ question, says, value, guess }: Evidence): boolean =>
  says === 'is' && value === undefined && guess !== undefined && guess === deniedValue(question);

/** Weighs what a message says about one question. `opening` is its "yes" or "no", when this question was asked. */
export function settle(
  question: QuestionId,
  all: readonly Evidence[],
  opening: Opening | undefined,
  doubtful: Doubtful,
): Settled {
  const { contrast } = doubtful;
  const about = all.filter((each) => each.question === question);
  const none = deniedValue(question);
  const denied = about.filter(({ says }) => says === 'isNot');
  const positive = about.filter(
    (each) => each.says === 'is' && !(suggestsNone(each) && (denied.length > 0 || opening)),
  );
  const known = positive.filter(({ value }) => value !== 'unsure');
  const certain = known.filter((each) => each.certain);
  const isWell = opening?.answer === 'fine' && statusQuestions.has(question);
  const saysNo = none !== undefined && (opening?.answer === 'no' || isWell);

  if (certain.length > 0) {
    const now = certain.filter(({ start }) => start >= (doubtful.changedSince ?? 0));
    const value = merged(question, now.length > 0 ? now : certain); // "it was both, but now just the right"
    const best = value ?? certain.find(({ guess }) => guess)?.guess;
    const unchanged = value === 'longstanding' && opening?.answer === 'fine'; // "leaks as ever, all the same"
    if (saysNo && !contrast && !unchanged) return doubt(best);
    const over = doubtful.changedSince;
    if (over !== undefined && now.length === 0 && denied.some(({ start }) => start >= over)) return doubt(best); // "was weak, but now it is fine"
    // "fine" in general, beside something that is not: that counts
    const denials = denied.filter((each) => each.whole && (each.value !== undefined || !statusQuestions.has(question)));
    const takesBack = (each: Evidence): boolean =>
      !contrast || each.start > (certain.findLast((each) => each.value)?.start ?? 0); // "I hate it, but I could manage"
    if (
      [...denials, ...positive.filter((each) => contrast && suggestsNone(each))].some(takesBack) &&
      value !== 'longstanding'
    )
      return doubt(best);
    const graver = value && known.find((each) => isGraver(question, each.value ?? each.guess, value))?.guess;
    if (graver) return doubt(graver); // "constipated, and perhaps I do not feel it"
    if (value) return settled(value);
    return question === 'legWeakness' && !certain.some(({ guess }) => guess) ? { is: 'present' } : doubt(best);
  }
  if (known.length > 0) return doubt(merged(question, known) ?? known.find(({ guess }) => guess)?.guess);
  if (positive.length > 0) return settled('unsure');
  if (opening?.answer === 'unsure' || opening?.answer === 'unsureOnly') return settled('unsure');
  if (denied.length > 0)
    return doubtful.unread || doubtful.dangling === true || doubtful.exception
      ? doubt(none)
      : denial(denied, none, opening, doubtful.generalised === true);
  return opening ? fromOpening(question, opening, doubtful) : nothing;
}

function denial(
  denied: readonly Evidence[],
  none: Answer | undefined,
  opening: Opening | undefined,
  generalised: boolean,
): Settled {
  if (!none) return doubt(undefined);
  if (opening?.answer === 'yes') return doubt(none);
  if (denied.some(({ certain }) => !certain) && !denied.some(({ certain, whole }) => certain && whole))
    return opening?.answer === 'no' && opening.closed ? settled(none) : doubt(none);
  // no leak and no dribble are one sign of two; no fever and no chills are two
  const signs = new Set(
    denied.map(({ question, value, start }) => (question === 'bladder' || question === 'bowel' ? value : start)),
  );
  const complete = denied.some(({ whole }) => whole) || opening?.answer === 'no' || signs.size > 1 || generalised;
  return complete ? settled(none) : doubt(none);
}

function fromOpening(
  question: QuestionId,
  { answer, alone, closed }: Opening,
  { exception, hedged }: Doubtful,
): Settled {
  const none = deniedValue(question);
  switch (answer) {
    case 'unsure':
    case 'unsureOnly':
      return settled('unsure');
    case 'yes': {
      if (question === 'legWeakness') return exception || hedged ? doubt(undefined) : { is: 'present' };
      const sole = soleValue(question);
      return sole && !exception && !hedged ? settled(sole) : doubt(sole);
    }
    case 'no':
      return none && !exception && closed ? settled(none) : doubt(none);
    case 'fine':
      return none && statusQuestions.has(question) && !exception && alone ? settled(none) : doubt(none);
    case 'hedgedYes':
      return question === 'pregnancy' ? settled('possible') : doubt(soleValue(question));
    case 'hedgedNo':
      return doubt(none);
  }
}

/** "Fine" answers how something is, not whether something was. */
const statusQuestions: ReadonlySet<QuestionId> = new Set([
  'legWeakness',
  'saddleNumbness',
  'bladder',
  'bowel',
  'sensoryOrReflex',
]);

function merged(question: QuestionId, evidence: readonly Evidence[]): Answer | undefined {
  const values = new Set(evidence.flatMap(({ value }) => (value ? [value] : [])));
  if (question === 'legWeakness' && values.has('left') && values.has('right')) return 'both';
  if (question === 'legWeakness' && values.has('both')) return 'both';
  return gravest(question).find((value) => values.has(value));
}

const isGraver = (question: QuestionId, one: Answer | undefined, than: Answer): boolean =>
  one !== undefined &&
  statusQuestions.has(question) &&
  gravest(question).indexOf(one) < gravest(question).indexOf(than);

/** Values from the gravest: of two that are both certain, this one is recorded. */
export const gravest = (question: QuestionId): readonly Answer[] => {
  if (question === 'implantedDevice') return ['mr-unsafe', 'mr-conditional', 'unknown', 'none'];
  if (question === 'mriAccess') return ['unavailable', 'delayed', 'available'];
  const values = answersTo(question).filter((value) => value !== 'unsure');
  return ['sensoryOrReflex', 'legPain', 'trauma'].includes(question)
    ? values.toReversed()
    : values.slice(deniedValue(question) ? 1 : 0);
};
