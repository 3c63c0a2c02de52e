import { locale, say, sayPage } from './say.ts';
import { forget } from './session.ts';
import { troubleNotice } from './trouble.ts';
import { startChat } from './webChat.ts';

const role = 'nurse';
const at = (id) => document.getElementById(id);
let latest;
sayPage();

/** Fills the worksheet from what came with the newest card; words arrive ready from the server. */
function fill(worksheet) {
  latest = worksheet;
  at('empty').hidden = true;
  at('disposition').hidden = false;
  at('disposition').dataset.urgency = worksheet.urgency;
  at('urgency-icon').src = `/static/${worksheet.urgency}.svg`;
  at('headline').textContent = worksheet.headline;
  at('progress').textContent = progress(worksheet);
  at('advice').replaceChildren(...worksheet.advice.map((text) => withText('li', text)));
  at('answers-title').hidden = worksheet.answers.length === 0;
  at('answers').replaceChildren(...worksheet.answers.flatMap(answerRow));
  at('open-questions').replaceChildren(
    ...list(say('Not known'), worksheet.notKnown),
    ...list(say('Not asked yet'), worksheet.notAsked),
  );
  at('copy').disabled = worksheet.answers.length === 0;
  at('print').disabled = worksheet.answers.length === 0;
}

function progress({ complete, urgency }) {
  if (complete) return say('All questions asked');
  return urgency === 'emergency' ? say('Questions are still open') : say('So far: it can still rise');
}

function answerRow({ label, answer, flag }) {
  const value = withText('dd', withFlag(answer, flag));
  value.dataset.flag = flag;
  return [withText('dt', label), value];
}

const withFlag = (answer, flag) => (flag === 'none' ? answer : `${answer} (${say(flag)})`);

const list = (title, items) => (items.length === 0 ? [] : [withText('h2', title), withText('p', items.join(', '))]);

function withText(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

/** With the month as a word: a record is read in other countries too. */
const writtenNow = () =>
  new Date().toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });

const asText = ({ headline, complete, advice, answers, notKnown, notAsked }) =>
  [
    `${say('Cauda, low back pain, nurse hotline')}, ${writtenNow()}`,
    `${headline}${complete ? '' : ` (${say('not all questions asked')})`}`,
    ...advice.map((text, index) => `${index + 1}. ${text}`),
    '',
    ...answers.map(({ label, answer, flag }) => `${label}: ${withFlag(answer, flag)}`),
    ...(notKnown.length === 0 ? [] : [`${say('Not known')}: ${notKnown.join(', ')}`]),
    ...(notAsked.length === 0 ? [] : [`${say('Not asked yet')}: ${notAsked.join(', ')}`]),
    say('Decision support, not a diagnosis; not clinically validated.'),
  ].join('\n');

at('copy').addEventListener('click', async () => {
  try {
    await navigator.clipboard.writeText(asText(latest));
    at('copy').textContent = say('Copied');
  } catch {
    at('copy').textContent = say('Could not copy: print instead');
  }
  at('copy').addEventListener('blur', () => (at('copy').textContent = say('Copy for the record')), { once: true });
});
at('print').addEventListener('click', () => window.print());
at('new-caller').addEventListener('click', () => at('confirm-new').showModal());
at('confirm-new').addEventListener('close', () => {
  if (at('confirm-new').returnValue !== 'yes') return;
  forget(role);
  location.reload();
});

/** Number keys choose an answer of the newest question, as a hotline's keyboard does. */
addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, dialog[open], [contenteditable]');
  // A key that is held down, or leant on, answers one question only.
  if (typing || event.repeat || event.altKey || event.ctrlKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
  const cards = document.querySelectorAll('.webchat__adaptive-card-renderer');
  // A button that only unfolds something is no answer.
  const answers = [...(cards[cards.length - 1]?.querySelectorAll('.ac-pushButton:not([aria-expanded])') ?? [])];
  answers[Number(event.key) - 1]?.click();
});

await startChat({
  element: at('chat'),
  role,
  locale,
  onTrouble: troubleNotice(role),
  onBot: ({ channelData }) => {
    if (channelData?.cauda?.worksheet !== undefined) fill(channelData.cauda.worksheet);
  },
});
