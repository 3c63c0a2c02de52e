/**
 * @import { Hearing, HeardAnswer } from '../../../dialogs/call/callHearing.ts'
 * @import { QuestionWords } from '../../../dialogs/call/callWords.ts'
 * @import { QuestionId } from '../../../machines/findings.ts'
 * @import { CallAnswer, Doing } from './deskState.ts'
 * @typedef {CallAnswer['sheet']} Sheet
 * @typedef {ReadonlyMap<QuestionId, Sheet['questions'][number]>} Known what is known of each question
 */
import { html } from 'lit-html';
import {
  act,
  answer,
  call,
  focusOn,
  keepUnheard,
  lifeThreats,
  opened,
  recordGuess,
  settleHearing,
  toNext,
  typed,
} from './call.js';
import { desk } from './desk.js';
import { asides, doings } from './doings.js';
import { form } from './forms.js';
import { language, word } from './words.js';

/** @param {QuestionId} question */
const labelOf = (question) => opened().words.questions.find((one) => one.question === question)?.label ?? question;
/** @param {QuestionId} question @param {string} value */
const textOf = (question, value) =>
  opened()
    .words.questions.find((one) => one.question === question)
    ?.answers.find((one) => one.value === value)?.text ?? value;

/** @param {Sheet} sheet */
const tone = ({ urgency, openSoFar }) => (openSoFar && urgency === 'routine' ? 'open' : urgency);

/**
 * The call as it is worked on: what to ask, all questions, and what the record says.
 * @param {() => unknown} account
 * @param {() => unknown} formPage
 */
export function callScreen(account, formPage) {
  const { sheet, words } = opened();
  return html`
    <header class="bar call-bar">
      <h1>${call.reference}</h1>
      <span class="timer" role="timer" aria-label=${word('timer')}></span>
      <section class="disposition" aria-live="polite" aria-atomic="true" data-urgency=${tone(sheet)} aria-label=${word('disposition')}>
        <strong>${sheet.headline}</strong> <span>${sheet.under[0] ?? ''}</span>
        ${sheet.judged === undefined ? '' : html`<span class="judged">${word('level')}: ${words.levels.find(({ id }) => id === sheet.judged)?.text}</span>`}
      </section>
      <div class="account">${account()}</div>
    </header>
    ${call.noLine ? html`<p class="no-line" role="alert">${word('noLine')}</p>` : ''}
    ${notMine(sheet)}
    <div class="call" aria-busy=${call.busy}>
      <main class="script" ?hidden=${desk.locked} aria-label=${word('script')}>${script()}</main>
      <section class="sheet" aria-label=${word('questions')}>${questions()}</section>
      <aside class="record" aria-label=${word('record')} tabindex="0">${record(sheet)}</aside>
    </div>
    <nav class="doing" aria-label=${word('keys')}>${doings.map(button)}
      <a class="small" href="/nurse/desk/calls/${call.reference}/fhir?locale=${language}" download>FHIR</a>
      ${isSupervisor() ? html`<button class="small" type="button" @click=${() => form('erase')}>${word('erase')}</button>` : ''}
      <span class="hint">${word('keysMore')}</span></nav>
    ${formPage()}
  `;
}

/** @param {string | number} letter */
const key = (letter) => html`<kbd>${letter}</kbd>`;
/** @param {Doing} doing */
const button = ({ name, letter, run }) =>
  html`<button class="small" type="button" @click=${run}>${word(name)} ${key(letter.toUpperCase())}</button>`;
const isSupervisor = () => desk.me?.roles.includes('supervisor');

/** @param {Sheet} sheet */
function notMine(sheet) {
  const mine = sheet.mine;
  if (mine && !sheet.closed) return '';
  const why = mine ? word('ended') : sheet.handedOver ? word('handedOver') : word('notYours');
  return html`<p class="not-mine" role="status">${why}
    ${mine ? '' : html`<button class="button" type="button" @click=${() => act({ act: 'take' })}>${word('takeOver')}</button>`}
    ${sheet.handedOver && call.code !== undefined ? html` ${word('receivingPage')} <b>${location.origin}/hand-over</b>: <b>${call.reference}</b> · ${word('code')} <b>${call.code}</b>` : ''}</p>`;
}

function script() {
  const { focused, hearing, words } = opened();
  const question = words.questions.find((one) => one.question === focused);
  return html`
    <div class="news">
      <p class="said"><span role="alert">${call.said}</span>${call.busy ? html`<span aria-hidden="true">${word('sending')}</span>` : ''}</p>
      ${hearing === undefined ? '' : heard(hearing)}
    </div>
    <h2 aria-live="polite">${focused === 'lifeThreats' ? words.lifeThreats : (question?.label ?? words.readAloud)}</h2>
    ${focused === 'lifeThreats' ? threats() : question === undefined ? aloud() : asking(question)}
    <div class="script-foot">
      <form class="typing" @submit=${onTyped}>
        <label class="typing-label" for="typed">${word('type')} ${key('T')}</label>
        <div class="typing-line"><input id="typed" class="typing-box" name="typed" autocomplete="off" maxlength="2000">
        <button class="small" type="submit">${word('send')}</button></div>
      </form>
      <div class="asides">${asides.map(button)}</div>
    </div>
  `;
}

/** The box is free at once, so that what is pressed next is a key of the desk; what was not taken comes back. */
/** @param {SubmitEvent} event */
async function onTyped(event) {
  event.preventDefault();
  const box = typingBox();
  const text = box.value.trim();
  if (text === '') return;
  box.value = '';
  box.blur();
  if (!(await typed(text)) && box.value === '') box.value = text;
}

const threats = () => html`
  <p class="ask">${opened().words.lifeThreatsAsk}</p>
  <ol class="answers">
    <li><button class="button" type="button" @click=${() => lifeThreats(false)}>${key('1')} ${word('none')}</button></li>
    <li><button class="button" type="button" @click=${() => lifeThreats(true)}>${key('2')} ${word('there')}</button></li>
  </ol>
`;

/** @param {QuestionWords} words */
function asking({ question, ask, framing, simpler, help, why, answers }) {
  const { sheet, shown } = opened();
  const value = sheet.questions.find((one) => one.question === question)?.value;
  const part = shown && { why, help, simpler }[shown];
  const language = sheet.callerLanguage;
  return html`
    ${framing === undefined ? '' : html`<p class="framing" lang=${language}>${framing}</p>`}
    <div class="ask" lang=${language}>${paragraphs(ask)}</div>
    ${part === undefined ? '' : html`<div class="part">${paragraphs(part)}</div>`}
    <ol class="answers">
      ${answers.map(
        (one, index) => html`<li>
          <button class="button" type="button" aria-pressed=${one.value === value} @click=${() => answer(question, one.value)}>
            ${key(index + 1)} ${one.text}${one.aloud === one.text ? '' : html` <i lang=${language}>${one.aloud}</i>`}
          </button></li>`,
      )}
    </ol>
  `;
}

/** @param {string} text */
const paragraphs = (text) =>
  text
    .replaceAll('**', '')
    .split('\n\n')
    .map((paragraph) =>
      paragraph.includes('\n- ') || paragraph.startsWith('- ')
        ? html`${lead(paragraph)}<ul>${items(paragraph).map((item) => html`<li>${item}</li>`)}</ul>`
        : html`<p>${paragraph}</p>`,
    );
/** @param {string} paragraph */
const lead = (paragraph) => {
  const [first = ''] = paragraph.split('\n');
  return first.startsWith('- ') ? '' : html`<p>${first}</p>`;
};
/** @param {string} paragraph */
const items = (paragraph) =>
  paragraph
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2));

/** What to tell the caller: at the end, and before it where they are to act at once. */
const aloud = () => html`
  <ul class="aloud" lang=${opened().sheet.callerLanguage}>
    ${opened().sheet.aloud.map(({ text }) => html`<li>${text}</li>`)}
  </ul>
  ${opened().sheet.next === undefined ? '' : html`<button class="button" type="button" @click=${toNext}>${word('goOn')} ${key(word('home'))}</button>`}
  ${opened().sheet.closed ? '' : html`<button class="button" type="button" @click=${() => form('end')}>${word('endCall')} ${key('E')}</button>`}
`;

/** @param {Hearing} hearing */
function heard({ recorded, guessed, otherEmergency, under18, unheard }) {
  /** @param {HeardAnswer} one */
  const line = ({ question, value }) => `${labelOf(question)}: ${textOf(question, value)}`;
  return html`
    <section class="heard" aria-label=${word('heard')}>
      <p><b>${word('heard')}:</b>
        ${otherEmergency ? html`<span class="alarm">${word('heardEmergency')}</span>` : ''}
        ${under18 ? html`<span>${word('heardUnder18')}</span>` : ''}
        ${recorded.length === 0 && !otherEmergency && !under18 ? word('heardNothing') : recorded.map((one) => html`<span>✓ ${line(one)}</span>`)}</p>
      ${guessed.map(
        (one, index) => html`<p><b>${word('didYouMean')}:</b> ${line(one)}
          <button class="small" type="button" @click=${() => recordGuess(one)}>${word('yesRecord')} ${index === 0 ? key('Y') : ''}</button></p>`,
      )}
      ${
        unheard.length === 0
          ? ''
          : html`<p><b>${word('unheard')}:</b> ${unheard.map((words) => html`<mark>${words}</mark> `)}
        <button class="small" type="button" @click=${keepUnheard}>${word('asNote')} ${key('N')}</button></p>`
      }
      <button class="small" type="button" @click=${again}>${word('typeAgain')} ${key('T')}</button>
      <button class="small" type="button" @click=${settleHearing}>${word('done')} ${key('D')}</button>
    </section>
  `;
}

function again() {
  settleHearing();
  typingBox().focus();
}

/** @returns {HTMLInputElement} */
function typingBox() {
  const box = document.getElementById('typed');
  if (!(box instanceof HTMLInputElement)) throw new Error('there is no box to type in');
  return box;
}

/** Every question, always in sight, each answered at once. */
function questions() {
  const { sheet, words } = opened();
  /** @type {Known} */
  const state = new Map(sheet.questions.map((one) => [one.question, one]));
  const sections = ['red flags', 'background', 'MRI safety'];
  return html`
    <div class="row ${call.focused === 'lifeThreats' ? 'focused' : ''}" data-row="lifeThreats">
      <button class="label" type="button" aria-current=${call.focused === 'lifeThreats'} @click=${() => focusOn('lifeThreats')}>${words.lifeThreats}</button>
      <span class="chips">
        <button class="chip" type="button" aria-pressed=${sheet.lifeThreats === 'none'} @click=${() => lifeThreats(false)}>${key('1')} ${word('none')}</button>
        <button class="chip" type="button" data-flag=${sheet.lifeThreats === 'noted' ? 'emergency' : 'none'} aria-pressed=${sheet.lifeThreats === 'noted'} @click=${() => lifeThreats(true)}>${key('2')} ${word('there')}</button>
      </span>
    </div>
    ${sections.map((section) => {
      const inSection = words.questions.filter((one) => one.section === section);
      /** @param {QuestionWords} words */
      const isAsked = ({ question }) => state.get(question)?.asked && !waits(question, state);
      const open = inSection.filter(isAsked);
      const closed = inSection.filter(({ question }) => !state.get(question)?.asked);
      return html`<h3>${word(`section${section.replaceAll(' ', '')}`)}</h3>
        ${open.map((one) => row(one, state))}
        ${closed.length === 0 ? '' : html`<p class="closed">${closed.map(({ label }) => label).join(', ')}: ${word('notAskedHere')}</p>`}`;
    })}
  `;
}

/**
 * Nobody asks how a weakness went before there is one.
 * @param {QuestionId} question
 * @param {Known} state
 */
const waits = (question, state) =>
  question === 'weaknessCourse' &&
  state.get('legWeakness')?.value === undefined &&
  state.get(question)?.value === undefined;

/** @param {QuestionWords} words @param {Known} state */
function row({ question, label, answers }, state) {
  const { value, words: said, flag = 'none' } = state.get(question) ?? {};
  const focused = call.focused === question;
  return html`
    <div class="row ${focused ? 'focused' : ''} ${value === undefined ? '' : 'answered'}" data-row=${question}>
      <button class="label" type="button" aria-current=${focused} @click=${() => focusOn(question)}>${label}</button>
      <span class="chips">
        ${answers.map((one, index) =>
          value !== undefined && value !== one.value && !focused
            ? ''
            : html`<button class="chip" type="button" data-flag=${one.value === value ? flag : 'none'} aria-pressed=${one.value === value}
                @click=${() => answer(question, one.value)}>${key(index + 1)} ${one.text}</button>`,
        )}
        ${said === undefined ? '' : html`<q>${said}</q>`}
      </span>
    </div>
  `;
}

/** @param {Sheet} sheet */
const record = (sheet) => html`
  ${sheet.sections.map(
    ({ id, title, lines, red }) => html`<section data-section=${id} class=${red ? 'red' : ''}>
      <h3>${title}</h3><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul></section>`,
  )}
`;

setInterval(() => {
  const timer = document.querySelector('.timer');
  if (timer === null || call.sheet === undefined) return;
  const seconds = Math.max(0, Math.floor((Date.now() + call.clockOffset - Date.parse(call.sheet.started)) / 1000));
  timer.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}, 1_000);
