import { say } from '../say.ts';
import { cardSelector } from './sight.ts';

/** Shows on the pressed button that its answer is on its way, until it is acknowledged. */
export function sendingMarks() {
  let marked: HTMLElement[] = [];
  return {
    pressed(button: HTMLElement): void {
      const card = button.closest<HTMLElement>(cardSelector);
      if (card === null) return;
      button.dataset['sending'] = say('sending');
      card.dataset['sending'] = '';
      marked.push(button, card);
    },
    clear(): void {
      for (const one of marked) delete one.dataset['sending'];
      marked = [];
    },
  };
}
