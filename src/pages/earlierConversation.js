import { say } from './say.js';

/**
 * Asks, before an earlier conversation is shown, whether it is to go on: somebody else may use this browser now.
 * @returns whether it is.
 */
export function isToGoOn(element) {
  const asked = document.createElement('section');
  asked.className = 'earlier';
  asked.setAttribute('aria-labelledby', 'earlier-title');
  const title = document.createElement('h2');
  title.id = 'earlier-title';
  title.textContent = say('Go on with your earlier conversation?');
  const why = document.createElement('p');
  why.textContent = say('One from before is still kept in this browser. If it is not yours, start a new one.');
  return new Promise((answered) => {
    const button = (text, goesOn) => {
      const one = document.createElement('button');
      one.type = 'button';
      one.className = 'button';
      one.textContent = text;
      one.addEventListener('click', () => {
        asked.remove();
        answered(goesOn);
      });
      return one;
    };
    const goOn = button(say('Go on'), true);
    asked.append(title, why, goOn, button(say('Start a new one'), false));
    element.replaceChildren(asked);
    goOn.focus();
  });
}
