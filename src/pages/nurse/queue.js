import { html } from 'lit-html';
import { account, announce, desk, draw, go, wordsOf } from './desk.js';
import { ask } from './requests.js';
import { language, word } from './words.js';

/**
 * @import { QueueAnswer } from './deskState.ts'
 * @typedef {QueueAnswer['calls'][number]} Queued
 */

/**
 * @type {{
 *   calls: QueueAnswer['calls'] | undefined, notShown: QueueAnswer['notShown'], levels: Map<string, string>,
 *   mine: boolean, all: boolean, said: string, now: number,
 * }}
 */
const queue = {
  calls: undefined,
  notShown: { open: 0, closed: 0 },
  levels: new Map(),
  mine: false,
  all: false,
  said: '',
  now: 0,
};
/** Questions are numbered, and none that was answered late puts back what a later one showed. `shown <= asked` */
const order = { asked: 0, shown: 0 };
const every = 3_000;
const day = 24 * 3_600_000;

/** @param {string} [since] present where the page asks by itself. */
export async function refreshQueue(since) {
  order.asked += 1;
  const mine = order.asked;
  // What was seen earlier is not what stands now.
  if (since === undefined) {
    order.shown = mine;
    queue.calls = undefined;
    draw();
  }
  try {
    if (queue.levels.size === 0) {
      const words = await ask('GET', 'desk/words', undefined, { language });
      queue.levels = new Map(words.levels.map(({ id, text }) => [id, text]));
    }
    const found = await ask('GET', 'desk/calls', undefined, {
      ...(since === undefined ? {} : { since }),
      ...(queue.all ? { kept: 'all' } : {}),
    });
    if (mine < order.shown) return;
    order.shown = mine;
    Object.assign(queue, found, { said: '' });
  } catch (error) {
    const said = wordsOf(error);
    if (mine >= order.shown) queue.said = said;
  }
  draw();
}
setInterval(() => {
  if (desk.page === 'queue' && !document.hidden && !desk.locked && desk.me !== undefined) void refreshQueue('0');
}, every);

async function begin() {
  try {
    const { reference } = await ask('POST', 'desk/calls', {});
    go(`/nurse/call/${reference}`);
  } catch (error) {
    queue.said = wordsOf(error);
    draw();
  }
}

/** @param {SubmitEvent} event */
function find(event) {
  event.preventDefault();
  if (!(event.target instanceof HTMLFormElement)) return;
  const reference = String(new FormData(event.target).get('reference')).toUpperCase().replaceAll(/[\s-]/g, '');
  if (reference !== '') go(`/nurse/call/${reference}`);
}

/** @param {number} milliseconds */
const time = (milliseconds) =>
  new Date(milliseconds).toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit' });

/** @param {number} milliseconds */
const dayAndTime = (milliseconds) =>
  new Date(milliseconds).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' });

/** @param {Queued} call */
function advice({ summary }) {
  if (summary === undefined) return '?';
  const text = queue.levels.get(summary.urgency);
  const open = summary.openSoFar || !summary.complete;
  return open && summary.urgency === 'routine' ? `… ${word('soFar')}` : `${text}${open ? ` (${word('soFar')})` : ''}`;
}

/** With roles, since a narrow screen lays the cells out as lines. @param {Queued} call */
const row = (call) => html`
  <tr role="row" data-urgency=${call.summary?.openSoFar ? 'open' : (call.summary?.urgency ?? 'open')}>
    <td role="cell"><a href="/nurse/call/${call.reference}" @click=${follow}>${call.reference}</a></td>
    <td role="cell">${(queue.now - call.started > day ? dayAndTime : time)(call.started)}</td>
    <td role="cell" class="age" data-label=${word('age')}>${call.summary?.age ?? ''}</td>
    <td role="cell" class="advice"><span>${advice(call)}</span></td>
    <td role="cell">${call.owner === null ? word('nobody') : call.owner === 'local' ? word('local') : call.ownerName}</td>
    <td role="cell">${word(`state${call.state}`)}</td>
  </tr>
`;

/** @param {MouseEvent} event */
function follow(event) {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLAnchorElement) go(new URL(event.currentTarget.href).pathname);
}

/** There are more than a queue shows. */
function leftOut() {
  const { open, closed } = queue.notShown;
  if (queue.calls === undefined || open + closed === 0) return '';
  const counted = /** @type {const} */ ([
    ['openNotShown', open],
    ['endedNotShown', closed],
  ]);
  return html`<p role="status">${word('moreCalls')} ${counted.map(([name, count]) => (count > 0 ? html`${word(name)} ${count.toLocaleString(language)}. ` : ''))}</p>`;
}

const { logo } = document.documentElement.dataset;

export function queuePage() {
  const shown = queue.calls?.filter(({ owner }) => !queue.mine || owner === desk.me?.id);
  const isSupervisor = desk.me?.roles.includes('supervisor');
  return html`
    <header class="bar">
      <h1>${logo ? html`<img class="logo" src=${logo} alt="">` : ''}${word('desk')}</h1>
      <div class="account">${account()}</div>
    </header>
    <main class="queue" aria-label=${word('queue')} ?hidden=${desk.locked}>
      <div class="queue-head">
        <button class="button primary" type="button" @click=${begin}>${word('newCall')} <kbd>N</kbd></button>
        <form @submit=${find}>
          <label>${word('find')} <input name="reference" autocomplete="off" maxlength="12" size="10"></label>
          <button class="button" type="submit">${word('open')}</button>
        </form>
        <label class="check">
          <input type="checkbox" .checked=${queue.mine} @change=${() => {
            queue.mine = !queue.mine;
            draw();
          }}> ${word('myCalls')}
        </label>
        ${
          isSupervisor
            ? html`<label class="check">
          <input type="checkbox" .checked=${queue.all} @change=${() => {
            queue.all = !queue.all;
            void refreshQueue();
          }}> ${word('allKept')}
        </label> <a class="small" href="/nurse/desk/audit" download="cauda-audit.jsonl">${word('audit')}</a>`
            : ''
        }
      </div>
      <p role="alert">${queue.said}</p>
      <h2>${word(queue.all ? 'allKept' : 'queue')}</h2>
      ${leftOut()}
      ${
        shown === undefined
          ? ''
          : shown.length === 0
            ? html`<p>${word('noCalls')}</p>`
            : html`<div class="scrolls" tabindex="0" role="region" aria-label=${word('queue')}><table role="table">
              <thead role="rowgroup"><tr role="row">
                ${['reference', 'begun', 'age', 'disposition', 'owner', 'state'].map((name) => html`<th role="columnheader" scope="col">${word(name)}</th>`)}
              </tr></thead>
              <tbody role="rowgroup">${shown.map(row)}</tbody>
            </table></div>`
      }
    </main>
  `;
}

addEventListener('keydown', (event) => {
  const inControl = event.target instanceof Element && event.target.closest('input, button, a, [contenteditable]');
  if (desk.page !== 'queue' || desk.locked || inControl) return;
  if (event.key.toLowerCase() === 'n' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat) {
    announce(word('newCall'));
    void begin();
  }
});
