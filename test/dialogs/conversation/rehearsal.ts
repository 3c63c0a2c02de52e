import type { CardAction, Shown, Verb } from '../../../dialogs/cardActions.ts';
import { type ChatView, chatView } from '../../../dialogs/conversation/chatView.ts';
import { converse, type Message } from '../../../dialogs/conversation/converse.ts';
import type { Reply } from '../../../dialogs/conversation/outcome.ts';
import { hear } from '../../../dialogs/hear.ts';
import type { Log } from '../../../machines/answerLog.ts';
import { extended } from '../../../machines/answerLog.ts';
import type { Role } from '../../../machines/findings.ts';

const started = '2026-01-01T08:00:00Z';

/** A conversation held without any channel: each step goes through `converse`, as in the product. */
export type Rehearsal = {
  readonly log: Log;
  readonly view: ChatView;
  readonly replies: readonly Reply[];
  readonly ended: 'go on' | 'restart' | 'erase';
  /** Where a card that is shown now stands. */
  readonly shown: Shown;
  /** Taps a button; of an older card where `shown` is given. */
  readonly tap: (verb: Verb, shown?: Shown) => Rehearsal;
  /** Answers the questions that are asked, one after the other. */
  readonly answer: (...values: string[]) => Rehearsal;
  readonly type: (text: string, shown?: Shown) => Rehearsal;
  /** The same conversation, so many hours later. */
  readonly after: (hours: number) => Rehearsal;
};

export const rehearse = (role: Role = 'self', language = 'en'): Rehearsal =>
  at(
    0,
    {
      head: { conversation: 'c', number: 1, started, channel: 'test', role, language, content: 'test' },
      entries: [],
    },
    [],
    'go on',
  );

function at(clock: number, log: Log, replies: readonly Reply[], ended: Rehearsal['ended']): Rehearsal {
  const now = chatView(log);
  const shown: Shown = {
    conversation: log.head.conversation,
    log: log.head.number,
    revision: log.entries.length,
    ...(now.kind === 'question' ? { question: now.question } : {}),
    card: `card ${log.entries.length}`,
  };
  const next = (message: Message): Rehearsal => {
    const outcome = converse(log, message, Date.parse(started) + clock + 1000);
    return at(clock + 1000, extended(log, outcome.entries), outcome.replies, outcome.next);
  };
  const tap = (verb: Verb, on: Shown = shown): Rehearsal =>
    next({ kind: 'tapped', action: { shown: on, verb } satisfies CardAction });
  return {
    log,
    view: now,
    replies,
    ended,
    shown,
    tap,
    answer: (...values) =>
      values.reduce((rehearsal, value) => answerAsked(rehearsal, value), at(clock, log, replies, ended)),
    after: (hours) => at(clock + hours * 3_600_000, log, replies, ended),
    type: (text, on) => next({ kind: 'typed', text, ...hear(log, text, new Date(clock)), shown: on }),
  };
}

function answerAsked(rehearsal: Rehearsal, value: string): Rehearsal {
  if (rehearsal.view.kind !== 'question') throw new Error(`no question is asked, but ${rehearsal.view.kind} is shown`);
  return rehearsal.tap({ verb: 'answer', question: rehearsal.view.question, value });
}
