import { initialTransition, transition } from 'xstate';
import type { Entry } from '../../machines/answerLog.ts';
import { type Answer, type Findings, isQuestionId, type QuestionId, type Role } from '../../machines/findings.ts';
import type { Standing } from '../../machines/standing.ts';
import { eventOf, type Triage, type TriageEvent, triageMachine } from '../../machines/triageMachine.ts';

export const answer = (question: QuestionId, value: Answer): TriageEvent =>
  eventOf({ kind: 'answered', findings: { [question]: value }, at: 0 });
export const plain = (kind: 'undone' | 'continued' | 'stopped'): TriageEvent =>
  eventOf({ kind, at: 0 } satisfies Entry);

export const beginning = (role: Role): Triage => initialTransition(triageMachine, { role })[0];
export const led = (before: Triage, ...events: readonly TriageEvent[]): Triage =>
  events.reduce((snapshot, event) => transition(triageMachine, snapshot, event)[0], before);

/** An answer that stands: a patient says "not sure" twice. */
export function settled(before: Triage, question: QuestionId, value: Answer): Triage {
  const once = led(before, answer(question, value));
  return once.context.simpler.includes(question) ? led(once, answer(question, value)) : once;
}

/** A conversation with the machine itself: it asks, `values` answer, whatever is told is acknowledged. */
export function held(begun: Triage, values: Findings): { end: Standing; asked: readonly QuestionId[]; at: string } {
  let now = begun;
  const asked: QuestionId[] = [];
  for (;;) {
    const at = String(now.value);
    if (at === 'emergency') now = led(now, plain('continued'));
    else if (!isQuestionId(at)) return { end: now.context, asked, at };
    else {
      asked.push(at);
      now = settled(now, at, values[at] ?? 'unsure');
    }
  }
}
