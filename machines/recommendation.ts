import { type ActionId, type Audience, actionsFor, type Disposition } from './actions.ts';
import type { Findings } from './findings.ts';
import { type Imaging, type ImagingRuleId, imaging, imagingReasons } from './imagingRules.ts';
import { isBelow, type Urgency } from './urgency.ts';
import { type Condition, decided, suspectedConditions, type UrgencyRuleId } from './urgencyRules.ts';

/** A row of the decision table that fired: E, U and S say how soon, M which scan. */
export type RuleId = UrgencyRuleId | ImagingRuleId;

/** What findings lead to. */
export type Recommendation = {
  /** A lower bound until `complete`, exact then. */
  readonly urgency: Urgency;
  /** Every question was asked. */
  readonly complete: boolean;
  readonly disposition: Disposition;
  /** Every row that fired: E rows, else U rows, else S rows; then M rows when imaging is advised. */
  readonly rules: readonly RuleId[];
  readonly imaging: Imaging | null;
  readonly conditions: readonly Condition[];
  readonly actions: Readonly<Record<Audience, readonly ActionId[]>>;
};

/**
 * What findings mean. Pure and the same for every role and language.
 * @param complete whether every question was asked; while false there is no routine or soon card.
 * @param adult false once somebody said that the person is under 18: never a routine or soon card.
 * @param atLeast what the person was told before under other content: never less than that, whatever fires now.
 */
export function recommend(
  findings: Findings,
  complete: boolean,
  adult = true,
  atLeast: Urgency = 'routine',
): Recommendation {
  const found = decided(findings);
  const { urgency, rules } = isBelow(found.urgency, atLeast) ? { urgency: atLeast, rules: [] } : found;
  const disposition = dispositionOf(urgency, complete, adult);
  // What a doctor sees today first, no table for adults images.
  const reasons = disposition === 'madeForAdults' ? [] : imagingReasons(findings, urgency, complete);
  const advised = imaging(reasons, findings, urgency, complete);
  const situation = { findings, disposition, imaging: advised };
  return {
    urgency,
    complete,
    disposition,
    rules: [...rules, ...new Set(reasons.map(({ id }) => id))],
    imaging: advised,
    conditions: suspectedConditions(findings),
    actions: { patients: actionsFor('patients', situation), professionals: actionsFor('professionals', situation) },
  };
}

function dispositionOf(found: Urgency, complete: boolean, adult: boolean): Disposition {
  if (found === 'emergency' || found === 'urgent') return found;
  if (!adult) return 'madeForAdults';
  return complete ? found : 'notEnoughAsked';
}
