import { expect, test } from '@jest/globals';
import { card } from '../../../dialogs/cards/card.ts';
import { chatView } from '../../../dialogs/conversation/chatView.ts';
import { newLog } from '../../../dialogs/conversation/newLog.ts';
import { extended } from '../../../machines/answerLog.ts';
import { questionIds } from '../../../machines/findings.ts';
import { type Activity, cardIn } from '../../../src/pages/chat/activity.ts';
import { foldedCard } from '../../../src/pages/chat/foldedCard.ts';
import { transcript } from '../../../src/pages/chat/transcript.ts';

const presentation = { buttons: 'submit', emergencyNumber: '112' } as const;
const log = newLog({ conversation: 'c', channel: 'webchat', role: 'self', language: 'en' }, 0, 'run');
const first = card(chatView(log), presentation);

const verbsIn = (content: unknown): readonly string[] =>
  [...JSON.stringify(content).matchAll(/"verb":"(\w+)"/g)].map(([, verb = '']) => verb);

const cardActivity = (id: string, revision: number, question: string): Activity => ({
  type: 'message',
  id,
  from: { role: 'bot' },
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: first }],
  channelData: { cauda: { conversation: 'c', log: 1, revision, question } },
});

test('a folded card keeps its words and no button that settles anything', () => {
  for (const question of questionIds) {
    const asked = { kind: 'asked', asked: { kind: 'change', question }, at: 1 } as const;
    const content = card(chatView(extended(log, [asked])), presentation);
    const folded = foldedCard(content);
    expect(verbsIn(folded).filter((verb) => verb !== 'change')).toEqual([]);
    expect(JSON.stringify(folded)).toContain('"TextBlock"');
  }
  expect(verbsIn(first)).toContain('answer');
});

test('once the conversation has gone on, the card before is shown without its buttons', () => {
  const { arrived } = transcript();
  expect(arrived(cardActivity('1', 0, 'legWeakness'))).toHaveLength(1);
  const shown = arrived(cardActivity('2', 1, 'saddleNumbness'));
  expect(shown.map(({ id }) => id)).toEqual(['1', '2']);
  expect(shown.map((one) => verbsIn(cardIn(one)).includes('answer'))).toEqual([false, true]);
});

test('the same question shown again takes the place of the first; a list of answers beside it does not', () => {
  const { arrived } = transcript();
  arrived(cardActivity('1', 3, 'bladder'));
  const { question: _, ...beside } = cardActivity('2', 3, 'x').channelData?.cauda ?? {
    conversation: '',
    log: 0,
    revision: 0,
  };
  expect(arrived({ ...cardActivity('2', 3, ''), channelData: { cauda: beside } }).map(({ id }) => id)).toEqual(['2']);
  expect(arrived(cardActivity('3', 3, 'bladder')).map(({ id }) => id)).toEqual(['1', '3']);
});

test('a card is read aloud by its own words, and typed words say what they answer', () => {
  const { arrived, shown } = transcript();
  const [one] = arrived(cardActivity('1', 0, 'legWeakness'));
  expect(one?.channelData?.['webchat:fallback-text']).toBe(first.speak);
  expect(shown()).toEqual({ conversation: 'c', log: 1, revision: 0, question: 'legWeakness', card: '1' });
});
