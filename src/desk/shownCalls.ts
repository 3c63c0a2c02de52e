import type { QueuedCall } from './queuedCall.ts';

/** Calls that a queue shows; beyond it only emergencies that are not closed. */
export const mostShown = 500;

export type ShownCalls = {
  /** The latest first. */
  readonly calls: readonly QueuedCall[];
  /** How many there are besides. */
  readonly notShown: { readonly open: number; readonly closed: number };
};

/** What cannot be read any more may be one. */
export const isOpenEmergency = ({ state, summary }: QueuedCall): boolean =>
  state !== 'closed' && (summary === undefined || summary.urgency === 'emergency' || summary.otherEmergency);

/**
 * What the queue shows of more calls than it can: every emergency that is not closed, then what else is open, the most
 * urgent and of those the oldest first, then what was closed last.
 * @param closed the latest first, as many as may be shown, of `allClosed`.
 */
export function shownCalls(open: readonly QueuedCall[], closed: readonly QueuedCall[], allClosed: number): ShownCalls {
  const byWeight = Map.groupBy(open, weight);
  const kept = [...(byWeight.get(0) ?? [])];
  for (const heavy of [1, 2, 3] as const) {
    const some = byWeight.get(heavy) ?? [];
    const room = Math.max(0, mostShown - kept.length);
    kept.push(...(some.length <= room ? some : some.toSorted((a, b) => a.started - b.started).slice(0, room)));
  }
  const closedKept = closed.slice(0, Math.max(0, mostShown - kept.length));
  return {
    calls: [...kept, ...closedKept].toSorted((a, b) => b.started - a.started),
    notShown: { open: open.length - kept.length, closed: allClosed - closedKept.length },
  };
}

/** What is not asked to its end may become anything. */
function weight(call: QueuedCall): 0 | 1 | 2 | 3 {
  if (isOpenEmergency(call)) return 0;
  const { urgency, complete } = call.summary ?? { urgency: 'emergency', complete: false };
  return !complete || urgency === 'urgent' ? 1 : urgency === 'soon' ? 2 : 3;
}
