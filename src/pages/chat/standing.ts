import { say } from '../say.ts';
import type { Standing } from './activity.ts';
import { emergencyCall } from './emergencyCall.ts';
import { cardSelector } from './sight.ts';

/**
 * Keeps a told emergency in sight above the conversation until it no longer stands. Screen readers hear it once.
 * @returns a function that takes what stands now.
 */
export function standingBanner(chat: HTMLElement): (standing: Standing | undefined) => void {
  const banner = document.getElementById('standing');
  let told: string | undefined;
  return (standing) => {
    if (banner === null || told === standing?.title) return;
    told = standing?.title;
    banner.hidden = standing === undefined;
    banner.replaceChildren();
    if (standing === undefined) return;
    const title = document.createElement('strong');
    title.textContent = standing.title;
    banner.append(title);
    const call = emergencyCall(say('call'));
    if (call !== undefined) {
      call.className = 'button';
      banner.append(call);
    }
    const whatToDo = document.createElement('button');
    whatToDo.type = 'button';
    whatToDo.className = 'button';
    whatToDo.textContent = say('whatToDo');
    whatToDo.addEventListener('click', () => {
      const cards = [...chat.querySelectorAll(cardSelector)];
      const says = cards.findLast((card) => card.textContent?.includes(standing.title)) ?? cards.at(-1);
      says?.scrollIntoView({ block: 'start' });
    });
    banner.append(whatToDo);
  };
}
