import { BoundedMap } from '../../../dialogs/boundedMap.ts';

const mostConversations = 2_000;

/**
 * When each conversation was last asked by way of the answer to a request: what arrived before cannot mean that
 * question. Kept in memory, for the requests that one process answers at the same time.
 */
export function askedInAnswers() {
  const asked = new BoundedMap<string, number>({ most: mostConversations });

  return {
    note: (conversation: string, at: number): void => asked.set(conversation, at),
    isAfter: (conversation: string, arrived: number): boolean => (asked.get(conversation) ?? arrived) > arrived,
  };
}
export type AskedInAnswers = ReturnType<typeof askedInAnswers>;
