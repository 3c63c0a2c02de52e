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

/** So many wrong ones say it; thousands take minutes to print. */
const few = (wrong: readonly { readonly at: string; readonly answers: Findings }[]) =>
  wrong.slice(0, 3).map(({ at, answers }) => [at, answers]);

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
    const asking = rests.filter(({ at, context }) => at !== 'emergency' && !context.stopped);
    expect(few(asking.filter(({ at, answers }) => at !== (asksNext(role, answers) ?? 'finished')))).toEqual([]);
    const cardsAfter = (question: QuestionId, answers: Findings) =>
      answersTo(question).map((value) => JSON.stringify(recommend(withAnswer(answers, question, value), true)));
    // Asked in vain: whatever is said, the card is the same.
    const needless = asking.filter(
      ({ at, answers }) => isQuestionId(at) && new Set(cardsAfter(at, answers)).size === 1,
    );
    expect(few(needless)).toEqual([]);
  });

  test('interrupts a patient for the first emergency, and a professional never', () => {
    const isUntold = ({ answers, context }: (typeof rests)[number]): boolean =>
      rank(answers) === 3 && context.acknowledged.length === 0 && !isProfessional(role);
    const isInterrupted = ({ at, context }: (typeof rests)[number]): boolean => at === 'emergency' || context.stopped;
    expect(few(rests.filter((rest) => isInterrupted(rest) !== isUntold(rest)))).toEqual([]);
  });

  test('never lowers the urgency by an answer, and ends where the truth table does', () => {
    const lowered = graph.flatMap(({ state, transitions }) => {
      const before = rank(state.context.answers);
      const after = Object.values<{ state: Snapshot }>(transitions).map((to) => to.state.context.answers);
      return after.filter((answers) => rank(answers) < before);
    });
    expect(lowered.slice(0, 3)).toEqual([]);
    const otherwise = rests.filter(
      ({ at, answers }) => at === 'finished' && recommend(answers, true).urgency !== concluded(answers, true).urgency,
    );
    expect(few(otherwise)).toEqual([]);
  });

  test('ends, after as many questions as the table has and no more, and where nothing is found after the fewest', () => {
    const endless = graph.filter(
      ({ state, transitions }) =>
        Object.keys(transitions).length > 0 !== (state.value !== 'finished' && !state.context.stopped),
    );
    expect(endless.slice(0, 3).map(({ state }) => state.context)).toEqual([]);
    const asked = rests.filter(({ at }) => at === 'finished').map(({ answers }) => Object.keys(answers).length);
    expect(Math.min(...asked)).toBe(quietAnswers().length);
    expect(Math.max(...asked)).toBe(mostAsked(role));
  });
});
