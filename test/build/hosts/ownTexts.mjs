// A bot that says its own texts: the hash of its content, what "who are you" is answered with, the hash of another bot, and
// why texts were refused before.
import { DialogTestClient } from 'botbuilder-testing';
import { TriageDialog } from 'cauda';

const before = new TriageDialog('plain').contentVersion;
const refused = process.argv.slice(2).map((content) => {
  try {
    return new TriageDialog('refused', { content }).id;
  } catch (error) {
    return error.message;
  }
});
const dialog = new TriageDialog('triage', { content: './content' });
const client = new DialogTestClient('test', dialog);

async function main() {
  await client.sendActivity('hello');
  let reply = await client.sendActivity('who are you?');
  while (reply?.text === undefined) reply = client.getNextReply();
  console.log(JSON.stringify([dialog.contentVersion, reply.text, before, ...refused]));
}
main();
