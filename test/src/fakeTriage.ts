import { z } from 'zod';
import type { SaidActivity, SentActivity } from '../../dialogs/activity.ts';
import type { TriageTurn, TriageTurns } from '../../dialogs/triageTurn.ts';
import type { Entry, Log, LogHead } from '../../machines/answerLog.ts';

const cardType = 'application/vnd.microsoft.card.adaptive';

const says = (log: Log | undefined, text: string, updates: TriageTurn['updates'] = []): TriageTurn => ({
  log,
  finished: log === undefined,
  messages: [{ type: 'message', text }],
  updates,
});

/** A stand-in for the conversation that keeps its contract with the server, and does on demand what the server must bear. */
export class FakeTriage implements TriageTurns {
  readonly #buttons: 'execute' | 'submit';
  /** How often a turn of a conversation ran. */
  runs = 0;
  /** The heads of the logs that it began. */
  readonly begun: LogHead[] = [];

  constructor(buttons: 'execute' | 'submit') {
    this.#buttons = buttons;
  }

  readonly begin = (head: LogHead): TriageTurn => {
    this.runs += 1;
    this.begun.push(head);
    return says({ head, entries: [] }, 'welcome');
  };

  readonly takeUp = (log: Log): TriageTurn => says(log, 'welcome');
  readonly again = (log: Log): TriageTurn => says(log, 'welcome');

  readonly next = (log: Log, { type, text = '', value, replyToId }: SaidActivity): TriageTurn => {
    this.runs += 1;
    switch (text) {
      case 'boom':
        throw new Error('secret words of the person');
      case 'why':
        return says(log, 'because');
      case 'restart':
        return says({ head: { ...log.head, number: log.head.number + 1 }, entries: [] }, 'welcome');
      case 'delete':
        return says(undefined, 'deleted');
      case 'card':
        return { log, finished: false, updates: [], messages: [withCard(this.#card())] };
      default: {
        const entry: Entry = {
          kind: 'answered',
          findings: { legWeakness: 'none' },
          at: 1,
          ...(text === '' ? {} : { heard: text }),
        };
        const after = { ...log, entries: [...log.entries, entry] };
        const card = z.object({ card: z.unknown() }).safeParse(value).data?.card ?? replyToId;
        const updates =
          type === 'invoke' || card !== undefined ? [{ ...withCard({ settled: true }), id: String(card) }] : [];
        return says(after, `answer ${after.entries.length}`, updates);
      }
    }
  };

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

const withCard = (content: object): SentActivity => ({
  type: 'message',
  attachments: [{ contentType: cardType, content }],
});
