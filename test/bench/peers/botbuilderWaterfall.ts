import { ActivityHandler, ConversationState, MemoryStorage } from 'botbuilder';
import {
  ChoicePrompt,
  ComponentDialog,
  DialogSet,
  DialogTurnStatus,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { answerText, dispositionText, questionText } from '../../../dialogs/texts.ts';
import { answersTo, type QuestionId } from '../../../machines/findings.ts';
import { reader, routineAnswers } from '../script.ts';
import { serveBot } from './serveBot.ts';

const form = 'form';
const prompt = 'choice';

/** The same questions in the same words, as a waterfall of choice prompts, and a word at the end. */
class FormDialog extends ComponentDialog {
  constructor() {
    super(form);
    const steps = routineAnswers.map(({ question }) => asks(question));
    this.addDialog(new ChoicePrompt(prompt));
    this.addDialog(new WaterfallDialog('steps', [...steps, finish]));
    this.initialDialogId = 'steps';
  }
}

function asks(question: QuestionId) {
  const options = {
    prompt: questionText(reader, question, 'ask'),
    choices: answersTo(question).map((value) => answerText(reader, question, value)),
  };
  return (step: WaterfallStepContext) => {
    keep(step);
    return step.prompt(prompt, options);
  };
}

const summary = dispositionText(reader, 'routine', 'summary');

async function finish(step: WaterfallStepContext) {
  keep(step);
  await step.context.sendActivity(summary);
  return step.endDialog();
}

/** What the last prompt was answered with. */
function keep({ values, index, result }: WaterfallStepContext): void {
  if (index > 0) Object.assign(values, { [index]: result.value });
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

serveBot(new FormBot(new ConversationState(new MemoryStorage())));
