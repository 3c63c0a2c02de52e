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
import type { Pack } from './words/packWords.ts';

const roles = roleSchema.options;
const furtherParts = ['simpler', 'help', 'why'] as const;

/** Every question in every role side by side, in one language. */
export const questionsChapter = (pack: Pack, language: string): Html =>
  html`${questionIds.map((id, index) => oneQuestion(pack, language, id, index + 1))}`;

const oneQuestion = (pack: Pack, language: string, id: QuestionId, number: number): Html => html`
  <section class="question">
    <h3>${number}. ${questionText({ language, role: 'clinician' }, id, 'label')} <small>(${id}, ${pack.words.sections[question(id).section]})</small></h3>
    <table class="roles">
      <thead><tr><th></th>${roles.map((role) => html`<th>${pack.words.roles[role]}</th>`)}</tr></thead>
      <tbody>
        ${row(pack.words.parts.ask, (role) => lines(questionText({ language, role }, id, 'ask')))}
        ${answersTo(id).map((value) => answerRow(language, id, value))}
        ${furtherParts.map((part) => row(pack.words.parts[part], (role) => lines(questionText({ language, role }, id, part))))}
      </tbody>
    </table>
    ${drawings(pack, language, id)}
    <div class="because">${pack.words.askedBecause} ${sourceList(pack, question(id).why)}</div>
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
