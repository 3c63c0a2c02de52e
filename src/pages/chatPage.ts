import type { Activity } from './chat/activity.ts';
import { standingBanner } from './chat/standing.ts';
import { clearWhenIdle } from './idle.ts';
import { dropResult, keepable } from './keepResult.ts';
import { chatMenu } from './menu.ts';
import { locale } from './say.ts';
import { forget } from './session.ts';
import { troubleNotice } from './trouble.ts';
import { startChat } from './webChat.ts';

const query = new URLSearchParams(location.search);
const roles = ['self', 'carer', 'nurse', 'clinician'];
const asked = query.get('role') ?? '';
const role = roles.includes(asked) ? asked : 'self';
const embedder = query.get('embed');
const element = document.getElementById('chat');
clearWhenIdle();

/** Tells the page around the widget's frame; it learns that something happened, never what was said. */
const tell = (message: string, more: object = {}): void => {
  if (embedder !== null && window.parent !== window) window.parent.postMessage({ cauda: message, ...more }, embedder);
};
/** How urgent a result is is told where the deployment says so. */
const tellsUrgency = document.documentElement.dataset['tellUrgency'] === 'yes';

if (embedder !== null) {
  const close = document.getElementById('close');
  close?.removeAttribute('hidden');
  close?.addEventListener('click', () => tell('close'));
  addEventListener('keydown', (event) => {
    // One Escape closes one thing: what lies over the chat goes first.
    if (event.key === 'Escape' && document.querySelector('dialog[open]') === null) tell('close');
  });
  addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== embedder) return;
    if (event.data?.cauda === 'focus')
      document.querySelector<HTMLElement>('[data-id="webchat-sendbox-input"]')?.focus();
    if (event.data?.cauda !== 'reset') return;
    forget(role);
    location.reload();
  });
}

if (element !== null) {
  let follow: (activity: Activity) => void = () => {};
  void startChat({
    element,
    role,
    locale,
    byDigits: true,
    onTrouble: troubleNotice(role),
    onStanding: standingBanner(element),
    onErased() {
      dropResult();
      document.querySelector<HTMLProgressElement>('#progress')?.setAttribute('value', '0');
    },
    onBot: (activity, isNew) => {
      const { view, disposition } = activity.channelData?.cauda ?? {};
      tell('spoke');
      if (view === 'recommendation') tell('finished', tellsUrgency ? { urgency: disposition } : {});
      keepable(activity, isNew);
      follow(activity);
    },
    onReady: (post) => {
      follow = chatMenu(post);
    },
  }).then(() => tell('ready'));
}
