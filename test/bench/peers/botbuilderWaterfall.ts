import { ActivityHandler, ConversationState, MemoryStorage } from 'botbuilder';
import {
  ChoicePrompt,
  ComponentDialog,
  DialogSet,
  DialogTurnStatus,
  WaterfallDialog,
  type WaterfallStepContext,
} from 'botbuilder-dialogs';
import { answersTo, type QuestionId } from '../../../machines/findings.ts';
import { answerText, dispositionText, questionText } from '../../../dialogs/texts.ts';
import { reader, routineAnswers } from '../script.ts';
import { serveBot } from './serveBot.ts';

const prompt = 'choice';
const form = 'form';

/** The same questions in the same words, as a waterfall of choice prompts, and a word at the end. */
function formDialog(): ComponentDialog {
  const questions = routineAnswers.map(({ question }) => question);
  const steps = questions.map((question) => asks(question));
  const dialog = new ComponentDialog('component');
  dialog.addDialog(new ChoicePrompt(prompt));
  dialog.addDialog(new WaterfallDialog(form, [...steps, finish]));
  dialog.initialDialogId = form;
  return dialog;
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
    const dialogs = new DialogSet(state.createProperty('dialogs')).add(formDialog());
    this.onTurn(async (context, next) => {
      const dc = await dialogs.createContext(context);
      const { status } = await dc.continueDialog();
      if (status === DialogTurnStatus.empty) await dc.beginDialog('component');
      await state.saveChanges(context);
      await next();
    });
  }
}

serveBot(new FormBot(new ConversationState(new MemoryStorage())));
