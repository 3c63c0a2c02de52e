import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { card } from '../../dialogs/cards/card.ts';
import { type FilledForm, jsonOf, ownForm, sharedForm, textOf } from '../../dialogs/cards/filledForm.ts';
import { questionCard } from '../../dialogs/cards/questionCard.ts';
import { questionForm } from '../../dialogs/cards/questionForm.ts';
import { recommendationForm } from '../../dialogs/cards/recommendationForm.ts';
import { type ChatQuestionView, chatView } from '../../dialogs/conversation/chatView.ts';
import type { Presentation } from '../../dialogs/presentation.ts';
import { spokenLanguages } from '../../dialogs/texts.ts';
import { extended, type Log } from '../../machines/answerLog.ts';
import { someEntries, someRole } from '../machines/arbitraries.ts';
import { logOf } from '../machines/conversation.ts';

const someLog = fc
  .record({
    role: someRole,
    entries: someEntries,
    language: fc.constantFrom(...spokenLanguages),
    conversation: fc.uuid(),
    number: fc.integer({ min: 1, max: 9 }),
    run: fc.option(fc.base64String({ minLength: 4, maxLength: 8 }), { nil: undefined }),
  })
  .map(({ role, entries, run, ...head }): Log => {
    const log = logOf(role);
    const { run: _, ...rest } = log.head;
    return extended({ head: { ...rest, ...head, ...(run === undefined ? {} : { run }) }, entries: [] }, entries);
  });
const somePresentation = fc.record<Presentation>({
  buttons: fc.constantFrom('submit', 'execute', 'submitInTeams'),
  emergencyNumber: fc.constantFrom(undefined, '112', '911'),
});

const askedIn = (log: Log): ChatQuestionView | undefined => {
  const shows = chatView(log);
  return shows.kind === 'question' ? shows : undefined;
};

/** JSON of the same, to the last sign and in the same order. */
const reread = (json: string): string => JSON.stringify(JSON.parse(json));

test('a shared card, filled, is the very card of the conversation', () => {
  const check = (log: Log, presentation: Presentation): void => {
    const view = askedIn(log);
    const filled = view && questionForm(view, presentation);
    fc.pre(filled !== undefined); // how many conversations rest on one depends on the number of questions
    if (view === undefined) return;
    expect(reread(filled.text)).toBe(JSON.stringify(questionCard(view, presentation)));
    expect(filled.text).toMatch(/^[ -~]*$/);
  };
  fc.assert(fc.property(someLog, somePresentation, check), { numRuns: 60 });
});

test('a recommendation that is made once is the very card of each conversation, and is stored with its answers', () => {
  const check = (log: Log, presentation: Presentation): void => {
    const view = chatView(log);
    const filled = view.kind === 'recommendation' ? recommendationForm(view, presentation) : undefined;
    fc.pre(filled !== undefined);
    const whole = JSON.stringify(card(view, presentation));
    expect(reread(filled.text)).toBe(whole);
    expect(filled.text).toMatch(/^[ -~]*$/);
    expect(jsonOf({ filled })).toBe(`{"filled":${filled.text}}`);
  };
  const someStopped = someLog.map((log) => extended(log, [{ kind: 'stopped', at: 99 }]));
  fc.assert(fc.property(someStopped, somePresentation, check), { numRuns: 60 });
});

test('what somebody said or a professional noted is remembered for nobody', () => {
  const entries = [
    { kind: 'said', words: 'my own words', at: 1 },
    { kind: 'stopped', at: 2 },
  ] as const;
  const view = chatView(extended(logOf('self'), entries));
  expect(view.kind === 'recommendation' && recommendationForm(view, presentation)).toBeUndefined();
});

const presentation: Presentation = { buttons: 'submit', emergencyNumber: '112' };
const firstOf = (conversation: string): FilledForm => {
  const log = logOf('self');
  const view = askedIn({ ...log, head: { ...log.head, conversation, run: `run of ${conversation}` } });
  const form = view && questionForm(view, presentation);
  if (form === undefined) throw new Error('the first question is shared');
  return form;
};

test('two conversations share one form, which names neither', () => {
  const [one, other] = [firstOf('one-person'), firstOf('another')];
  expect(one.form).toBe(other.form);
  expect(one.form.pieces.join('')).not.toMatch(/one-person|another|"run"|"revision"|"log"/);
  expect(one.text).toContain('"run":"run of one-person"');
});

test('what tells of an emergency that stands is nobody else’s', () => {
  const entries = [
    { kind: 'answered', findings: { saddleNumbness: 'yes' }, at: 1 },
    { kind: 'continued', at: 2 },
  ] as const;
  const view = askedIn(extended(logOf('self'), entries));
  expect(view?.recommendation.disposition).toBe('emergency');
  expect(view && questionForm(view, presentation)).toBeUndefined();
});

test('a form keeps every sign of its words, in signs that each channel sends as they lie there', () => {
  const words = 'á “quoted” — ñ 🚑 \u2028 "\\" ok';
  const { pieces } = ownForm([JSON.stringify({ words }), sharedForm([JSON.stringify([words])]).pieces.join('')]);
  expect(pieces.join('')).toMatch(/^[ -~]*$/);
  expect(pieces.map((piece) => JSON.parse(piece))).toEqual([{ words }, [words]]);
});

test('JSON with forms in it is the JSON that it would be without', () => {
  const card = firstOf('c');
  const value = { activities: [{ text: 'a "quoted" word' }, { card }, { again: [card], after: 1 }] };
  const text = jsonOf(value);
  expect(typeof text === 'string' ? [] : text.filter((part) => typeof part !== 'string')).toEqual([card, card]);
  expect(reread(textOf(text))).toBe(JSON.stringify(value));
  expect(jsonOf({ no: 'form' })).toBe('{"no":"form"}');
});
