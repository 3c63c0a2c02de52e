import { answer, call, focusOn, isOpen, lifeThreats, opened, rows, tell, toNext } from './call.js';
import { desk } from './desk.js';
import { byLetter } from './doings.js';
import { isFormOpen } from './forms.js';
import { word } from './words.js';

/** @param {number} digit */
function number(digit) {
  const { sheet, words } = opened();
  if (call.busy) return tell(word('wait'), true);
  if (call.hearing !== undefined) return tell(word('settleFirst'), true);
  if (call.focused === 'lifeThreats') {
    if (digit > 2) return tell(word('noSuchKey'), true);
    return void lifeThreats(digit === 2);
  }
  const question = words.questions.find((one) => one.question === call.focused);
  const chosen = question?.answers[digit - 1];
  if (question === undefined) return tell(word(sheet.next === undefined ? 'allAsked' : 'homeFirst'), true);
  if (chosen === undefined) return tell(word('noSuchKey'), true);
  void answer(question.question, chosen.value);
}

/** @param {1 | -1} by */
function move(by) {
  const all = rows();
  const at = all.indexOf(call.focused);
  focusOn(all[Math.min(all.length - 1, Math.max(0, at + by))] ?? 'lifeThreats');
}

addEventListener('keydown', (event) => {
  if (desk.page !== 'call' || desk.locked || !isOpen(call) || isFormOpen()) return;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return;
  if (event.key === 'Escape' && target.closest('input, textarea')) {
    target.blur();
    return event.preventDefault();
  }
  if (target.closest('input, textarea, select, [contenteditable]')) return;
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const key = event.key.toLowerCase();
  const known = /^[1-9]$/.test(key) || byLetter.has(key) || ['arrowup', 'arrowdown', 'home'].includes(key);
  if (!known) return;
  // Enter and space stay the button's that has the focus.
  event.preventDefault();
  // A key that is held down, or leant on, does one thing only.
  if (event.repeat && !key.startsWith('arrow')) return;
  if (key === 'arrowup' || key === 'arrowdown') return move(key === 'arrowup' ? -1 : 1);
  if (key === 'home') return toNext();
  if (/^[1-9]$/.test(key)) return number(Number(key));
  void byLetter.get(key)?.();
});
