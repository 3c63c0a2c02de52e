import type { Activity } from './chat/activity.ts';
import { pageLanguage, say, whenSpoken } from './say.ts';

/**
 * The chat's menu: the other languages, deletion and the privacy note. What it asks for it says in the conversation, in
 * words that are understood there.
 * @returns what to call with each message of the bot, so that the menu and the progress bar follow.
 */
export function chatMenu(sayInChat: (text: string) => void): (activity: Activity) => void {
  const menu = document.querySelector<HTMLDetailsElement>('#menu');
  const privacy = document.getElementById('menu-privacy');
  const languages = document.getElementById('menu-languages');
  const bar = document.querySelector<HTMLProgressElement>('#progress');
  const close = (): void => {
    if (menu !== null) menu.open = false;
  };
  const offerLanguages = (): void => {
    privacy?.setAttribute('href', `/privacy?locale=${pageLanguage().language}`);
    languages?.replaceChildren(
      ...pageLanguage().others.map(({ language, name, ask }) => {
        const other = document.createElement('button');
        other.type = 'button';
        other.className = 'button';
        other.lang = language;
        other.textContent = name;
        other.addEventListener('click', () => {
          close();
          sayInChat(ask);
        });
        return other;
      }),
    );
  };
  document.getElementById('menu-erase')?.addEventListener('click', () => {
    close();
    sayInChat(say('erase'));
  });
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || menu?.open !== true) return;
      // One Escape closes one thing.
      event.stopImmediatePropagation();
      close();
      menu.querySelector('summary')?.focus();
    },
    { capture: true },
  );
  addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && menu?.contains(target) !== true) close();
  });
  offerLanguages();
  whenSpoken(offerLanguages);
  return ({ channelData }) => {
    const { progress, view } = channelData?.cauda ?? {};
    if (bar === null) return;
    if (progress !== undefined) bar.value = (progress.number - 1) / progress.atMost;
    else if (view === 'recommendation') bar.value = 1;
  };
}
