/**
 * @import { CallAct } from '../../../dialogs/call/callActs.ts'
 * @import { FormName, OpenForm } from './deskState.ts'
 */
import { html } from 'lit-html';
import { act, call, opened, settleHearing, tell } from './call.js';
import { announce, desk, draw, go, wordsOf } from './desk.js';
import { ask } from './requests.js';
import { languages, word } from './words.js';

/** The form that lies over the call, if one does. @type {OpenForm | undefined} */
let open;

export const isFormOpen = () => open !== undefined;

/** @param {FormName} name @param {Partial<OpenForm>} [more] */
export function form(name, more = {}) {
  if (call.busy) return tell(word('wait'), true);
  before = document.activeElement;
  open = { name, said: '', confirmed: false, ...more };
  draw();
  const dialog = dialogOfForm();
  dialog?.showModal();
  const first = dialog?.querySelector('[data-first]');
  if (first instanceof HTMLElement) first.focus();
}
/** What had the focus before. @type {Element | null} */
let before = null;

/** @returns {HTMLDialogElement | null} */
const dialogOfForm = () => document.querySelector('dialog.form');

export function closeForm() {
  if (open === undefined) return;
  open = undefined;
  dialogOfForm()?.close();
  draw();
  if (before instanceof HTMLElement) before.focus();
}

/** The form that is open: only its own handlers ask. */
function formNow() {
  if (open === undefined) throw new Error('no form is open');
  return open;
}

/** @param {CallAct} what */
async function submit(what) {
  const done = await act(what, {
    onRefused: (why) => {
      const open = formNow();
      open.refused = why;
      open.said = why === 'needsSecond' && desk.me?.local ? word('secondNeedsSignIn') : word(why);
      announce(open.said);
    },
  });
  if (done) closeForm();
  else draw();
}

new BroadcastChannel('cauda-second').onmessage = ({ data }) => {
  if (typeof data !== 'string' || open?.name !== 'judge') return;
  call.second = data;
  formNow().said = word('secondSigned');
  draw();
};

/** What was filled in. @param {SubmitEvent} event @returns {FormData} */
const data = (event) => {
  event.preventDefault();
  return new FormData(event.target instanceof HTMLFormElement ? event.target : undefined);
};

/** @param {FormData} given @param {string} name */
const text = (given, name) => String(given.get(name) ?? '');

/** @param {KeyboardEvent} event */
const onKey = (event) => {
  if (event.key === 'Escape') {
    event.preventDefault();
    closeForm();
  }
};

export function formPage() {
  return html`<dialog class="form" aria-labelledby="form-title" @keydown=${onKey} @cancel=${(
    /** @type {Event} */ event,
  ) => {
    event.preventDefault();
    closeForm();
  }}>${open === undefined ? '' : pages[open.name]()}</dialog>`;
}

/** @param {string} text */
const title = (text) => html`<h2 id="form-title">${text}</h2>`;
const cancel = () =>
  html`<button class="button" type="button" @click=${closeForm}>${word('cancel')} <kbd>Esc</kbd></button>`;
const save = (text = word('save')) =>
  html`<button class="button primary" type="submit">${text} <kbd>${word('send')}</kbd></button>`;
const said = () => html`<p class="said" role="alert">${open?.said}</p>`;

const pages = { takesAway, note, party, judge, end, handOver, erase };

/** Never on the habitual key: the focus stands on keeping it, and taking it back has a letter of its own. */
function takesAway() {
  const takeBack = () => {
    const { what } = formNow();
    if (what?.act === 'set' || what?.act === 'back' || what?.act === 'lifeThreats')
      void submit({ ...what, confirmed: true });
  };
  const letters = (/** @type {KeyboardEvent} */ event) => {
    const key = event.key.toLowerCase();
    if (/^[1-9]$/.test(key) || event.key === 'Enter' || event.key === ' ') event.preventDefault();
    if (key === 'k' || event.key === 'Enter') closeForm();
    if (key === 'x' && !event.repeat) takeBack();
  };
  return html`<div @keydown=${letters}>
    ${title(word('takesAway'))}<p>${word('takesAwayMore')}</p>${said()}
    <div class="choices">
      <button class="button primary" type="button" data-first @click=${closeForm}>${word('keepIt')} <kbd>K</kbd></button>
      <button class="button danger" type="button" @click=${takeBack}>${word('takeAway')} <kbd>X</kbd></button>
    </div></div>`;
}

/** A supervisor's alone. The word is typed, so that no key of habit does it. */
function erase() {
  const send = async (/** @type {SubmitEvent} */ event) => {
    const open = formNow();
    if (text(data(event), 'reference').trim().toUpperCase() !== call.reference) {
      open.said = word('eraseOther');
      return draw();
    }
    try {
      await ask('DELETE', `desk/calls/${call.reference}`);
      go('/nurse');
    } catch (error) {
      open.said = wordsOf(error);
      draw();
    }
  };
  return html`<form @submit=${send}>
    ${title(word('erase'))}<p>${word('eraseMore')}</p>
    <label>${word('reference')} <input name="reference" required autocomplete="off" maxlength="12" data-first></label>
    ${said()}<div class="choices">${save(word('erase'))} ${cancel()}</div></form>`;
}

function note() {
  const { questions } = opened().words;
  const about = questions.some(({ question }) => question === call.focused) ? call.focused : '';
  return html`<form @submit=${(/** @type {SubmitEvent} */ event) => {
    const given = data(event);
    const of = questions.find(({ question }) => question === given.get('about'))?.question;
    void submit({ act: 'note', text: text(given, 'text'), ...(of === undefined ? {} : { about: of }) });
  }}>
    ${title(word('note'))}
    <label>${word('about')} <select name="about">
      <option value="">${word('theCall')}</option>
      ${questions.map(({ question, label }) => html`<option value=${question} ?selected=${question === about}>${label}</option>`)}
    </select></label>
    <label>${word('inWords')} <textarea name="text" rows="4" required maxlength="2000" data-first></textarea></label>
    ${said()}<div class="choices">${save()} ${cancel()}</div></form>`;
}

function party() {
  const { sheet } = opened();
  const known = sheet.party;
  const speaks = known?.language ?? sheet.callerLanguage;
  /** @param {FormData} given @param {'relation' | 'callback'} name */
  const optional = (given, name) => (text(given, name) === '' ? {} : { [name]: text(given, name) });
  return html`<form @submit=${(/** @type {SubmitEvent} */ event) => {
    const given = data(event);
    const age = text(given, 'age');
    void submit({
      act: 'party',
      about: text(given, 'about') === 'other' ? 'other' : 'self',
      ...optional(given, 'relation'),
      ...(age === '' ? {} : { age: Number(age) }),
      ...optional(given, 'callback'),
      interpreter: given.get('interpreter') === 'on',
      language: text(given, 'language'),
    });
  }}>
    ${title(word('caller'))}
    <fieldset><legend>${word('who')}</legend>
      <label class="check"><input type="radio" name="about" value="self" data-first ?checked=${known?.about !== 'other'}> ${word('self')}</label>
      <label class="check"><input type="radio" name="about" value="other" ?checked=${known?.about === 'other'}> ${word('other')}</label>
    </fieldset>
    <label>${word('relation')} <input name="relation" maxlength="200" .value=${known?.relation ?? ''}></label>
    <label>${word('age')} <input name="age" type="number" min="0" max="130" .value=${known?.age ?? ''}></label>
    <label>${word('callback')} <input name="callback" type="tel" maxlength="200" .value=${known?.callback ?? ''}></label>
    <label>${word('callerLanguage')} <select name="language">
      ${languages.map(([tag, name]) => html`<option value=${tag} ?selected=${speaks === tag}>${name}</option>`)}</select></label>
    <label class="check"><input type="checkbox" name="interpreter" ?checked=${known?.interpreter}> ${word('interpreter')}</label>
    ${said()}<div class="choices">${save()} ${cancel()}</div></form>`;
}

/** @type {readonly import('../../../machines/urgency.ts').Urgency[]} from the mildest */
const levels = ['routine', 'soon', 'urgent', 'emergency'];

function judge() {
  const { sheet, words } = opened();
  const open = formNow();
  const computed = sheet.lifeThreats === 'noted' ? 'emergency' : sheet.computed;
  const above = levels.slice(levels.indexOf(computed) + 1);
  const to = open.to ?? (open.more ? (above[0] ?? computed) : computed);
  const less = levels.indexOf(to) < levels.indexOf(computed);
  const reasons = words.reasons[less ? 'lessUrgent' : 'moreUrgent'];
  /** @param {FormData} given */
  const send = (given) => {
    if (less && !open.confirmed) {
      open.confirmed = true;
      return draw();
    }
    const reason = reasons.find(({ id }) => id === given.get('reason'))?.id ?? 'other';
    void submit({ act: 'judge', to, reason, words: text(given, 'words') });
  };
  const digits = (/** @type {KeyboardEvent} */ event) => {
    if (event.target instanceof HTMLTextAreaElement || !(event.currentTarget instanceof HTMLElement)) return;
    const radio = event.currentTarget.querySelectorAll('[name=reason]')[Number(event.key) - 1];
    if (!(radio instanceof HTMLInputElement) || event.repeat) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
  };
  return html`<form @keydown=${digits} @submit=${(/** @type {SubmitEvent} */ event) => send(data(event))}>
    ${title(word('judge'))}
    <label>${word('level')} <select name="to" ?data-first=${!open.more} @change=${(/** @type {Event} */ { target }) => {
      open.to = levels.find((level) => target instanceof HTMLSelectElement && level === target.value);
      open.confirmed = false;
      draw();
    }}>${words.levels.map(({ id, text }) => html`<option value=${id} ?selected=${id === to}>${text}</option>`)}</select></label>
    <fieldset><legend>${word('reason')}</legend>
      ${reasons.map(
        ({ id, text }, index) => html`<label class="check">
        <input type="radio" name="reason" value=${id} required ?data-first=${open.more && index === 0} ?checked=${index === 0}> <kbd>${index + 1}</kbd> ${text}</label>`,
      )}
    </fieldset>
    <label>${word('inWords')} <textarea name="words" rows="2" maxlength="200" ?required=${less}></textarea></label>
    ${said()}
    ${open.refused === 'needsSecond' && !desk.me?.local ? html`<button class="button" type="button" @click=${signSecond}>${word('secondSign')}</button>` : ''}
    <div class="choices">${save(open.confirmed ? word('confirmLess') : word('save'))}
      ${sheet.judged === undefined ? '' : html`<button class="button" type="button" @click=${() => submit({ act: 'unjudge' })}>${word('unjudge')}</button>`}
      ${cancel()}</div></form>`;
}

const signSecond = () =>
  window.open(`/nurse/sign-in?second=${call.reference}&to=/nurse`, 'cauda-sign-in', 'popup,width=520,height=640');

function end() {
  const { sheet } = opened();
  const hows = /** @type {const} */ (['complete', 'disconnected', 'transferred', 'declined']);
  return html`<form @submit=${(/** @type {SubmitEvent} */ event) => {
    const given = data(event);
    void submit({
      act: 'close',
      how: hows.find((how) => how === given.get('how')) ?? 'complete',
      readBack: given.getAll('readBack').map(String),
      callback: text(given, 'callback'),
    });
  }}>
    ${title(word('endCall'))}
    <fieldset><legend>${word('how')}</legend>
      ${hows.map((how, index) => html`<label class="check"><input type="radio" name="how" value=${how} ?data-first=${index === 0} ?checked=${index === 0}> ${word(how)}</label>`)}
    </fieldset>
    ${
      sheet.aloud.length === 0
        ? ''
        : html`<fieldset lang=${sheet.callerLanguage}><legend>${word('readBack')}</legend>
      ${sheet.aloud.map(({ id, text }) => html`<label class="check"><input type="checkbox" name="readBack" value=${id}> <span class="check-text">${text}</span></label>`)}</fieldset>`
    }
    <label>${word('callbackWhen')} <input name="callback" maxlength="200"></label>
    ${said()}<div class="choices">${save(word('endCall'))} ${cancel()}</div></form>`;
}

function handOver() {
  return html`<form @submit=${(/** @type {SubmitEvent} */ event) => {
    settleHearing();
    void submit({ act: 'handOver', to: text(data(event), 'to') });
  }}>
    ${title(word('handOver'))}
    <label>${word('handOverTo')} <input name="to" required maxlength="200" data-first></label>
    ${said()}<div class="choices">${save(word('handOver'))} ${cancel()}</div></form>`;
}
