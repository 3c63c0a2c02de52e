import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { card } from '../../dialogs/cards/card.ts';
import { contentVersion } from '../../dialogs/contentVersion.ts';
import { type ChatView, chatView } from '../../dialogs/conversation/chatView.ts';
import type { Entry, Log } from '../../machines/answerLog.ts';
import { findingsIn } from '../../machines/conversationView.ts';
import { knownFindings } from '../../machines/findings.ts';
import released from '../../package.json' with { type: 'json' };
import { fromDatabase, fromState, type Golden, goldenSchema } from './goldenLog.ts';

/** Logs of every released version: what was said then still counts now. */
const here = new URL('.', import.meta.url);
const foldersIn = (folder: URL) => readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
const goldens = foldersIn(here).flatMap(({ name: version }) =>
  readdirSync(new URL(`${version}/`, here)).map((file) => ({
    name: `${version}/${file}`,
    golden: goldenSchema.parse(JSON.parse(readFileSync(new URL(`${version}/${file}`, here), 'utf8'))),
  })),
);

const rank = (urgency: string): number => ['routine', 'soon', 'urgent', 'emergency'].indexOf(urgency);

/** Answers "not sure" to whatever is still asked, and goes on after what interrupts, until a card ends it. */
function ended(log: Log, taken = 0): ChatView {
  const now = chatView(log, contentVersion);
  if (now.kind === 'recommendation') return now;
  if (taken > 60) throw new Error('the conversation does not end');
  return ended({ ...log, entries: [...log.entries, goingOn(now)] }, taken + 1);
}

function goingOn(now: Exclude<ChatView, { kind: 'recommendation' }>): Entry {
  switch (now.kind) {
    case 'question':
      return { kind: 'answered', findings: { [now.question]: 'unsure' }, at: 0 };
    case 'emergency':
      return { kind: 'continued', at: 0 };
    case 'confirmation':
      return { kind: 'asked', asked: { kind: 'nothing' }, at: 0 };
    default:
      return now satisfies never;
  }
}

/** The recorded answers that still have their question and value. */
const stillAsked = ({ concluded }: Golden) => knownFindings(concluded.answers);

test("there are logs, and together they hold every kind of entry of a conversation's course", () => {
  const kinds = new Set(goldens.flatMap(({ golden }) => golden.log.entries.map((entry) => entry['kind'])));
  expect(kinds).toEqual(new Set(['answered', 'undone', 'continued', 'stopped', 'settings', 'noted', 'asked']));
});

const answersSchema = z.record(z.string(), z.string());
/** Whether an answer counts still, under its own name or as a former one. */
const counts = ([id, value]: readonly [string, string]): boolean =>
  Object.keys(knownFindings({ [id]: value })).length === 1;

test('each question that was ever answered is asked still, and takes that answer, or names them as former ones', () => {
  const given = goldens.flatMap(({ golden }) =>
    golden.log.entries.flatMap(({ findings }) => Object.entries(answersSchema.parse(findings ?? {}))),
  );
  expect(given.length).toBeGreaterThan(50);
  expect(given.filter((answer) => !counts(answer))).toEqual([]);
});

describe.each(goldens)('$name: $golden.about', ({ golden }) => {
  test('loads from a dialog state and from the database alike', () => {
    const { head, entries } = fromState(golden);
    expect(fromDatabase(golden)).toEqual({ head, entries });
  });

  test('keeps every answer that still has its question', () => {
    expect(findingsIn(chatView(fromState(golden), contentVersion))).toMatchObject(stillAsked(golden));
  });

  test('is asked only what is open, and ends in a card with at least the urgency of then', () => {
    const last = ended(fromState(golden));
    expect(findingsIn(last)).toMatchObject(stillAsked(golden));
    expect(rank(last.recommendation.urgency)).toBeGreaterThanOrEqual(rank(golden.concluded.urgency));
    expect(card(last, { buttons: 'submit', emergencyNumber: undefined }).body.length).toBeGreaterThan(0);
  });
});

test('the logs of the version in package.json are recorded (npm run golden)', () => {
  expect(goldens.map(({ name }) => name.split('/')[0])).toContain(released.version);
});
