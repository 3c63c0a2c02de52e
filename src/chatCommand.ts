import { createInterface } from 'node:readline';
import { shapesFor } from '../dialogs/activities.ts';
import { cardAction } from '../dialogs/cardActions.ts';
import { type PlainButton, plainButtons, plainText } from '../dialogs/cards/plainText.ts';
import { chatView } from '../dialogs/conversation/chatView.ts';
import { converse, type Message } from '../dialogs/conversation/converse.ts';
import { newLog, nextLog } from '../dialogs/conversation/newLog.ts';
import { currentView, type Reply } from '../dialogs/conversation/outcome.ts';
import { hear } from '../dialogs/hear.ts';
import type { Presentation } from '../dialogs/presentation.ts';
import { languageSpokenFor } from '../dialogs/texts.ts';
import type { Log } from '../machines/answerLog.ts';
import { extended } from '../machines/answerLog.ts';
import { roleSchema } from '../machines/findings.ts';
import { commandOptions } from './commandOptions.ts';
import { takeDraftOrEnd } from './ownContent.ts';

const presentation: Presentation = { buttons: 'submit', emergencyNumber: undefined };

/** Prints replies; gives the buttons of the last card, which numbers answer. */
function print(replies: readonly Reply[], log: Log): readonly PlainButton[] {
  const shapes = shapesFor(replies, chatView(log), presentation);
  for (const shape of shapes) {
    if ('text' in shape) console.log(`\n${shape.text}`);
    else if ('card' in shape) console.log(`\n${plainText(shape.card)}`);
  }
  return shapes.flatMap((shape) => ('card' in shape ? [plainButtons(shape.card)] : [])).at(-1) ?? [];
}

/** A number is the button that it stands before; anything else is typed. */
function messageOf(line: string, buttons: readonly PlainButton[], log: Log): Message {
  const button = /^\d+$/.test(line) ? buttons[Number(line) - 1] : undefined;
  const action = button && cardAction({ type: 'message', value: button.data });
  if (action !== undefined && action !== 'unreadable') return { kind: 'tapped', action };
  return { kind: 'typed', text: line, ...hear(log, line, new Date()), shown: undefined };
}

async function chat(): Promise<void> {
  const values = commandOptions({
    role: { type: 'string', default: 'self' },
    locale: { type: 'string', default: 'en' },
  });
  takeDraftOrEnd();
  const role = roleSchema.safeParse(values.role);
  if (!role.success)
    throw new Error(`--role ${values.role} is not a role; use one of ${roleSchema.options.join(', ')}`);

  let log = newLog(
    { conversation: 'terminal', channel: 'terminal', role: role.data, language: languageSpokenFor(values.locale) },
    Date.now(),
    'terminal',
  );
  let buttons = print([currentView], log);
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt: '\n> ' });
  lines.prompt();
  for await (const typed of lines) {
    const line = typed.trim();
    if (line === 'quit' || line === 'exit') break;
    const { entries, replies, next } = converse(log, messageOf(line, buttons, log), Date.now());
    log = next === 'go on' ? extended(log, entries) : nextLog(log, Date.now(), 'terminal');
    const printed = print(next === 'restart' ? [...replies, currentView] : replies, log);
    if (printed.length > 0) buttons = printed;
    lines.prompt();
  }
  lines.close();
}

chat().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : 'The chat could not start.');
  process.exitCode = 2;
});
