import { say } from './say.ts';

const warnedFor = 30_000; // milliseconds

/** On a computer that many people use, a page that nobody touches asks, and then begins anew: nothing of it stays. */
export function clearWhenIdle(): void {
  const { resume, idle } = document.documentElement.dataset;
  if (resume !== 'no') return;
  const until = Math.max(Number(idle ?? 5) * 60_000 - warnedFor, warnedFor);
  let waiting: ReturnType<typeof setTimeout>;
  let touched = false;
  let isAsking = false;

  function touch(): void {
    if (isAsking) return;
    touched = true;
    clearTimeout(waiting);
    waiting = setTimeout(warn, until);
  }
  function warn(): void {
    // Nobody was here since the page began: there is nothing to clear.
    if (!touched) return;
    isAsking = true;
    waiting = setTimeout(() => location.reload(), warnedFor);
    ask(() => {
      isAsking = false;
      touch();
    });
  }
  for (const gesture of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
    addEventListener(gesture, touch, { capture: true, passive: true });
}

/** @param onHere called when somebody taps anywhere, or presses Escape. */
function ask(onHere: () => void): void {
  const dialog = document.createElement('dialog');
  dialog.className = 'still-there';
  const words = document.createElement('p');
  words.id = 'still-there';
  dialog.setAttribute('aria-labelledby', words.id);
  words.textContent = say('stillThere');
  const stay = document.createElement('button');
  stay.type = 'button';
  stay.className = 'button';
  stay.textContent = say('stillHere');
  dialog.append(words, stay);
  document.body.append(dialog);
  dialog.showModal();
  dialog.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    dialog.remove();
    onHere();
  });
}
