import { initialTransition, transition } from 'xstate';
import { type Answer, type Findings, isQuestionId, type QuestionId, type Role } from '../../machines/findings.ts';
import { type Known, triageMachine } from '../../machines/triageMachine.ts';

export const begin = (role: Role): Known => ({ role, answers: {}, acknowledged: [], stopped: false });
export const answer = (question: QuestionId, value: Answer) => ({ type: 'answer' as const, question, value });

/** A conversation with the machine itself: it asks, `values` answer, whatever is told is acknowledged. */
export function held(known: Known, values: Findings): { end: Known; asked: readonly QuestionId[]; at: string } {
  let [snapshot] = initialTransition(triageMachine, known);
  const asked: QuestionId[] = [];
  for (;;) {
    const at = String(snapshot.value);
    if (at === 'emergency') [snapshot] = transition(triageMachine, snapshot, { type: 'continue' });
    else if (!isQuestionId(at)) return { end: snapshot.context, asked, at };
    else {
      asked.push(at);
      [snapshot] = transition(triageMachine, snapshot, answer(at, values[at] ?? 'unsure'));
    }
  }
}
