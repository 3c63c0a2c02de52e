import { answerText, questionText } from '../../dialogs/texts.ts';
import {
  type Answer,
  answersTo,
  type QuestionId,
  questionIds,
  type Role,
  roleSchema,
} from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';
import { drawings } from './drawings.ts';
import { type Html, html, lines } from './html.ts';
import { sourceList } from './sourcesChapter.ts';

const roles = roleSchema.options;
const roleNames: Readonly<Record<Role, string>> = {
  self: 'Patient',
  carer: 'Somebody with the patient',
  nurse: 'Nurse on the telephone',
  clinician: 'Clinician',
};
const parts = { ask: 'Asks', simpler: 'After "not sure"', help: 'Help', why: 'Why' } as const;
const partNames = ['ask', 'simpler', 'help', 'why'] as const;

/** Every question in every role side by side, in one language. */
export const questionsChapter = (language: string): Html =>
  html`${questionIds.map((id, index) => oneQuestion(language, id, index + 1))}`;

const oneQuestion = (language: string, id: QuestionId, number: number): Html => html`
  <section class="question">
    <h3>${number}. ${questionText({ language, role: 'clinician' }, id, 'label')} <small>(${id}, ${question(id).section})</small></h3>
    <table class="roles">
      <thead><tr><th></th>${roles.map((role) => html`<th>${roleNames[role]}</th>`)}</tr></thead>
      <tbody>
        ${row('Asks', (role) => lines(questionText({ language, role }, id, 'ask')))}
        ${answersTo(id).map((value) => answerRow(language, id, value))}
        ${partNames.slice(1).map((part) => row(parts[part], (role) => lines(questionText({ language, role }, id, part))))}
      </tbody>
    </table>
    ${drawings(language, id)}
    <div class="because">Asked because: ${sourceList(question(id).why)}</div>
  </section>`;

const answerRow = (language: string, id: QuestionId, value: Answer): Html =>
  row(value, (role) => [html`<div>${answerText({ language, role }, id, value)}</div>`], 'answer');

/** One cell where all roles read the same, else one for each. */
function row(title: string, words: (role: Role) => readonly Html[], kind = 'part'): Html {
  const cells = roles.map((role) => html`${words(role)}`);
  const [first] = cells;
  const same = first !== undefined && cells.every(({ markup }) => markup === first.markup);
  return html`<tr class="${kind}"><th>${title}</th>${
    same ? [html`<td colspan="${roles.length}">${first}</td>`] : cells.map((cell) => html`<td>${cell}</td>`)
  }</tr>`;
}
