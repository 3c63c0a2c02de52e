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

/** What the machine makes something of: no time, person or word, so that what it remembers is nobody's own. */
const textOf = oncePer((entry: CourseEntry): string => JSON.stringify([entry.kind, ...partsOf(entry)]));

/** By name, so that what else came with an entry is not remembered. */
function partsOf(entry: CourseEntry): readonly unknown[] {
  switch (entry.kind) {
    case 'answered':
      return [entry.findings, entry.early, entry.told];
    case 'stopped':
      return [entry.early, entry.told];
    case 'undone':
    case 'continued':
      return [entry.told];
    case 'settings':
      return [entry.role, entry.language];
    case 'noted':
      return [entry.what];
    default:
      return entry satisfies never;
  }
}

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
