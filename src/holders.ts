/** What ends a hold: anything that closes, such as an answer that was taken or a socket. */
export type Ends = { once(event: 'close', then: () => void): unknown };

/** Counts what each key holds open at once. */
export function holders(most: number) {
  const held = new Map<string, number>(); // 0 < each <= most

  return {
    /** False where the key holds as much as it may; else it holds one more until `ends` closes. */
    hold(key: string, ends: Ends): boolean {
      const holds = held.get(key) ?? 0;
      if (holds >= most) return false;
      held.set(key, holds + 1);
      ends.once('close', () => {
        const left = (held.get(key) ?? 1) - 1;
        if (left === 0) held.delete(key);
        else held.set(key, left);
      });
      return true;
    },
  };
}
