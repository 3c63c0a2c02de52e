import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { because } from '../../machines/because.ts';
import { meets } from '../../machines/criteria.ts';
import {
  answersTo,
  type Findings,
  findingsOn,
  knownFindings,
  type QuestionId,
  questionIds,
} from '../../machines/findings.ts';
import { recommend } from '../../machines/recommendation.ts';
import { rowsOf } from '../../machines/ruleRows.ts';

const someFindings = fc
  .tuple(...questionIds.map((id) => fc.option(fc.constantFrom(...answersTo(id)), { nil: undefined })))
  .map((values) => knownFindings(Object.fromEntries(questionIds.map((id, index) => [id, values[index] ?? '']))));

const urgencyWithout = (f: Findings, questions: readonly QuestionId[]) =>
  recommend(
    findingsOn(
      f,
      questionIds.filter((id) => !questions.includes(id)),
    ),
    true,
  ).urgency;
const contains = (set: readonly QuestionId[], smaller: readonly QuestionId[]) =>
  smaller.every((id) => set.includes(id));
const answered = (f: Findings) => questionIds.filter((id) => f[id] !== undefined);

describe('what would have changed it', () => {
  test('without the named answers the urgency is really another, and lower', () => {
    const order = ['routine', 'soon', 'urgent', 'emergency'];
    fc.assert(
      fc.property(someFindings, (f) => {
        const { urgency } = recommend(f, true);
        for (const { questions, urgency: named } of because(f, true).without) {
          expect(urgencyWithout(f, questions)).toBe(named);
          expect(order.indexOf(named)).toBeLessThan(order.indexOf(urgency));
        }
      }),
    );
  });

  test('no smaller set does: keeping any one of the named answers keeps the urgency', () => {
    fc.assert(
      fc.property(someFindings, (f) => {
        const { urgency } = recommend(f, true);
        for (const { questions } of because(f, true).without) {
          for (const kept of questions) {
            const fewer = questions.filter((id) => id !== kept);
            expect(urgencyWithout(f, fewer)).toBe(urgency);
          }
        }
      }),
    );
  });

  test('no set is forgotten: whatever changes the urgency contains one that is named', () => {
    fc.assert(
      fc.property(
        someFindings.chain((f) => fc.tuple(fc.constant(f), fc.subarray(answered(f)))),
        ([f, removed]) => {
          const changes = urgencyWithout(f, removed) !== recommend(f, true).urgency;
          expect(because(f, true).without.some(({ questions }) => contains(removed, questions))).toBe(changes);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('which answers fired which rule', () => {
  test('the named answers alone fire the rule, and each of them is one of the answers given', () => {
    fc.assert(
      fc.property(someFindings, (f) => {
        const { fired } = because(f, true);
        expect(fired.map(({ rule }) => rule)).toEqual(recommend(f, true).rules);
        for (const { rule, answers } of fired) {
          expect(f).toMatchObject(answers);
          expect(rowsOf(rule).some(({ when }) => meets(answers, when))).toBe(true);
        }
      }),
    );
  });

  test('an answer that says "no" beside a "not sure" is not named', () => {
    expect(because({ legWeakness: 'none', saddleNumbness: 'no', bladder: 'unsure' }, true).fired[0]).toEqual({
      rule: 'U2',
      answers: { bladder: 'unsure' },
    });
  });

  test('numbness between the legs beside a weak leg: without it, urgent', () => {
    expect(because({ legWeakness: 'left', saddleNumbness: 'yes' }, true)).toEqual({
      fired: [
        { rule: 'E1', answers: { saddleNumbness: 'yes' } },
        { rule: 'M1', answers: {} },
      ],
      without: [{ questions: ['saddleNumbness'], urgency: 'urgent' }],
    });
  });

  test('an imaging rule names the answers that it rests on', () => {
    const { fired } = because({ legWeakness: 'left', infection: 'yes', implantedDevice: 'mr-unsafe' }, true);
    const behind = Object.fromEntries(fired.map(({ rule, answers }) => [rule, answers]));
    expect(behind).toMatchObject({
      M2: { infection: 'yes' },
      M6: { implantedDevice: 'mr-unsafe' },
      M8: { implantedDevice: 'mr-unsafe' },
    });
    expect(Object.keys(behind['M2'] ?? {})).toEqual(['infection']);
  });

  test('nothing found: nothing to name', () => {
    expect(because({ legWeakness: 'none', saddleNumbness: 'no' }, true)).toEqual({ fired: [], without: [] });
  });
});
