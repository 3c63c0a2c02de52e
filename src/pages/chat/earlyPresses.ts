import { say } from '../say.ts';
import { hint } from './hint.ts';
import { type Down, pressAfter, pressCounts } from './press.ts';

/** What `early.js` kept while this script was on its way. */
type Early = {
  readonly presses: readonly { readonly button: HTMLElement; readonly down: Down | undefined }[];
  /** When the first card was painted, in the time of events. */
  readonly seenSince: number | undefined;
  readonly submitted: boolean;
  over: boolean;
};

declare global {
  interface Window {
    readonly caudaEarly?: Early;
  }
}

/**
 * What was pressed before this script ran counts by the same rules.
 * @returns when the first card was painted.
 */
export function earlyPresses(): number | undefined {
  const early = window.caudaEarly;
  if (early === undefined) return undefined;
  early.over = true;
  const { presses, seenSince, submitted } = early;
  const counts = presses.find(({ down }, index) => {
    if (down === undefined) return true; // by the keyboard
    const press = pressAfter(presses[index - 1]?.down, down);
    return pressCounts(press, { seenFor: seenSince === undefined ? 0 : down.at - seenSince });
  });
  if (counts !== undefined) counts.button.click();
  else if (presses.length > 0) hint(say('tooQuick'));
  if (submitted) document.querySelector<HTMLFormElement>('#first-form')?.requestSubmit();
  return seenSince;
}
