import { html, render } from 'lit-html';
import { callPage, leaveCall, openCall } from './call.js';
import './keys.js';
import { queuePage, refreshQueue } from './queue.js';
import { ask, Refused, retryAfter } from './requests.js';
import { changeLanguage, direction, language, others, word } from './words.js';

/**
 * What the whole desk knows: who is here, which call is open, and whether it is locked.
 * @type {{ me: import('./deskState.ts').Me | undefined, page: 'queue' | 'call', locked: boolean, pending: number, said: string }}
 */
export const desk = { me: undefined, page: 'queue', locked: false, pending: 0, said: '' };

const root = element('desk');
document.documentElement.lang = language;
document.documentElement.dir = direction;

export function draw() {
  document.body.classList.toggle('locked', desk.locked);
  render(
    html`${desk.locked ? locked() : ''}
      <div class="desk-page" ?inert=${desk.locked} ?hidden=${desk.locked}>${page()}</div>`,
    root,
  );
}

function page() {
  if (desk.me === undefined) return html`<main class="lone"><p role="alert">${desk.said}</p></main>`;
  return desk.page === 'call' ? callPage() : queuePage();
}

/** @param {string} id */
function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}

/** Said to screen readers, and nowhere else. @param {string} text */
export function announce(text) {
  element('spoken').textContent = text;
}

export const account = () => html`
  <span class="who">${desk.me?.local ? word('local') : desk.me?.name}</span>
  ${others.map((one) => html`<button class="small" type="button" lang=${one.language} @click=${() => changeLanguage(one.language)}>${one.name}</button>`)}
  ${desk.me?.local ? '' : html`<button class="small" type="button" @click=${leave}>${word('lockNow')}</button>`}
  ${desk.me?.local ? '' : html`<button class="small" type="button" @click=${signOut}>${word('signOut')}</button>`}
`;

async function signOut() {
  try {
    const { to } = await ask('POST', 'sign-out', {});
    leaving = true;
    location.assign(to);
  } catch {
    announce(word('trouble'));
  }
}
let leaving = false;

const locked = () => html`
  <main class="lone" aria-labelledby="locked">
    <div role="alertdialog" aria-labelledby="locked" aria-describedby="locked-more">
      <h1 id="locked">${word('locked')}</h1>
      <p id="locked-more">${word('lockedMore')}</p>
      <button class="button" type="button" autofocus @click=${signInBeside}>${word('signIn')}</button>
    </div>
  </main>
`;

/** In a window of its own, so that nothing that stands here is lost. */
const signInBeside = () => window.open('/nurse/sign-in?to=/nurse', 'cauda-sign-in', 'popup,width=520,height=640');

/** Nobody is here: the server is told too, so that only a sign-in opens what this covers. */
async function leave() {
  lock();
  await ask('POST', 'lock', {}).catch(() => undefined);
}

/** Nobody was here, or the session ended: covers all, and comes back by itself once the same person is signed in. */
export function lock() {
  if (desk.locked) return;
  desk.locked = true;
  draw();
  const again = setInterval(async () => {
    try {
      const me = await ask('GET', 'desk/me', undefined, { since: '' });
      clearInterval(again);
      // Locked before it was known who is here: nothing stands on the page that another could see.
      if (desk.me === undefined) return location.reload();
      if (me.id !== desk.me.id) return location.replace('/nurse');
      desk.locked = false;
      draw();
    } catch {
      // Not yet.
    }
  }, 1_000);
}

/** What an error means for the whole desk. @param {unknown} error @returns its words. */
export function wordsOf(error) {
  if (!(error instanceof Refused)) throw error;
  if (error.code === 'Locked' || error.code === 'SignedOut') lock();
  if (error.code === 'noLine') return word('noLine');
  return error.code === 'NoSuchCall' ? word('noSuchCall') : word('trouble');
}

/** @param {string} path */
export function go(path) {
  history.pushState(undefined, '', path);
  void route();
}

async function route() {
  const [, reference] = /^\/nurse\/call\/([A-Z0-9]+)$/.exec(location.pathname) ?? [];
  leaveCall();
  desk.page = reference === undefined ? 'queue' : 'call';
  document.title = reference === undefined ? word('desk') : `${reference} · ${word('desk')}`;
  draw();
  if (reference === undefined) await refreshQueue();
  else await openCall(reference);
}

let lastMoved = Date.now();
for (const kind of ['keydown', 'pointerdown', 'pointermove']) addEventListener(kind, () => (lastMoved = Date.now()));
setInterval(() => {
  const idle = Date.now() - lastMoved;
  const minutes = desk.me?.idleMinutes ?? 0;
  if (minutes > 0 && idle > minutes * 60_000 && !desk.locked) void leave();
}, 5_000);
addEventListener('popstate', () => void route());
addEventListener('beforeunload', (event) => {
  if (desk.pending > 0 && !leaving) event.preventDefault();
});

// A window that only came to sign in, or to sign a second time, hands over and goes.
const second = new URLSearchParams(location.hash.slice(1)).get('second');
if (second !== null) {
  history.replaceState(undefined, '', location.pathname);
  new BroadcastChannel('cauda-second').postMessage(second);
}
if (window.name === 'cauda-sign-in') window.close();

await enter();

/** Asks who is here until that is known: a line that was away for a moment leaves no page behind that does nothing. */
async function enter() {
  while (desk.me === undefined && !desk.locked) {
    try {
      desk.me = await ask('GET', 'desk/me');
    } catch (error) {
      desk.said = wordsOf(error);
      draw();
      await new Promise((later) => setTimeout(later, retryAfter));
    }
  }
  if (!desk.locked) await route();
}
