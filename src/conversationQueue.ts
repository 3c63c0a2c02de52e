/** One turn at a time for each conversation; conversations do not wait for each other. */
export function conversationQueue() {
  const last = new Map<string, Promise<unknown>>();

  return {
    /** Runs `turn` once all earlier ones of this conversation are over, however they ended. */
    async take<T>(conversation: string, turn: () => Promise<T>): Promise<T> {
      const mine = (last.get(conversation) ?? Promise.resolve()).then(turn, turn);
      last.set(conversation, mine);
      try {
        return await mine;
      } finally {
        if (last.get(conversation) === mine) last.delete(conversation);
      }
    },

    /** Resolves when no turn runs or waits. */
    async idle(): Promise<void> {
      while (last.size > 0) await Promise.allSettled(last.values());
    },
  };
}
export type ConversationQueue = ReturnType<typeof conversationQueue>;
