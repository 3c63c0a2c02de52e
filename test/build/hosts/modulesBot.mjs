// Somebody else's bot in ES modules, with nothing but botbuilder, its storage and the package: an emergency in words, in Spanish.
import { ConversationState, MemoryStorage, TestAdapter } from 'botbuilder';
import { DialogSet, DialogTurnStatus } from 'botbuilder-dialogs';
import { cardAction, TriageDialog } from 'cauda';
import { card, plainText } from 'cauda/cards';
import { recommend, view } from 'cauda/engine';

const state = new ConversationState(new MemoryStorage());
const dialogs = new DialogSet(state.createProperty('dialogs')).add(new TriageDialog('triage'));
let result;
const adapter = new TestAdapter(async (context) => {
  const dc = await dialogs.createContext(context);
  let turn = await dc.continueDialog();
  if (turn.status === DialogTurnStatus.empty) turn = await dc.beginDialog('triage');
  if (turn.status === DialogTurnStatus.complete) result = turn.result;
  await state.saveChanges(context);
});
for (const text of ['hola, me duele la espalda', 'no', 'me he orinado encima', 'parar'])
  await adapter.send({ type: 'message', id: text, text, locale: 'es-ES' }).startTest();

const { log, recommendation } = result;
const shown = plainText(card(view(log), { buttons: 'submit', emergencyNumber: '112' }));
console.log(
  JSON.stringify({
    urgency: recommendation.urgency,
    again: recommend({ bladder: 'incontinence' }, false).urgency,
    language: log.head.language,
    shown: shown.split('\n')[0],
    foreign: cardAction({ type: 'message', value: { mine: 1 } }),
  }),
);
