import { locale, sayPage } from './say.js';
import { troubleNotice } from './trouble.js';
import { startChat } from './webChat.js';

const query = new URLSearchParams(location.search);
const roles = ['self', 'carer', 'nurse', 'clinician'];
const role = roles.includes(query.get('role')) ? query.get('role') : 'self';
const embedder = query.get('embed');
sayPage();

/** Tells the page around the widget's frame; it learns that something happened, never what was said. */
const tell = (message) => {
  if (embedder !== null && window.parent !== window) window.parent.postMessage({ cauda: message }, embedder);
};

if (embedder !== null) {
  const close = document.getElementById('close');
  close.hidden = false;
  close.addEventListener('click', () => tell('close'));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') tell('close');
  });
  addEventListener('message', (event) => {
    if (event.source === window.parent && event.data?.cauda === 'focus') {
      document.querySelector('[data-id="webchat-sendbox-input"]')?.focus();
    }
  });
}

await startChat({
  element: document.getElementById('chat'),
  role,
  locale,
  onTrouble: troubleNotice(role),
  onBot: () => tell('spoke'),
});
tell('ready');
