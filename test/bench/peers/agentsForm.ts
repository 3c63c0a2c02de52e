import { createServer } from 'node:http';
import { Activity } from '@microsoft/agents-activity';
import {
  ActivityHandler,
  authorizeJWT,
  CloudAdapter,
  ConversationState,
  loadAuthConfigFromEnv,
} from '@microsoft/agents-hosting';
import express from 'express';
import { dispositionText } from '../../../dialogs/texts.ts';
import { reader, routineAnswers } from '../script.ts';
import { DurableStorage } from './durableStorage.ts';
import { questionCard } from './questionCard.ts';
import { sayAddress } from './sayAddress.ts';

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

const authentication = loadAuthConfigFromEnv();
const adapter = new CloudAdapter(authentication);
adapter.onTurnError = async (_context, error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
};
const agent = new FormAgent(new ConversationState(new DurableStorage(folder)));
const app = express();
app.use(express.json());
app.use(authorizeJWT(authentication));
app.post('/api/messages', async (req, res) => {
  await adapter.process(req, res, (context) => agent.run(context));
});
process.once('SIGTERM', () => process.exit(0));
const server = createServer(app).listen(0, '127.0.0.1', () => sayAddress(server));
