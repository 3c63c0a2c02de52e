import { describe, expect, test } from '@jest/globals';
import type { SnapshotFrom } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';
import {
  type Answer,
  answersTo,
  type Findings,
  isProfessional,
  isQuestionId,
  type QuestionId,
  questionIds,
  type Role,
} from '../../machines/findings.ts';
import { recommend } from '../../machines/recommendation.ts';
import { triageMachine } from '../../machines/triageMachine.ts';
import { withAnswer } from './assignments.ts';
import { quietAnswers } from './conversation.ts';
import { answer, plain } from './liveMachine.ts';
import { asksNext, concluded, mostAsked } from './truthTable/concluded.ts';

type Snapshot = SnapshotFrom<typeof triageMachine>;
const ranks = ['routine', 'soon', 'urgent', 'emergency'];
const rank = (f: Findings): number => ranks.indexOf(concluded(f, false).urgency);

/** The answer that changes least; most people give it to most questions. */
const quiet = (question: QuestionId): Answer =>
  question === 'weaknessCourse' ? 'stable' : (answersTo(question)[0] ?? 'unsure');

/** All answers to a question, but only the quiet one where two others were given already. */
function answersAfter(answers: Findings, question: QuestionId): readonly Answer[] {
  const others = questionIds.filter((id) => answers[id] !== undefined && answers[id] !== quiet(id));
  return others.length < 2 ? answersTo(question) : [quiet(question)];
}

/**
 * Every state, by value and context, and every edge of the conversations where at most two answers are not the quiet one.
 * Guards look at two answers together at most in any rule (ruleRows.test.ts); random conversations have any number (triageMachine.test.ts).
 */
const graphOf = (role: Role) =>
  Object.values(
    getAdjacencyMap(triageMachine, {
      input: { role },
      events: ({ value, context }) =>
        typeof value === 'string' && isQuestionId(value) && !context.stopped
          ? answersAfter(context.answers, value).map((one) => answer(value, one))
          : value === 'emergency'
            ? [plain('continued'), plain('stopped')]
            : [],
      serializeState: ({ value, context: { answers, simpler, acknowledged, stopped } }) =>
        JSON.stringify([value, answers, simpler, acknowledged, stopped]),
      limit: 1_000_000,
    }),
  );

describe.each(['clinician', 'self'] as const)('every conversation with %s', (role) => {
  const graph = graphOf(role);
  const rests = graph.map(({ state: { value, context } }) => ({
    at: String(value),
    answers: context.answers,
    context,
  }));

  test('reaches every state, but those of the other roles', () => {
    const reached = new Set(rests.map(({ at }) => at));
    const notForRole = isProfessional(role) ? ['emergency'] : ['mriAccess'];
    // Nothing ever rests on `known`.
    expect([...reached, 'known', ...notForRole].toSorted()).toEqual(Object.keys(triageMachine.states).toSorted());
  });

  test('asks what the pathway table says, nothing twice, nothing that the card does not need', () => {
    for (const { at, answers, context } of rests) {
      if (at === 'emergency' || context.stopped) continue;
      expect([answers, at]).toEqual([answers, asksNext(role, answers) ?? 'finished']);
      if (!isQuestionId(at)) continue;
      const cards = answersTo(at).map((value) => JSON.stringify(recommend(withAnswer(answers, at, value), true)));
      // Asked in vain: whatever is said, the card is the same.
      expect([at, answers, new Set(cards).size > 1]).toEqual([at, answers, true]);
    }
  });

  test('interrupts a patient for the first emergency, and a professional never', () => {
    for (const { at, answers, context } of rests) {
      const untold = rank(answers) === 3 && context.acknowledged.length === 0 && !isProfessional(role);
      expect([answers, at === 'emergency' || context.stopped]).toEqual([answers, untold]);
    }
  });

  test('never lowers the urgency by an answer, and ends where the truth table does', () => {
    for (const { state, transitions } of graph) {
      const before = rank(state.context.answers);
      for (const { state: after } of Object.values<{ state: Snapshot }>(transitions)) {
        expect(rank(after.context.answers)).toBeGreaterThanOrEqual(before);
      }
    }
    for (const { answers } of rests.filter(({ at }) => at === 'finished')) {
      expect(recommend(answers, true).urgency).toBe(concluded(answers, true).urgency);
    }
  });

  test('ends, after as many questions as the table has and no more, and where nothing is found after the fewest', () => {
    for (const { state, transitions } of graph) {
      const goesOn = Object.keys(transitions).length > 0;
      expect([state.context, goesOn]).toEqual([state.context, state.value !== 'finished' && !state.context.stopped]);
    }
    const asked = rests.filter(({ at }) => at === 'finished').map(({ answers }) => Object.keys(answers).length);
    expect(Math.min(...asked)).toBe(quietAnswers().length);
    expect(Math.max(...asked)).toBe(mostAsked(role));
  });
});
