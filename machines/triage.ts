import { initialTransition, transition } from 'xstate';
import { type CourseEntry, type Entry, isOfTheCourse, type Log } from './answerLog.ts';
import type { Role } from './findings.ts';
import { oncePer, rememberedSteps } from './remembered.ts';
import { eventOf, type Triage, triageMachine } from './triageMachine.ts';

/** Where a log has led the machine: the one fold over its entries. Pure. */
export const triage = oncePer(({ head, entries }: Log): Triage => entries.reduce(after, begun(head)));

type Beginner = { readonly role: Role; readonly language: string };

/** The machine before the first entry. */
export const begun = ({ role, language }: Beginner): Triage => steps.begun({ role, language });

/** Where one more entry leads the machine. Throws where the machine itself is at fault (a cycle). */
export function after(before: Triage, entry: Entry): Triage {
  return isOfTheCourse(entry) ? steps.after(before, entry) : before;
}

/** When, who and in which words is not in the machine's context, so what it remembers is nobody's own. */
const textOf = oncePer(({ at: _at, channel: _channel, by: _by, ...said }: CourseEntry): string => {
  if (said.kind !== 'answered') return JSON.stringify(said);
  const { heard: _heard, ...answered } = said;
  return JSON.stringify(answered);
});

const steps = rememberedSteps(
  (beginner: Beginner): Triage => initialTransition(triageMachine, beginner)[0],
  (before, entry: CourseEntry): Triage => {
    const [next] = transition(triageMachine, before, eventOf(entry));
    if (next.status === 'error') throw new Error('the triage machine did not come to rest');
    return next;
  },
  textOf,
  2_000,
);
