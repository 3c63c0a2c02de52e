import type { Activity } from './chat/activity.ts';
import { conversationLanguage, say } from './say.ts';

/**
 * The chat's menu: the other language, deletion and the privacy note. What it asks for it says in the conversation, in
 * words that are understood there.
 * @returns what to call with each message of the bot, so that the menu and the progress bar follow.
 */
export function chatMenu(sayInChat: (text: string) => void): (activity: Activity) => void {
  const menu = document.querySelector<HTMLDetailsElement>('#menu');
  const language = document.getElementById('menu-language');
  const bar = document.querySelector<HTMLProgressElement>('#progress');
  const close = (): void => {
    if (menu !== null) menu.open = false;
  };
  const follow = (): void => {
    if (language === null) return;
    const isSpanish = conversationLanguage() === 'es';
    language.textContent = isSpanish ? 'English' : 'Español';
    language.lang = isSpanish ? 'en' : 'es';
  };
  language?.addEventListener('click', () => {
    close();
    sayInChat(conversationLanguage() === 'es' ? 'in English please' : 'en español por favor');
  });
  document.getElementById('menu-erase')?.addEventListener('click', () => {
    close();
    sayInChat(say('Delete my answers'));
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
  follow();
  return ({ channelData }) => {
    follow();
    const { progress, view } = channelData?.cauda ?? {};
    if (bar === null) return;
    if (progress !== undefined) bar.value = (progress.number - 1) / progress.atMost;
    else if (view === 'recommendation') bar.value = 1;
  };
}
