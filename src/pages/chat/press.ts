/** A press on a button of a card. Times in milliseconds, distances in CSS pixels. */
export type Press = {
  /** `key`: Enter or Space on the focused button, or assistive technology; `digit`: the number of an answer. */
  readonly by: 'pointer' | 'key' | 'digit';
  /** Since the last press began, and how far from it; Infinity where there was none. */
  readonly sinceLast: number;
  readonly fromLast: number;
};

/** What the person has seen of the pressed card. */
export type Sight = {
  /** How long its first answer had been in view, not moved by the page, when the press began. */
  readonly seenFor: number;
};

export const toBeSeen = 500;
const samePlace = 24;
const secondTap = 900;

/** Whether a press answers: never a card that just came under a finger, and never the second tap of a slow double tap. */
export function pressCounts({ by, sinceLast, fromLast }: Press, { seenFor }: Sight): boolean {
  switch (by) {
    case 'key':
      return true; // to come to a button by Tab is deliberate
    case 'digit':
      return seenFor >= toBeSeen;
    case 'pointer':
      return seenFor >= toBeSeen && !(sinceLast < secondTap && fromLast <= samePlace);
    default:
      return by satisfies never;
  }
}

/** Where and when a pointer went down, in the time of events. */
export type Down = { readonly at: number; readonly x: number; readonly y: number };

export const never = { sinceLast: Number.POSITIVE_INFINITY, fromLast: Number.POSITIVE_INFINITY };

export function pressAfter(last: Down | undefined, { at, x, y }: Down): Press {
  if (last === undefined) return { by: 'pointer', ...never };
  return { by: 'pointer', sinceLast: at - last.at, fromLast: Math.hypot(x - last.x, y - last.y) };
}
