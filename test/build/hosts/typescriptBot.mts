// Somebody else's bot in TypeScript and ESM, tried as its authors would: with botbuilder's own test client.
import { DialogTestClient } from 'botbuilder-testing';
import { TriageDialog, type TriageResult } from 'cauda';
import { recommend } from 'cauda/engine';

const dialog = new TriageDialog('triage', {
  emergencyNumbers: { '*': '112' },
  theme: { name: 'Spine Line', logo: 'https://bot.example/logo.png' },
  now: () => Date.UTC(2026, 0, 31, 12),
});
const client = new DialogTestClient('test', dialog);
const sent: { asked: unknown; attachments: number; themed: boolean }[] = [];

const isThemed = (reply: object): boolean => JSON.stringify(reply).includes('Spine Line');

async function say(text: string): Promise<void> {
  let reply = await client.sendActivity(text);
  while (reply !== undefined) {
    sent.push({
      asked: reply.channelData?.cauda?.question,
      attachments: reply.attachments?.length ?? 0,
      themed: isThemed(reply),
    });
    reply = client.getNextReply();
  }
}

for (const text of ['hello', 'no', "I've wet myself", 'go on', 'stop']) await say(text);
const result: TriageResult = client.dialogTurnResult.result;
const { urgency, rules } = result.recommendation;
const again = recommend({ legWeakness: 'none', bladder: 'incontinence' }, false);

// Begun by a button of another run: it answers nothing.
const dead = {
  run: 'gone',
  conversation: 'c',
  log: 1,
  revision: 1,
  verb: 'answer',
  question: 'saddleNumbness',
  value: 'yes',
};
const begunByButton = new DialogTestClient('test', new TriageDialog('triage'));
const reply = await begunByButton.sendActivity({ type: 'message', value: dead });
const asked = reply?.channelData?.cauda;
console.log(
  JSON.stringify({
    begunByButton: [asked?.question, asked?.revision],
    first: sent[0],
    themed: sent.filter(({ themed }) => themed).length,
    urgency,
    rules,
    entries: result.log.entries.length,
    again: again.urgency,
  }),
);
