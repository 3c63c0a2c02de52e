/**
 * @import { CallAct, Refusal } from '../../../dialogs/call/callActs.ts'
 * @import { HeardAnswer } from '../../../dialogs/call/callHearing.ts'
 * @import { Call, CallAnswer, OpenCall, Row } from './deskState.ts'
 */
import { html } from 'lit-html';
import { account, desk, draw, go, wordsOf } from './desk.js';
import { closeForm, form, formPage } from './forms.js';
import { ask, news, Refused, sendAct } from './requests.js';
import { refuseSound } from './sound.js';
import { language, word } from './words.js';

/** @type {Readonly<Call>} */
const nothing = {
  reference: '',
  sheet: undefined,
  words: undefined,
  wordsFor: undefined,
  focused: 'lifeThreats',
  busy: false,
  missing: false,
  noLine: false,
  said: '',
  hearing: undefined,
  typedLine: '',
  shown: undefined,
  second: undefined,
  code: undefined,
  clockOffset: 0,
};
/** The open call. @type {Call} */
export const call = { ...nothing };
const every = 2_000;

/** The call, which the server has told of. */
export function opened() {
  if (!isOpen(call)) throw new Error('no call is open');
  return call;
}

/** @param {Call} one @returns {one is OpenCall} */
export const isOpen = (one) => one.sheet !== undefined && one.words !== undefined;

export const leaveCall = () => {
  closeForm();
  Object.assign(call, nothing);
};

/** @param {string} reference */
export async function openCall(reference) {
  Object.assign(call, { reference, busy: true });
  try {
    take(reference, await ask('GET', `desk/calls/${reference}`));
    await takeWords(reference);
    if (call.reference === reference) Object.assign(call, { focused: first(), said: '' });
  } catch (error) {
    const said = wordsOf(error);
    const missing = error instanceof Refused && error.code === 'NoSuchCall';
    if (call.reference === reference) Object.assign(call, { missing, said });
  }
  if (call.reference === reference) call.busy = false;
  draw();
}

/** @param {CallAnswer['sheet'] | undefined} sheet */
const aboutOf = (sheet) => sheet?.party?.about ?? 'self';

/**
 * Takes what the server says of a call, if that is still the open one and nothing newer is known of it. It waits for
 * nothing: what was done is done, whatever becomes of the words.
 * @param {string} reference
 * @param {CallAnswer} answer
 */
function take(reference, { sheet, now, hearing, refused, code }) {
  if (call.reference !== reference) return undefined;
  const clockOffset = now - Date.now();
  if (sheet.revision >= (call.sheet?.revision ?? 0)) Object.assign(call, { sheet, code, clockOffset });
  if (hearing !== undefined) call.hearing = hearing;
  return refused;
}

/**
 * Words come anew when the caller's language changed, or whom they speak of. Throws `Refused`.
 * @param {string} reference
 */
async function takeWords(reference) {
  const { sheet } = call;
  if (call.reference !== reference || sheet === undefined) return;
  const caller = sheet.callerLanguage;
  const about = aboutOf(sheet);
  const wordsFor = `${caller} ${about}`;
  if (call.wordsFor === wordsFor) return;
  const words = await ask('GET', 'desk/words', undefined, { language, caller, about });
  if (call.reference === reference) Object.assign(call, { words, wordsFor });
}

/** Another desk, or a second tab, may move the call; one that could not be opened for want of a line opens by itself. */
setInterval(async () => {
  if (desk.page !== 'call' || call.busy || document.hidden || desk.locked || call.missing) return;
  const { reference, sheet, words } = call;
  if (sheet === undefined || words === undefined) return openCall(reference);
  try {
    const found = await news(reference, sheet.revision);
    if (found !== undefined && !call.busy) take(reference, found);
    // Also those that could not be had before.
    if (!call.busy) await takeWords(reference);
    call.noLine = false;
    draw();
  } catch (error) {
    call.noLine = error instanceof Refused && error.code === 'noLine';
    if (!call.noLine) wordsOf(error);
    draw();
  }
}, every);

/**
 * Says something beside the question; screen readers hear it there.
 * @param {string} text
 */
export function tell(text, isRefusal = false) {
  call.said = text;
  if (isRefusal) refuseSound();
  draw();
}

/**
 * Does one thing in the call, and waits for its revision: a key meanwhile is refused, since it was meant for a screen
 * that is about to change.
 * @param {CallAct} what
 * @param {{ onRefused?: (why: Refusal, what: CallAct) => void }} [options]
 * @returns {Promise<boolean>} whether it was done.
 */
export async function act(what, { onRefused = refusedWords } = {}) {
  if (call.busy) {
    tell(word('wait'), true);
    return false;
  }
  const { reference, sheet, second } = opened();
  call.busy = true;
  call.said = '';
  desk.pending += 1;
  draw();
  /** @type {Refusal | 'trouble' | undefined} */
  let refused;
  try {
    const body = { seen: sheet.revision, act: what, ...(second === undefined ? {} : { second }) };
    const answer = await sendAct(reference, body, (error) => {
      call.noLine = error.code === 'noLine';
      if (!call.noLine) wordsOf(error);
      draw();
    });
    call.noLine = false;
    refused = take(reference, answer);
    await takeWords(reference).catch((error) => tell(wordsOf(error)));
  } catch (error) {
    refused = 'trouble';
    tell(wordsOf(error));
  } finally {
    desk.pending -= 1;
    if (call.reference === reference) call.busy = false;
  }
  if (refused !== undefined && refused !== 'trouble') onRefused(refused, what);
  draw();
  return refused === undefined && call.reference === reference;
}

/** @param {Refusal} why @param {CallAct} what */
function refusedWords(why, what) {
  if (why === 'takesEmergencyAway') return void form('takesAway', { what });
  tell(word(why), true);
}

/** The next question that nobody asked; where all are asked, none. @returns {Row} */
const next = () => call.sheet?.next ?? '';
/** @returns {Row} */
const first = () => (call.sheet?.lifeThreats === 'not asked' ? 'lifeThreats' : next());

/**
 * @param {HeardAnswer['question']} question
 * @param {string} value
 * @param {string} [heard]
 */
export async function answer(question, value, heard) {
  if (call.hearing !== undefined && heard === undefined) return tell(word('settleFirst'), true);
  const done = await act({ act: 'set', question, value, ...(heard === undefined ? {} : { heard }) });
  if (done) moveOn(question);
}

/** @param {boolean} present */
export async function lifeThreats(present) {
  if (await act({ act: 'lifeThreats', present })) {
    // What is there is acted on first: its advice is read aloud before any other question.
    call.focused = present ? '' : next();
    draw();
  }
}

/** What to tell the caller now, also while questions are open. */
export function toAloud() {
  if (opened().sheet.aloud.length === 0) return tell(word('nothingAloud'), true);
  focusOn('');
}

/** @param {Row} question */
function moveOn(question) {
  if (call.focused === question) call.focused = next();
  call.shown = undefined;
  draw();
}

/** @param {string} text */
export async function typed(text) {
  const { focused } = call;
  const about = focused === 'lifeThreats' || focused === '' ? {} : { about: focused };
  call.typedLine = text;
  const done = await act({ act: 'type', text, ...about });
  if (done) call.focused = next();
  draw();
  return done;
}

export const settleHearing = () => {
  call.hearing = undefined;
  draw();
};

export async function keepUnheard() {
  const text = call.hearing?.unheard.join(' … ') ?? '';
  if (await act({ act: 'note', text })) settleHearing();
}

/** @param {HeardAnswer} guess */
export async function recordGuess({ question, value }) {
  const heard = call.typedLine;
  const done = await act({ act: 'set', question, value, heard });
  if (!done || call.hearing === undefined) return;
  call.hearing = {
    ...call.hearing,
    guessed: call.hearing.guessed.filter((one) => one.question !== question),
    recorded: [...call.hearing.recorded, { question, value }],
  };
  call.focused = next();
  draw();
}

export async function back() {
  if (call.hearing !== undefined) return tell(word('settleFirst'), true);
  await act({ act: 'back' });
  call.focused = first();
  draw();
}

/** The rows that the arrows walk: life threats, then every question that is asked here. @returns {readonly Row[]} */
export const rows = () => [
  'lifeThreats',
  ...opened()
    .sheet.questions.filter(({ asked }) => asked)
    .map((one) => one.question),
];

/** @param {Row} row */
export function focusOn(row) {
  call.focused = row;
  call.shown = undefined;
  draw();
}

export const toNext = () => focusOn(first());

/** @param {NonNullable<Call['shown']>} part */
export function show(part) {
  call.shown = call.shown === part ? undefined : part;
  draw();
}

export async function copy() {
  try {
    const { text } = await ask('POST', `desk/calls/${call.reference}/exports`, { how: 'copy' });
    await navigator.clipboard.writeText(text);
    tell(word('copied'));
  } catch (error) {
    tell(error instanceof Refused ? wordsOf(error) : word('notCopied'), true);
  }
}

export async function print() {
  try {
    await ask('POST', `desk/calls/${call.reference}/exports`, { how: 'print' });
    window.print();
  } catch (error) {
    tell(wordsOf(error), true);
  }
}

/** A declaration, like all that `doings.js` lists: the two import each other, and a constant would not be there yet. */
export function toQueue() {
  go('/nurse');
}

export function callPage() {
  if (!isOpen(call))
    return html`<header class="bar"><h1>${word('desk')}</h1><div class="account">${account()}</div></header>
      <main class="lone"><p role="alert">${call.said}</p>
      <button class="button" type="button" @click=${toQueue}>${word('toQueue')}</button></main>`;
  return callScreen(account, formPage);
}

// At the end: the screen needs what stands above.
import { callScreen } from './screen.js';
