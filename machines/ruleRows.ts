import { answersMeeting, meets } from './criteria.ts';
import type { Findings } from './findings.ts';
import { everyImagingRow, type ImagingRow } from './imagingRules.ts';
import type { RuleId } from './recommendation.ts';
import { type ClaimId, citable } from './sources.ts';
import { type UrgencyRow, urgencyRows } from './urgencyRules.ts';

/** The rows of a rule, of either table: one for each of its reasons. */
export const rowsOf = (rule: RuleId): readonly (UrgencyRow | ImagingRow)[] =>
  [...urgencyRows, ...everyImagingRow].filter((row) => row.id === rule);

/** The answers that fire a rule, alone or together with others of them. Pure. */
export const answersBehind = (rule: RuleId, f: Findings): Findings =>
  Object.assign({}, ...rowsOf(rule).map((row) => answersMeeting(f, row.when)));

/** What a rule that fired rests on: of its reasons that hold, what is about these findings. Pure. */
export const ruleSources = (rule: RuleId, f: Findings): readonly ClaimId[] =>
  citable(
    rowsOf(rule)
      .filter((row) => meets(f, row.when))
      .flatMap((row) => row.because),
    f,
  );
