import { emergencyCall } from './chat/emergencyCall.ts';
import { say } from './say.ts';

/**
 * Asks, before an earlier conversation is shown, whether it is to go on: somebody else may use this browser now.
 * @returns whether it is.
 */
export function isToGoOn(element: HTMLElement): Promise<boolean> {
  return new Promise((answered) => {
    ask(element, say('goOnAsked'), `${say('goOnMore')} ${say('worseGo')}`, [
      [say('goOn'), () => answered(true)],
      [say('startNew'), () => answered(false)],
    ]);
  });
}

/** The screen of a conversation that was deleted: nothing of it is left. */
export function sayErased(element: HTMLElement): void {
  ask(element, say('erased'), say('erasedMore'), [[say('startNew'), () => location.reload()]]);
}

function ask(
  element: HTMLElement,
  heading: string,
  why: string,
  choices: readonly (readonly [string, () => void])[],
): void {
  const asked = document.createElement('section');
  asked.className = 'earlier';
  asked.setAttribute('aria-labelledby', 'earlier-title');
  const title = document.createElement('h2');
  title.id = 'earlier-title';
  title.textContent = heading;
  const text = document.createElement('p');
  text.textContent = why;
  const buttons = choices.map(([words, chosen]) => {
    const one = document.createElement('button');
    one.type = 'button';
    one.className = 'button';
    one.textContent = words;
    one.addEventListener('click', () => {
      asked.remove();
      chosen();
    });
    return one;
  });
  const call = emergencyCall(say('call'));
  if (call !== undefined) call.className = 'button call';
  asked.append(title, text, ...buttons, ...(call === undefined ? [] : [call]));
  element.replaceChildren(asked);
  buttons[0]?.focus();
}
