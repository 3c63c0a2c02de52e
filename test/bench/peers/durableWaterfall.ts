import { ActivityHandler, ConversationState } from 'botbuilder';
import {
  ActivityPrompt,
  ComponentDialog,
  DialogSet,
  DialogTurnStatus,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { dispositionText } from '../../../dialogs/texts.ts';
import { reader, routineAnswers } from '../script.ts';
import { DurableStorage } from './durableStorage.ts';
import { questionCard } from './questionCard.ts';
import { serveBot } from './serveBot.ts';

/** `durableWaterfall.ts <folder>`: the form as one would write it with botbuilder, its state kept for good. */
const [, , folder = ''] = process.argv;
const form = 'form';
const prompt = 'answer';

/** A waterfall of Adaptive Cards, and a word at the end. */
class FormDialog extends ComponentDialog {
  constructor() {
    super(form);
    const steps = routineAnswers.map(({ question }, index) => async (step: WaterfallStepContext) => {
      keep(step);
      const card = questionCard(question, index + 1, routineAnswers.length);
      return step.prompt(prompt, { prompt: { type: 'message', attachments: [card] } });
    });
    this.addDialog(new ActivityPrompt(prompt, async ({ recognized }) => recognized.succeeded));
    this.addDialog(new WaterfallDialog('steps', [...steps, finish]));
    this.initialDialogId = 'steps';
  }
}

async function finish(step: WaterfallStepContext) {
  keep(step);
  await step.context.sendActivity(dispositionText(reader, 'routine', 'summary'));
  return step.endDialog();
}

/** What the last card was answered with. */
function keep({ values, index, result }: WaterfallStepContext): void {
  if (index > 0) Object.assign(values, { [index]: result?.value?.value ?? result?.text });
}

class FormBot extends ActivityHandler {
  constructor(state: ConversationState) {
    super();
    const dialogs = new DialogSet(state.createProperty('dialogs')).add(new FormDialog());
    this.onTurn(async (context, next) => {
      const dc = await dialogs.createContext(context);
      const { status } = await dc.continueDialog();
      if (status === DialogTurnStatus.empty) await dc.beginDialog(form);
      await state.saveChanges(context);
      await next();
    });
  }
}

serveBot(new FormBot(new ConversationState(new DurableStorage(folder))));
