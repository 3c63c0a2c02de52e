import { describe, expect, test } from '@jest/globals';
import { type AskedAside, asides, timesNotUnderstood } from '../../../dialogs/conversation/asides.ts';
import { chatView } from '../../../dialogs/conversation/chatView.ts';
import type { Entry, EntryOf } from '../../../machines/answerLog.ts';
import { type Conversation, conversation, from, quietAnswers } from '../../machines/conversation.ts';

const ask = (before: Conversation, asked: AskedAside): Conversation => before.ask({ ...asked });
const asked = ({ log }: Conversation) => asides(log).at(-1);
const again = { kind: 'again', question: 'legWeakness' } as const;
const change = { kind: 'change', question: 'legWeakness' } as const;

test('without anything asked aside it is the view of the pathway', () => {
  const now = conversation().answer('none');
  expect(chatView(now.log)).toEqual({ ...now.view(), changing: undefined });
  const told = now.answer('yes');
  expect(chatView(told.log)).toEqual(told.view());
});

describe('a question that is asked in order to change it', () => {
  test('shows its answer and its own number', () => {
    const now = ask(conversation().answer(...quietAnswers()), { kind: 'change', question: 'bladder' });
    expect(chatView(now.log)).toMatchObject({
      kind: 'question',
      question: 'bladder',
      changing: 'normal',
      progress: { number: 3, atMost: quietAnswers().length },
    });
  });

  test('of other content is not asked: the pathway goes on', () => {
    const now = ask(conversation().answer('none'), { kind: 'change', question: 'gait' });
    expect(chatView(now.log)).toMatchObject({ question: 'saddleNumbness', changing: undefined });
  });
});

test('a confirmation is shown with what it would do', () => {
  const now = ask(conversation().answer('none'), { kind: 'confirmation', of: { kind: 'undone' } });
  expect(chatView(now.log)).toMatchObject({ kind: 'confirmation', of: { kind: 'undone' }, answers: { length: 1 } });
});

describe('what was asked aside', () => {
  test('waits until a step of the course follows', () => {
    const waits = ask(conversation().answer('none'), change);
    expect(asked(waits)).toEqual(change);
    for (const later of [waits.goOn(), waits.stop(), waits.back(), waits.note('under18'), waits.say({})])
      expect(asked(later)).toBeUndefined();
    expect(asked(waits.settings({}))).toBeUndefined();
    expect(asked(ask(waits, { kind: 'nothing' }))).toEqual({ kind: 'nothing' });
  });

  test('waits through what stands beside the course', () => {
    const waits = ask(conversation().answer('none'), change);
    const note: Entry = { kind: 'note', text: 'speaks slowly', at: 1 };
    expect(asked(from({ ...waits.log, entries: [...waits.log.entries, note] }))).toEqual(change);
  });

  test('is passed over where only another version understands it', () => {
    const foreign: EntryOf<'asked'> = { kind: 'asked', asked: { kind: 'riddle', of: [1] }, at: 1 };
    const { log } = conversation().answer('none');
    const now = { ...log, entries: [...log.entries, foreign] };
    expect(asides(now)).toEqual([]);
    expect(chatView(now)).toMatchObject({ kind: 'question', question: 'saddleNumbness', revision: 2 });
  });

  test('counts how often in a row an answer was not understood', () => {
    const times = ({ log }: Conversation) => timesNotUnderstood(log);
    const twice = ask(ask(conversation(), again), again);
    expect(times(twice)).toBe(2);
    expect(times(twice.answer('none'))).toBe(0);
    expect(times(ask(twice.answer('none'), again))).toBe(1);
    expect(times(ask(ask(conversation().answer('none'), change), again))).toBe(1);
    expect(times(ask(conversation().answer('none'), change))).toBe(0);
  });
});
