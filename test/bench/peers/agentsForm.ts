import { Activity } from '@microsoft/agents-activity';
import { ActivityHandler, ConversationState } from '@microsoft/agents-hosting';
import { dispositionText } from '../../../dialogs/texts.ts';
import { reader, routineAnswers } from '../script.ts';
import { serveAgent } from './agentServer.ts';
import { DurableStorage } from './durableStorage.ts';
import { questionCard } from './questionCard.ts';

/** `agentsForm.ts <folder>`: the same form on the Agents SDK, which has no waterfalls: its step and answers are its state. */
const [, , folder = ''] = process.argv;
type Form = { step: number; readonly answers: unknown[] };

class FormAgent extends ActivityHandler {
  constructor(state: ConversationState) {
    super();
    const form = state.createProperty<Form>('form');
    this.onTurn(async (context, next) => {
      const at = await form.get(context, { step: 0, answers: [] });
      const { activity } = context;
      if (at.step > 0) at.answers.push(activity.value ?? activity.text);
      const asked = routineAnswers[at.step];
      const reply =
        asked === undefined
          ? { type: 'message', text: dispositionText(reader, 'routine', 'summary') }
          : { type: 'message', attachments: [questionCard(asked.question, at.step + 1, routineAnswers.length)] };
      await context.sendActivity(Activity.fromObject(reply));
      at.step += 1;
      await form.set(context, at);
      await state.saveChanges(context);
      await next();
    });
  }
}

serveAgent(new FormAgent(new ConversationState(new DurableStorage(folder))));
