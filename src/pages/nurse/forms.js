import { html } from 'lit-html';
import { act, call, settleHearing, tell } from './call.js';
import { announce, desk, draw, go, wordsOf } from './desk.js';
import { ask } from './requests.js';
import { word } from './words.js';

/** The form that lies over the call, if one does. */
let open;

export const isFormOpen = () => open !== undefined;

export function form(name, more = {}) {
  if (call.busy) return tell(word('wait'), true);
  before = document.activeElement;
  open = { name, said: '', confirmed: false, ...more };
  draw();
  const dialog = document.querySelector('dialog.form');
  dialog.showModal();
  dialog.querySelector('[data-first]')?.focus();
}
let before;

export function closeForm() {
  if (open === undefined) return;
  open = undefined;
  document.querySelector('dialog.form')?.close();
  draw();
  before?.focus?.();
}

async function submit(what) {
  const done = await act(what, {
    onRefused: (why) => {
      open.refused = why;
      open.said = why === 'needsSecond' && desk.me.local ? word('secondNeedsSignIn') : word(why);
      announce(open.said);
    },
  });
  if (done) closeForm();
  else draw();
}

new BroadcastChannel('cauda-second').onmessage = ({ data }) => {
  if (typeof data !== 'string' || open?.name !== 'judge') return;
  call.second = data;
  open.said = word('secondSigned');
  draw();
};

const data = (event) => {
  event.preventDefault();
  return new FormData(event.target);
};

const onKey = (event) => {
  if (event.key === 'Escape') {
    event.preventDefault();
    closeForm();
  }
};

export function formPage() {
  return html`<dialog class="form" aria-labelledby="form-title" @keydown=${onKey} @cancel=${(event) => {
    event.preventDefault();
    closeForm();
  }}>${open === undefined ? '' : pages[open.name]()}</dialog>`;
}

const title = (text) => html`<h2 id="form-title">${text}</h2>`;
const cancel = () =>
  html`<button class="button" type="button" @click=${closeForm}>${word('cancel')} <kbd>Esc</kbd></button>`;
const save = (text = word('save')) =>
  html`<button class="button primary" type="submit">${text} <kbd>${word('send')}</kbd></button>`;
const said = () => html`<p class="said" role="alert">${open.said}</p>`;

const pages = { takesAway, note, party, judge, end, handOver, erase };

/** Never on the habitual key: the focus stands on keeping it, and taking it back has a letter of its own. */
function takesAway() {
  const { what } = open;
  const takeBack = () => submit({ ...what, confirmed: true });
  const letters = (event) => {
    const key = event.key.toLowerCase();
    if (/^[1-9]$/.test(key) || event.key === 'Enter' || event.key === ' ') event.preventDefault();
    if (key === 'k' || event.key === 'Enter') closeForm();
    if (key === 'x' && !event.repeat) void takeBack();
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
  const send = async (event) => {
    if (data(event).get('reference').trim().toUpperCase() !== call.reference) {
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
  const about = call.words.questions.some(({ question }) => question === call.focused) ? call.focused : '';
  return html`<form @submit=${(event) => {
    const given = data(event);
    const of = given.get('about');
    void submit({ act: 'note', text: given.get('text'), ...(of === '' ? {} : { about: of }) });
  }}>
    ${title(word('note'))}
    <label>${word('about')} <select name="about">
      <option value="">${word('theCall')}</option>
      ${call.words.questions.map(({ question, label }) => html`<option value=${question} ?selected=${question === about}>${label}</option>`)}
    </select></label>
    <label>${word('inWords')} <textarea name="text" rows="4" required maxlength="2000" data-first></textarea></label>
    ${said()}<div class="choices">${save()} ${cancel()}</div></form>`;
}

function party() {
  const known = call.sheet.party ?? {};
  const speaks = known.language ?? call.sheet.callerLanguage;
  const optional = (given, name) => (given.get(name) === '' ? {} : { [name]: given.get(name) });
  return html`<form @submit=${(event) => {
    const given = data(event);
    const age = given.get('age');
    void submit({
      act: 'party',
      about: given.get('about'),
      ...optional(given, 'relation'),
      ...(age === '' ? {} : { age: Number(age) }),
      ...optional(given, 'callback'),
      interpreter: given.get('interpreter') === 'on',
      language: given.get('language'),
    });
  }}>
    ${title(word('caller'))}
    <fieldset><legend>${word('who')}</legend>
      <label class="check"><input type="radio" name="about" value="self" data-first ?checked=${known.about !== 'other'}> ${word('self')}</label>
      <label class="check"><input type="radio" name="about" value="other" ?checked=${known.about === 'other'}> ${word('other')}</label>
    </fieldset>
    <label>${word('relation')} <input name="relation" maxlength="200" .value=${known.relation ?? ''}></label>
    <label>${word('age')} <input name="age" type="number" min="0" max="130" .value=${known.age ?? ''}></label>
    <label>${word('callback')} <input name="callback" type="tel" maxlength="200" .value=${known.callback ?? ''}></label>
    <label>${word('callerLanguage')} <select name="language">
      <option value="en" ?selected=${speaks === 'en'}>${word('english')}</option>
      <option value="es" ?selected=${speaks === 'es'}>${word('spanish')}</option></select></label>
    <label class="check"><input type="checkbox" name="interpreter" ?checked=${known.interpreter}> ${word('interpreter')}</label>
    ${said()}<div class="choices">${save()} ${cancel()}</div></form>`;
}

const levels = ['routine', 'soon', 'urgent', 'emergency'];

function judge() {
  const { sheet, words } = call;
  const computed = sheet.lifeThreats === 'noted' ? 'emergency' : sheet.computed;
  const above = levels.slice(levels.indexOf(computed) + 1);
  const to = open.to ?? (open.more ? (above[0] ?? computed) : computed);
  const less = levels.indexOf(to) < levels.indexOf(computed);
  const reasons = words.reasons[less ? 'lessUrgent' : 'moreUrgent'];
  const send = (given) => {
    if (less && !open.confirmed) {
      open.confirmed = true;
      return draw();
    }
    void submit({ act: 'judge', to, reason: given.get('reason'), words: given.get('words') });
  };
  const digits = (event) => {
    if (event.target.matches('textarea')) return;
    const radio = event.currentTarget.querySelectorAll('[name=reason]')[Number(event.key) - 1];
    if (radio === undefined || event.repeat) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
  };
  return html`<form @keydown=${digits} @submit=${(event) => send(data(event))}>
    ${title(word('judge'))}
    <label>${word('level')} <select name="to" ?data-first=${!open.more} @change=${(event) => {
      open.to = event.target.value;
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
    ${open.refused === 'needsSecond' && !desk.me.local ? html`<button class="button" type="button" @click=${signSecond}>${word('secondSign')}</button>` : ''}
    <div class="choices">${save(open.confirmed ? word('confirmLess') : word('save'))}
      ${sheet.judged === undefined ? '' : html`<button class="button" type="button" @click=${() => submit({ act: 'unjudge' })}>${word('unjudge')}</button>`}
      ${cancel()}</div></form>`;
}

const signSecond = () =>
  window.open(`/nurse/sign-in?second=${call.reference}&to=/nurse`, 'cauda-sign-in', 'popup,width=520,height=640');

function end() {
  const { sheet } = call;
  const hows = ['complete', 'disconnected', 'transferred', 'declined'];
  return html`<form @submit=${(event) => {
    const given = data(event);
    void submit({
      act: 'close',
      how: given.get('how'),
      readBack: given.getAll('readBack'),
      callback: given.get('callback'),
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
  return html`<form @submit=${(event) => {
    settleHearing();
    void submit({ act: 'handOver', to: data(event).get('to') });
  }}>
    ${title(word('handOver'))}
    <label>${word('handOverTo')} <input name="to" required maxlength="200" data-first></label>
    ${said()}<div class="choices">${save(word('handOver'))} ${cancel()}</div></form>`;
}
