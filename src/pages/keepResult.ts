import { type Activity, cardIn } from './chat/activity.ts';
import { hint } from './chat/hint.ts';
import type { Result } from './result.ts';
import { say } from './say.ts';

let newest: Result | undefined;

/** Once there is a result, a button offers to keep it: to print, share or show. What draws it is loaded only then. */
export function keepable(activity: Activity): void {
  const told = activity.channelData?.cauda;
  const button = document.getElementById('keep-result');
  if (told === undefined || button === null) return;
  if (told.essence !== undefined && told.view !== undefined)
    newest = { card: cardIn(activity), essence: told.essence, at: new Date(activity.timestamp ?? Date.now()) };
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
  try {
    const { showResult }: typeof import('./result.ts') = await import(button.dataset['script'] ?? '');
    if (newest !== undefined) showResult(newest);
  } catch {
    hint(say('Without a connection the result cannot be opened here. It stands in the chat.'));
  }
}
