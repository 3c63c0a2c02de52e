import { describe, expect, test } from '@jest/globals';
import { shapesFor } from '../../../dialogs/activities.ts';
import { plainText } from '../../../dialogs/cards/plainText.ts';
import { chatView } from '../../../dialogs/conversation/chatView.ts';
import { converse } from '../../../dialogs/conversation/converse.ts';
import type { Command, Heard } from '../../../dialogs/heard.ts';
import { entrySchema, extended } from '../../../machines/answerLog.ts';
import { view } from '../../../machines/conversationView.ts';
import { type Rehearsal, rehearse } from './rehearsal.ts';

/** Words as they were understood, so that this holds whatever understanding makes of them. */
function said({ log }: Rehearsal, heard: Heard) {
  const outcome = converse(
    log,
    { kind: 'typed', text: 'words', heard, shown: undefined },
    Date.parse(log.head.started),
  );
  const after = extended(log, outcome.entries);
  const shapes = shapesFor(outcome.replies, chatView(after), {
    buttons: 'submit',
    emergencyNumber: '112',
    personLine: '020 7946 0000',
  });
  const words = shapes.map((shape) => ('card' in shape ? plainText(shape.card) : 'text' in shape ? shape.text : ''));
  return { outcome, after, words: words.join('\n') };
}

const start = rehearse();
const midway = rehearse().answer('none', 'no');
const emergency = rehearse().answer('none', 'yes');
const ended = rehearse().answer('none', 'no').tap({ verb: 'stop' });
const places = { start, midway, emergency, ended };
const toTheBot: readonly Command[] = ['keep', 'ambulance', 'person', 'alone', 'worry', 'howLong'];

describe.each(Object.entries(places))('what is said to the bot (%s)', (_, before) => {
  test.each(toTheBot)('%s is answered, records nothing, and the conversation waits where it was', (command) => {
    const { outcome, after, words } = said(before, { kind: 'command', command });
    expect(outcome.entries).toEqual([]);
    expect(outcome.replies.length).toBeGreaterThan(0);
    expect(view(after)).toEqual(view(before.log));
    if (before.view.answers.length === 0) expect(words).not.toMatch(/No warning sign/i);
    if (['ambulance', 'person', 'alone', 'worry'].includes(command)) expect(words).toMatch(/112/);
    if (command === 'person') expect(words).toMatch(/020 7946 0000/);
    const { urgency } = before.view.recommendation;
    if (command === 'worry' && urgency !== 'emergency') expect(words).toMatch(/trouble passing|emergency department/);
  });

  test('what has nothing to do with it never speaks of a question that is not there', () => {
    const { words } = said(before, { kind: 'off-topic' });
    if (before.view.kind !== 'question') expect(words).not.toMatch(/this question/);
  });
});

test('the progress of a conversation without an answer clears nobody', () => {
  expect(said(start, { kind: 'command', command: 'status' }).words).toMatch(/Nothing was answered yet/);
  expect(said(start, { kind: 'command', command: 'why' }).words).not.toMatch(/warning sign/);
  expect(said(midway, { kind: 'command', command: 'status' }).words).toMatch(/no warning sign/);
});

test('the first words get a kind answer and the first question; later ones are asked again', () => {
  for (const heard of [{ kind: 'story' }, { kind: 'ambiguous', findings: {}, unheard: ['went'] }] as const) {
    const { words, after } = said(start, heard);
    expect(words).toMatch(/Thank you for telling me/);
    expect(view(after)).toMatchObject({ question: 'legWeakness' });
    expect(said(midway, heard).words).not.toMatch(/Thank you/);
  }
  expect(said(start, { kind: 'off-topic' }).words).toMatch(/^Hello/);
});

test('a guess shows the words that were not understood', () => {
  const { after, words } = said(rehearse().answer('none'), {
    kind: 'ambiguous',
    findings: {},
    guess: { saddleNumbness: 'no' },
    unheard: ['just cold down there'],
  });
  expect(chatView(after)).toMatchObject({ kind: 'confirmation' });
  expect(words).toMatch(/You also wrote “just cold down there”.*Numbness between the legs: No/s);
});

test('a guess that is an emergency is asked after in as few words as can be', () => {
  const { words } = said(rehearse().answer('none'), {
    kind: 'ambiguous',
    findings: {},
    guess: { saddleNumbness: 'yes' },
    unheard: ['cold down there'],
  });
  expect(words).toMatch(/I understood: .*Numbness between the legs: Yes/s);
  expect(words).not.toMatch(/cold down there/);
});

test('a guess that is confirmed is an answer as the log holds it, with nothing that is not read again', () => {
  const guess = { kind: 'ambiguous', findings: {}, guess: { saddleNumbness: 'yes' }, unheard: ['cold'] } as const;
  const { after } = said(rehearse().answer('none'), guess);
  const { entries } = said({ ...start, log: after }, { kind: 'confirm' }).outcome;
  expect(entries).toMatchObject([{ kind: 'answered', findings: { saddleNumbness: 'yes' } }]);
  expect(entries.map((entry) => entrySchema.parse(entry))).toStrictEqual(entries);
});

test('words that were not understood at all are named', () => {
  const { words } = said(midway, { kind: 'ambiguous', findings: {}, unheard: ['cold', 'odd'] });
  expect(words).toMatch(/I did not understand “cold”, “odd”/);
});

test('what no question holds is said to be not used, and not swallowed', () => {
  const { words, after } = said(rehearse(), {
    kind: 'answer',
    findings: { legWeakness: 'none' },
    rests: 'no weakness',
    unused: ['on warfarin'],
  });
  expect(words).toMatch(/“on warfarin”.*tell the doctor/s);
  expect(view(after)).toMatchObject({ question: 'saddleNumbness' });
});

test('what a change sentence says counts for its question', () => {
  const changed = said(rehearse('nurse').answer('none', 'no', 'normal'), {
    kind: 'command',
    command: 'change',
    question: 'bladder',
    findings: { bladder: 'incontinence' },
  });
  expect(view(changed.after)).toMatchObject({ recommendation: { urgency: 'emergency', rules: ['E2', 'M1'] } });
});

test('words that were not understood are kept as typed, and the card above them stays good', () => {
  const { after } = said(midway, { kind: 'ambiguous', findings: {}, unheard: ['cold'] });
  expect(view(after).margin.said).toMatchObject([{ kind: 'said', words: 'words' }]);
  const understood = said(midway, { kind: 'answer', findings: { bladder: 'normal' }, rests: 'normal' });
  expect(view(understood.after).margin.said).toEqual([]);
});
