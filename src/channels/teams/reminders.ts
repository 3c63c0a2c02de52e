import type { ConversationReference } from 'botbuilder';
import { type EventLog, nameless } from '../../httpAnswers.ts';
import { isRefusedForGood, send } from './connectorCalls.ts';
import type { TeamsAdapter } from './teamsAdapter.ts';

const hour = 60 * 60 * 1_000;
const lookEvery = 60_000;
const mostConversations = 10_000;

type Waiting = { readonly since: number; readonly reference: Partial<ConversationReference>; readonly text: string };

export type Reminders = {
  /** The person was asked something; `text` is what to remind them with. */
  readonly wait: (conversation: string, reference: Partial<ConversationReference>, text: string) => void;
  /** Nothing is left to be reminded of. */
  readonly forget: (conversation: string) => void;
  /** Reminds whom it is time to remind. */
  readonly remind: () => Promise<void>;
  readonly stop: () => void;
};

/**
 * One reminder a conversation for who went away in the middle. Kept in memory alone: a restart forgets it. Where the
 * channel refuses it, nothing more is said.
 * @param hours after the last question.
 * @param now milliseconds since the epoch.
 */
export function remindersOf(hours: number, adapter: TeamsAdapter, log: EventLog, now: () => number): Reminders {
  const waiting = new Map<string, Waiting>(); // the longest waiting first
  const reminded = new Set<string>(); // reminded.size <= mostConversations
  const look = setInterval(() => void remind(), lookEvery).unref();

  async function remind(): Promise<void> {
    for (const [conversation, one] of waiting) {
      if (now() - one.since < hours * hour) break;
      waiting.delete(conversation);
      const [oldest] = reminded;
      if (oldest !== undefined && reminded.size >= mostConversations) reminded.delete(oldest);
      reminded.add(conversation);
      await say(one);
    }
  }

  async function say({ reference, text }: Waiting): Promise<void> {
    const { bot, user, conversation, channelId, serviceUrl } = reference;
    if (bot === undefined || conversation === undefined) return;
    const to = user === undefined ? {} : { recipient: user };
    const activity = { type: 'message', text, from: bot, conversation, ...to };
    try {
      await send(
        {
          ...activity,
          ...(channelId === undefined ? {} : { channelId }),
          ...(serviceUrl === undefined ? {} : { serviceUrl }),
        },
        await adapter.connectorFor(reference),
      );
    } catch (error) {
      log.info({ final: isRefusedForGood(error), ...nameless(error) }, 'reminder not delivered');
    }
  }

  return {
    wait(conversation, reference, text) {
      if (reminded.has(conversation)) return;
      waiting.delete(conversation);
      const [oldest] = waiting.keys();
      if (oldest !== undefined && waiting.size >= mostConversations) waiting.delete(oldest);
      waiting.set(conversation, { since: now(), reference, text });
    },
    forget: (conversation) => void waiting.delete(conversation),
    remind,
    stop: () => clearInterval(look),
  };
}
