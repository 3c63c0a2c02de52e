import type { Change } from '../../../src/storage/store.ts';

/** The head of a patient's first log. */
export const headOf = (conversation: string) =>
  ({
    conversation,
    number: 1,
    started: '2026-01-01T00:00:00.000Z',
    channel: 'webchat',
    role: 'self',
    language: 'en',
    content: 'test',
  }) as const;

/** A conversation begins by showing a text. */
export const begun = (conversation: string, text: string): Change => ({
  conversation,
  activityId: 'start',
  from: { log: 0, revision: 0, watermark: 0 },
  to: { log: 1, revision: 0, watermark: 1 },
  erase: false,
  head: headOf(conversation),
  entries: [],
  transcript: [{ sequence: 1, activity: JSON.stringify(text) }],
  outbox: [],
  response: undefined,
  finished: false,
});
