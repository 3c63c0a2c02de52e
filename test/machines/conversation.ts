import type { Entry, EntryOf, Log } from '../../machines/answerLog.ts';
import { type View, view } from '../../machines/conversationView.ts';
import { type Findings, finding, type QuestionId, type Role } from '../../machines/findings.ts';
import type { Standing } from '../../machines/standing.ts';
import { triage } from '../../machines/triage.ts';
import { pathOf } from '../../machines/triageMachine.ts';
import { mildest } from './mildest.ts';

export const logOf = (role: Role, entries: readonly Entry[] = []): Log => ({
  head: {
    conversation: 'c1',
    number: 1,
    started: '2026-01-01T00:00:00Z',
    channel: 'webchat',
    role,
    language: 'en',
    content: 'v1',
  },
  entries,
});

/** A conversation so far; each step gives the next one. */
export type Conversation = {
  readonly log: Log;
  readonly view: () => View;
  readonly standing: () => Standing;
  /** Answers, one each to the questions as they are asked; fails where none is asked or it does not take the answer. */
  readonly answer: (...values: string[]) => Conversation;
  /** Says something of its own accord, as words or a change do. */
  readonly say: (findings: Readonly<Record<string, string>>) => Conversation;
  readonly back: () => Conversation;
  readonly goOn: () => Conversation;
  readonly stop: () => Conversation;
  readonly settings: (settings: { role?: Role; language?: string }) => Conversation;
  readonly note: (what: 'under18' | 'otherEmergency') => Conversation;
  readonly ask: (asked: EntryOf<'asked'>['asked']) => Conversation;
};

export const conversation = (role: Role = 'self'): Conversation => from(logOf(role));

export function from(log: Log): Conversation {
  const add = (entry: Entry): Conversation => from({ ...log, entries: [...log.entries, entry] });
  return {
    log,
    view: () => view(log),
    standing: () => triage(log).context,
    answer: (...values) => values.reduce(answered, from(log)),
    say: (findings) => add({ kind: 'answered', findings, at: 0 }),
    back: () => add({ kind: 'undone', at: 0 }),
    goOn: () => add({ kind: 'continued', at: 0 }),
    stop: () => add({ kind: 'stopped', at: 0 }),
    settings: (settings) => add({ kind: 'settings', ...settings, at: 0 }),
    note: (what) => add({ kind: 'noted', what, at: 0 }),
    ask: (asked) => add({ kind: 'asked', asked, at: 0 }),
  };
}

function answered(before: Conversation, value: string): Conversation {
  const shows = before.view();
  if (shows.kind !== 'question') throw new Error(`"${value}" answers nothing: the view is ${shows.kind}`);
  if (finding(shows.question, value) === undefined) throw new Error(`${shows.question} does not take "${value}"`);
  return before.say({ [shows.question]: value });
}

/** Goes on to the end with these answers, "not sure" where there is none; whatever is told on the way is acknowledged. */
export function toTheEnd(begun: Conversation, values: Findings = {}): Conversation {
  let now = begun;
  for (let steps = 0; steps < 100; steps += 1) {
    const shows = now.view();
    if (shows.kind === 'emergency' || (shows.kind === 'recommendation' && shows.stopped)) now = now.goOn();
    else if (shows.kind === 'question') now = now.say({ [shows.question]: values[shows.question] ?? 'unsure' });
    else return now;
  }
  throw new Error('the conversation does not come to an end');
}

/** The mildest answers, to the questions that they lead by, up to one of these or to the end. */
export function quietAnswers(until?: QuestionId): readonly string[] {
  const path = pathOf('nurse', mildest);
  if (until !== undefined && !path.includes(until)) throw new Error(`quiet answers do not lead by ${until}`);
  return path.slice(0, until === undefined ? undefined : path.indexOf(until)).map((id) => mildest[id] ?? 'unsure');
}
