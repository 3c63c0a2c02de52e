import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actionSources } from '../../machines/actions.ts';
import { conditionSources } from '../../machines/conditionSources.ts';
import { answersTo, type Findings, questionIds } from '../../machines/findings.ts';
import { noteSources, scanIsAdvised } from '../../machines/imagingRules.ts';
import { practicePointIds, practicePointSources } from '../../machines/practicePoints.ts';
import { recommend } from '../../machines/recommendation.ts';
import { ruleSources } from '../../machines/ruleRows.ts';
import { type ClaimId, citable } from '../../machines/sources.ts';
import { someFindings } from './arbitraries.ts';
import { withAnswer } from './assignments.ts';
import { claimsAbout } from './claimsAbout.ts';

/** Everything that a card of these findings says, with what it cites for it. */
function cited(f: Findings, complete: boolean): readonly (readonly [string, readonly ClaimId[]])[] {
  const { rules, actions, imaging, conditions, urgency } = recommend(f, complete);
  return [
    ...rules.map((id) => [id, ruleSources(id, f)] as const),
    ...[...actions.patients, ...actions.professionals].map((id) => [id, actionSources(id, f)] as const),
    ...(imaging?.notes ?? []).map((id) => [id, citable(noteSources(id), f)] as const),
    ...conditions.map((id) => [id, citable(conditionSources(id), f)] as const),
    ...(scanIsAdvised(urgency)
      ? practicePointIds.map((id) => [id, citable(practicePointSources(id), f)] as const)
      : []),
  ];
}

/** What is said without a source, or with one that is not about the findings. */
const faults = (f: Findings, complete: boolean): readonly string[] =>
  cited(f, complete).flatMap(([said, claims]) => [
    ...(claims.length === 0 ? [`${said} cites nothing`] : []),
    ...claims.filter((id) => claimsAbout[id]?.(f) === false).map((id) => `${said} cites ${id}`),
  ]);

describe('what a card cites is about the findings, and nothing is said without a source', () => {
  test('for every two answers, at the end and before', () => {
    const wrong: unknown[] = [];
    for (const one of questionIds)
      for (const other of questionIds.slice(questionIds.indexOf(one) + 1))
        for (const value of answersTo(one))
          for (const beside of [undefined, ...answersTo(other)]) {
            const f = withAnswer(withAnswer({}, other, beside), one, value);
            for (const complete of [true, false]) for (const fault of faults(f, complete)) wrong.push([f, fault]);
          }
    expect(wrong.slice(0, 5)).toEqual([]);
  });

  test('for any findings', () => {
    fc.assert(
      fc.property(someFindings(), fc.boolean(), (f, complete) => {
        expect(faults(f, complete)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('fever alone cites nothing about a weak leg, "no imaging" nothing about weakness, a paralysed leg nothing about a mild patch', () => {
  const ids = (f: Findings) => cited(f, true).flatMap(([, claims]) => claims);
  expect(ids({ infection: 'yes' })).not.toContain('imagingNowForWeakness');
  expect(ids({ legWeakness: 'none' })).not.toContain('weaknessSetsApart');
  expect(ids({ legWeakness: 'both', cancerHistory: 'yes' })).not.toContain('mildNumbnessCountsWithCancerOrInfection');
  expect(ids({ sensoryOrReflex: 'mild', cancerHistory: 'yes' })).toContain('mildNumbnessCountsWithCancerOrInfection');
});
