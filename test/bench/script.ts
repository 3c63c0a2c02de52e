import { answerText } from '../../dialogs/texts.ts';
import type { Answer, QuestionId, Role } from '../../machines/findings.ts';

/** Whom the questions are put to. */
export const reader: { readonly language: string; readonly role: Role } = { language: 'en', role: 'self' };

/** The commonest conversation: no red flag, eleven questions, to the routine recommendation. */
export const routineAnswers: readonly { readonly question: QuestionId; readonly value: Answer }[] = [
  { question: 'legWeakness', value: 'none' },
  { question: 'saddleNumbness', value: 'no' },
  { question: 'bladder', value: 'normal' },
  { question: 'bowel', value: 'normal' },
  { question: 'sensoryOrReflex', value: 'none' },
  { question: 'legPain', value: 'none' },
  { question: 'cancerHistory', value: 'no' },
  { question: 'infection', value: 'no' },
  { question: 'trauma', value: 'none' },
  { question: 'boneFragility', value: 'no' },
  { question: 'spinalSurgery', value: 'no' },
];

/**
 * How a person answers. `tapped`: a button that carries its words and its data, so that each bot reads the one that it
 * goes by. `typed`: "no", to all questions.
 */
export type Manner = 'tapped' | 'typed';

/** One message to a bot, and whose turn it is in the conversation: 0 begins it. */
export type Said = { readonly place: number; readonly activity: object; readonly text: string };

/** A conversation as the channel delivers it, the same for every bot. */
export function conversationOf(id: string, manner: Manner): readonly Said[] {
  const begin = { ...common(id, 0), type: 'conversationUpdate', membersAdded: [{ id: botId }, { id: userId }] };
  const answers = routineAnswers.map(({ question, value }, index) => {
    const text = manner === 'typed' ? 'no' : answerText(reader, question, value);
    const said = { ...common(id, index + 1), type: 'message', text, textFormat: 'plain' };
    const data = { conversation: id, log: 1, revision: index, question, verb: 'answer', value };
    return { place: index + 1, activity: manner === 'typed' ? said : { ...said, value: data }, text };
  });
  return [{ place: 0, activity: begin, text: '' }, ...answers];
}

/** The message as its button carries it, whose card named the run of its log; `shown` is the reply with that card. */
export const tappedOn = (activity: object, shown: string): string => {
  const run = /"run":"([^"]+)"/.exec(shown)?.[1];
  const said = JSON.stringify(activity);
  return run === undefined ? said : said.replace('"log":1,', `"log":1,"run":"${run}",`);
};

export const turnsPerConversation = routineAnswers.length + 1;

const botId = '28:00000000-0000-0000-0000-000000000001';
const userId = '29:1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789';
const tenant = '00000000-0000-0000-0000-000000000002';

/** What Teams sends with every activity. `expectReplies`: the answer to the request carries the replies. */
const common = (conversation: string, place: number) => ({
  id: `${conversation}:${place}`,
  timestamp: '2026-01-01T12:00:00.000Z',
  channelId: 'msteams',
  serviceUrl: 'http://localhost:9/',
  from: { id: userId, name: 'A. Person', aadObjectId: '00000000-0000-0000-0000-000000000003' },
  conversation: { id: conversation, conversationType: 'personal', tenantId: tenant },
  recipient: { id: botId, name: 'Cauda' },
  locale: 'en-US',
  deliveryMode: 'expectReplies',
  entities: [{ type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Berlin' }],
  channelData: { tenant: { id: tenant } },
});
