import { expect, test } from '@jest/globals';
import { activitiesFor, shapesFor } from '../../dialogs/activities.ts';
import { plainText } from '../../dialogs/cards/plainText.ts';
import { contentVersion, takeContentVersion } from '../../dialogs/contentVersion.ts';
import { chatView } from '../../dialogs/conversation/chatView.ts';
import { newLog, nextLog } from '../../dialogs/conversation/newLog.ts';
import { currentView } from '../../dialogs/conversation/outcome.ts';
import { withTold } from '../../dialogs/conversation/told.ts';
import { ownTexts } from '../../dialogs/ownTexts.ts';
import type { Presentation } from '../../dialogs/presentation.ts';
import { speakWith } from '../../dialogs/texts.ts';
import { entrySchema, type Log } from '../../machines/answerLog.ts';
import { findingsIn } from '../../machines/conversationView.ts';
import { type Role, roleSchema } from '../../machines/findings.ts';
import { from, toTheEnd } from '../machines/conversation.ts';
import { mildest } from '../machines/mildest.ts';

const presentation: Presentation = { buttons: 'submit', emergencyNumber: '112' };

/** A conversation as another version of the content left it: other questions, other values, one question fewer. */
const begunBefore = (role: Role, ...answers: readonly Readonly<Record<string, string>>[]): Log => ({
  head: {
    conversation: 'c',
    number: 1,
    started: '2026-01-01T08:00:00Z',
    channel: 'test',
    role,
    language: 'en',
    content: '0000000000000000',
  },
  entries: answers.map((findings, at) => entrySchema.parse({ kind: 'answered', findings, at })),
});

const kept = { saddleNumbness: 'no', bowel: 'normal', sensoryOrReflex: 'none', legPain: 'none', cancerHistory: 'no' };
const other = { trauma: 'none', infection: 'no', spinalSurgery: 'no', gait: 'wide-based', bladder: 'dribbling' };

test('keeps every answer that still has its question, and asks the rest', () => {
  const log = begunBefore('self', { legWeakness: 'none' }, kept, other);
  const shows = chatView(log, contentVersion);
  expect(shows).toMatchObject({ kind: 'question', question: 'bladder', contentChanged: true });
  expect(Object.keys(findingsIn(shows))).not.toContain('gait');
  const answered = toTheEnd(from(log), mildest).log;
  expect(chatView(answered, contentVersion)).toMatchObject({
    kind: 'recommendation',
    recommendation: { disposition: 'routine', complete: true },
  });
});

test('what stays in the log is not lost: the older version finds it again', () => {
  const log = begunBefore('self', { legWeakness: 'none' }, other);
  expect(log.entries[1]).toMatchObject({ findings: { gait: 'wide-based', bladder: 'dribbling' } });
});

test('a log that was looked at before is seen under the content in force when that changes', () => {
  const log = newLog({ conversation: 'c', channel: 'test', role: 'self', language: 'en' }, 0, 'run');
  const numb = entrySchema.parse({ kind: 'answered', findings: { saddleNumbness: 'yes' }, at: 1 });
  const now = () => ({ shows: chatView(log, contentVersion), told: withTold(log, [numb]) });
  const before = contentVersion;
  expect(now()).toMatchObject({ shows: { contentChanged: false }, told: [{ told: { content: before } }] });
  try {
    speakWith({ ...ownTexts, xx: ownTexts['en'] });
    takeContentVersion();
    expect(contentVersion).not.toBe(before);
    expect(now()).toMatchObject({ shows: { contentChanged: true }, told: [{ told: { content: contentVersion } }] });
    expect(chatView(log)).toMatchObject({ contentChanged: false });
  } finally {
    speakWith(ownTexts);
    takeContentVersion();
  }
  expect(now()).toMatchObject({ shows: { contentChanged: false }, told: [{ told: { content: before } }] });
});

test('a question that was being changed and is gone by now is passed over', () => {
  const log = begunBefore('self', { legWeakness: 'none' });
  const asking = { kind: 'asked', asked: { kind: 'change', question: 'gait' }, at: 9 };
  expect(chatView({ ...log, entries: [...log.entries, entrySchema.parse(asking)] })).toMatchObject({
    kind: 'question',
    question: 'saddleNumbness',
  });
});

test.each(roleSchema.options)('the cards with advice tell a %s that the questions changed', (role) => {
  const emergency = begunBefore(role, { legWeakness: 'both' });
  const stopped: Log = { ...emergency, entries: [...emergency.entries, { kind: 'stopped', at: 9 }] };
  const logs = chatView(emergency).kind === 'question' ? [stopped] : [emergency, stopped];
  for (const log of logs) {
    expect(words(log)).toMatch(/changed after/);
    expect(words({ ...log, head: { ...log.head, content: contentVersion } })).not.toMatch(/changed after/);
  }
});

test('"be seen today", told where other content had one question more, stands until the person goes on', () => {
  const asked = begunBefore('self', mildest);
  const stopped: Log = { ...asked, entries: [...asked.entries, { kind: 'stopped', early: true, at: 9 }] };
  expect(chatView(stopped, contentVersion).recommendation).toMatchObject({ disposition: 'notEnoughAsked' });
  expect(words(stopped)).toMatch(/today[\s\S]*changed after/);
  const goesOn: Log = { ...stopped, entries: [...stopped.entries, { kind: 'continued', at: 10 }] };
  expect(chatView(goesOn, contentVersion).recommendation).toMatchObject({ disposition: 'routine', complete: true });
});

test('a new conversation, and one begun again, are under the content in force', () => {
  const begun = newLog({ conversation: 'c', channel: 'test', role: 'self', language: 'en' }, 0, 'run');
  expect(begun.head.content).toBe(contentVersion);
  expect(nextLog(begunBefore('self'), 0, 'next').head.content).toBe(contentVersion);
});

/** As a channel shows it: the content in force is the presentation's business, so it is checked from there. */
function words(log: Log): string {
  const sent = JSON.stringify(activitiesFor([currentView], log, presentation));
  const shapes = shapesFor([currentView], chatView(log, contentVersion), presentation);
  const shown = shapes.map((shape) => ('card' in shape ? plainText(shape.card) : '')).join('\n');
  expect(/changed after/.test(sent)).toBe(/changed after/.test(shown));
  return shown;
}
