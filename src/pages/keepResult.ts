import { type Activity, cardIn } from './chat/activity.ts';
import { hint } from './chat/hint.ts';
import type { Result } from './result.ts';
import { say } from './say.ts';

let newest: Result | undefined;

/**
 * Once there is a result, a button offers to keep it: to print, share or show; who asks for it gets it at once. What draws
 * it is loaded only then.
 */
export function keepable({ channelData, timestamp, ...activity }: Activity, isNew: boolean): void {
  const button = document.getElementById('keep-result');
  if (button === null) return;
  if (channelData?.caudaKeep === true && isNew) void show(button);
  const told = channelData?.cauda;
  if (told === undefined) return;
  if (told.essence !== undefined && told.view !== undefined)
    newest = { card: cardIn(activity), essence: told.essence, at: new Date(timestamp ?? Date.now()) };
  // A new beginning has no result yet, and what was taken back or is being changed is none any more.
  else if (told.view === 'question' && told.standing === undefined) newest = undefined;
  button.hidden = newest === undefined;
  button.onclick = () => void show(button);
}

/** Nothing of a deleted result stays within reach. */
export function dropResult(): void {
  newest = undefined;
  document.getElementById('keep-result')?.setAttribute('hidden', '');
  document.getElementById('result')?.remove();
}

async function show(button: HTMLElement): Promise<void> {
  if (newest === undefined) return;
  try {
    const { showResult }: typeof import('./result.ts') = await import(button.dataset['script'] ?? '');
    if (newest !== undefined) showResult(newest); // it may have been deleted meanwhile
  } catch {
    hint(say('resultOffline'));
  }
}
