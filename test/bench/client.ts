/** What a reply must contain, as it stands in JSON; `place` counts from 0, which begins the conversation. */
export type Expected = (place: number, said: string) => string;

/**
 * Told of each turn: milliseconds from the message to its reply. A turn that is not `timed` sets up a conversation; it
 * counts as a turn, but not among the latencies.
 */
export type OnTurn = (milliseconds: number, timed: boolean) => void;

export type Client = {
  /** Has one whole conversation. Throws on any reply that is not the right one. */
  readonly talk: (onTurn: OnTurn) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Milliseconds that who was turned away at the door waits. */
export const beginAgainAfter = 20;

export function demand(right: boolean, place: number, status: number, reply: string): void {
  if (!right) throw new Error(`turn ${place} was answered wrongly (${status}): ${reply.slice(0, 2_000)}`);
}
