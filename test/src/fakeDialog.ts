import { Dialog, type DialogContext, type DialogTurnResult } from 'botbuilder-dialogs';
import type { Entry, Log, LogHead } from '../../machines/answerLog.ts';

const cardType = 'application/vnd.microsoft.card.adaptive';

/** A stand-in for the triage dialog that keeps its contract with the server, and does on demand what the server must bear. */
export class FakeDialog extends Dialog<{ head?: LogHead }> {
  readonly #buttons: 'execute' | 'submit';
  /** How often a turn of a conversation ran. */
  runs = 0;
  /** The heads of the logs that it began. */
  readonly begun: (LogHead | undefined)[] = [];

  constructor(buttons: 'execute' | 'submit') {
    super('triage');
    this.#buttons = buttons;
  }

  override async beginDialog(dc: DialogContext, options: { head?: LogHead } = {}): Promise<DialogTurnResult> {
    this.runs += 1;
    this.begun.push(options.head);
    if (dc.activeDialog !== undefined) dc.activeDialog.state = { log: { head: options.head, entries: [] } };
    await dc.context.sendActivity('welcome');
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    this.runs += 1;
    const { context } = dc;
    const state: { log?: Log | undefined } = dc.activeDialog?.state;
    const { log } = state;
    if (log === undefined) throw new Error('no log');
    const { text = '', value } = context.activity;
    const add = (entry: Entry): number => {
      const next = { ...log, entries: [...log.entries, entry] };
      state.log = next;
      return next.entries.length;
    };
    switch (text) {
      case 'boom':
        throw new Error('secret words of the person');
      case 'why':
        await context.sendActivity('because');
        return Dialog.EndOfTurn;
      case 'restart':
        state.log = { head: { ...log.head, number: log.head.number + 1 }, entries: [] };
        await context.sendActivity('welcome');
        return Dialog.EndOfTurn;
      case 'delete':
        state.log = undefined;
        await context.sendActivity('deleted');
        return dc.endDialog();
      case 'card':
        await context.sendActivity({
          type: 'message',
          attachments: [{ contentType: cardType, content: this.#card() }],
        });
        return Dialog.EndOfTurn;
      default: {
        const card = value?.card ?? context.activity.replyToId;
        if (context.activity.type === 'invoke' || card !== undefined) {
          await context.updateActivity({
            type: 'message',
            id: card,
            attachments: [{ contentType: cardType, content: { settled: true } }],
          });
        }
        const revision = add({
          kind: 'answered',
          findings: { legWeakness: 'none' },
          at: 1,
          ...(text === '' ? {} : { heard: text }),
        });
        await context.sendActivity(`answer ${revision}`);
        return Dialog.EndOfTurn;
      }
    }
  }

  #card(): object {
    const action = {
      type: this.#buttons === 'submit' ? 'Action.Submit' : 'Action.Execute',
      title: 'No',
      data: { verb: 'answer' },
    };
    return {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'ActionSet', actions: [action] }],
      actions: [{ type: 'Action.ShowCard', card: { actions: [action] } }],
    };
  }
}
