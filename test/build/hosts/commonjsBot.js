// Somebody else's bot in plain CommonJS: a waterfall of its own around the triage, its own commands, storage that loses races.
const { ConversationState, MemoryStorage, TestAdapter } = require('botbuilder');
const { ComponentDialog, DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } = require('botbuilder-dialogs');
const { TriageDialog, cardAction } = require('cauda');

/** The host's "agent" interrupts whatever runs, and gives it back; its "quit" cancels all. */
class Host extends ComponentDialog {
  constructor() {
    super('host');
    this.addDialog(new TextPrompt('name'));
    this.addDialog(new TriageDialog('triage'));
    this.addDialog(new TriageDialog('second'));
    this.addDialog(
      new WaterfallDialog('agent', [
        (step) => step.prompt('name', 'What shall the agent call you?'),
        (step) => step.context.sendActivity(`Thanks, ${step.result}.`).then(() => step.endDialog()),
      ]),
    );
    this.addDialog(
      new WaterfallDialog('visit', [
        (step) => step.prompt('name', 'Your name?'),
        (step) => step.beginDialog('triage'),
        (step) => {
          step.values.first = step.result.recommendation.urgency;
          return step.beginDialog('second');
        },
        (step) => step.endDialog([step.values.first, step.result.recommendation.urgency]),
      ]),
    );
    this.initialDialogId = 'visit';
  }

  async onContinueDialog(dc) {
    const { text, value } = dc.context.activity;
    if (text === 'quit') return dc.cancelAllDialogs();
    if (text === 'agent' && value === undefined) return dc.beginDialog('agent');
    return super.onContinueDialog(dc);
  }
}

const said = [];
const state = new ConversationState(new MemoryStorage());
const dialogs = new DialogSet(state.createProperty('dialogs')).add(new Host());
const adapter = new TestAdapter(async (context) => {
  const dc = await dialogs.createContext(context);
  let turn = await dc.continueDialog();
  if (turn.status === DialogTurnStatus.empty) turn = await dc.beginDialog('host');
  if (turn.status === DialogTurnStatus.complete)
    said.push(turn.result === undefined ? { cancelled: true } : { result: turn.result });
  await state.saveChanges(context);
});

const lastCard = () =>
  adapter.activeQueue.filter((one) => one.attachments?.[0]?.content?.type === 'AdaptiveCard').at(-1);
const asked = () => lastCard()?.channelData.cauda.question;
/** What the buttons of the newest card send when they are tapped. */
function buttons() {
  const found = [];
  JSON.stringify(lastCard().attachments[0].content, (_key, value) => {
    if (value?.type === 'Action.Submit') found.push(value.data);
    return value;
  });
  return found;
}

async function main() {
  const plain = ['no', 'no', 'normal', 'normal', 'none', 'none', 'no', 'no', 'none', 'no', 'no', 'no'];
  const send = (what) => adapter.send({ type: 'message', id: `${Math.random()}`, ...what }).startTest();
  const say = (text) => send({ text });
  for (const text of ['hello', 'Ada', 'no']) await say(text);
  said.push({
    asked: asked(),
    buttons: buttons().some(({ verb }) => verb === 'answer'),
    unreadable: cardAction({ type: 'message', value: { mine: 1 } }),
  });
  const numb = buttons().find(({ question, value }) => question === 'saddleNumbness' && value === 'yes');
  await say('agent');
  // Delivered twice, as channels do: it is the agent's, and answers nothing of the triage.
  for (const id of ['the same', 'the same']) await send({ text: 'no', id });
  said.push({ askedAgain: asked() });
  for (const text of plain.slice(1)) await say(text);
  const result = adapter.activeQueue.find(({ channelData }) => channelData?.cauda.view === 'recommendation');
  const sent = JSON.stringify(result.attachments).match(/Action\.(Submit|Execute)/g) ?? [];
  said.push({ resultSends: sent.length, resultShowsMore: JSON.stringify(result).includes('Action.ShowCard') });
  await say('both legs are weak');
  await say('stop');
  for (const text of ['hello', 'Ada', 'no']) await say(text);
  await send({ value: numb });
  const afterOldButton = asked();
  await send({ value: buttons().find(({ question, value }) => question === 'saddleNumbness' && value === 'no') });
  said.push({ afterOldButton, afterNewButton: asked() });
  await say('quit');
  // A button of what has ended, when nothing runs: the host begins anew, and the tap counts for nothing.
  const greeted = adapter.activeQueue.length;
  await send({ value: numb });
  const { text } = adapter.activeQueue[greeted];
  await say('Ada');
  said.push({ afterDeadButton: text, asked: asked() });
  console.log(JSON.stringify(said));
}
main();
