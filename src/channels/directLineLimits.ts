import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Config } from '../config.ts';
import { holders } from '../holders.ts';
import { withinLimit } from '../withinLimit.ts';

/** In ten seconds, of one conversation; a message costs one point, and more by its length, as it does to understand it. */
const messagePoints = 200;
const charactersPerPoint = 25;
/** Of an address, who may be many people: none of them types so long a message all the time. */
const charactersPerMessage = 250;
/** What is longer is not understood, only looked through for an emergency. */
const longestUnderstood = 2_000;
const reads = 200;
/** In a minute, of one conversation. */
const renewals = 60;
/** Requests of one conversation that are being answered, or whose answer has not been taken yet. */
const requestsAtOnce = 8;
/** An address may say and read so much for each chat that it may begin. */
const messagesPerChat = 30;
const readsPerChat = 200;

/** How much web clients may ask for. */
export function directLineLimits({ chatsPerMinute }: Pick<Config, 'chatsPerMinute'>) {
  const limit = (points: number, duration: number) => new RateLimiterMemory({ points, duration });
  const newChats = limit(chatsPerMinute, 60);
  const messagesOfConversation = limit(messagePoints, 10);
  const messagesOfAddress = limit(chatsPerMinute * messagesPerChat, 60);
  const readsOfConversation = limit(reads, 10);
  const readsOfAddress = limit(chatsPerMinute * readsPerChat, 60);
  const renewalsOfConversation = limit(renewals, 60);

  return {
    mayBegin: (address: string): Promise<boolean> => withinLimit(newChats, address),
    async maySay(conversation: string, address: string, characters: number): Promise<boolean> {
      const costly = Math.min(characters, longestUnderstood);
      return (
        (await withinLimit(messagesOfConversation, conversation, 1 + Math.floor(costly / charactersPerPoint))) &&
        withinLimit(messagesOfAddress, address, 1 + Math.floor(costly / charactersPerMessage))
      );
    },
    mayRead: async (conversation: string, address: string): Promise<boolean> =>
      (await withinLimit(readsOfConversation, conversation)) && withinLimit(readsOfAddress, address),
    mayRenew: (conversation: string): Promise<boolean> => withinLimit(renewalsOfConversation, conversation),
    /** False where too many of the conversation's requests are open. */
    hold: holders(requestsAtOnce).hold,
  };
}
export type DirectLineLimits = ReturnType<typeof directLineLimits>;
