import { type Findings, questionIds } from '../../../machines/findings.ts';
import { type Facts, type Row, truthTable } from './truthTable.ts';

/** The decision tables of this folder: the rules once more, in a form that people can read and check. */
export const urgencyTable = truthTable('urgency.csv', 4);
export const imagingTable = truthTable('imagingRules.csv', 2);
const fieldTable = truthTable('imagingFields.csv', 2);
const noteTable = truthTable('imagingNotes.csv', 1);
const dispositionTable = truthTable('dispositions.csv', 1);
const actionTable = truthTable('actions.csv', 2);
const pathwayTable = truthTable('pathway.csv', 1);

export const everyRow = [
  ...urgencyTable,
  ...imagingTable,
  ...fieldTable,
  ...noteTable,
  ...dispositionTable,
  ...actionTable,
];

const yesOrNo = (holds: boolean): string => (holds ? 'yes' : 'no');
const column = (rows: readonly Row[], name: string): readonly string[] => [
  ...new Set(rows.map(({ is }) => is[name] ?? '')),
];
const levels = ['emergency', 'urgent', 'soon'].map((level) => ({
  level,
  rows: urgencyTable.filter(({ is }) => is['urgency'] === level),
}));

/** What the tables conclude, in the words of `recommend`, with conditions in alphabetical order. */
export function concluded(findings: Findings, complete: boolean, adult = true) {
  const answers: Facts = findings;
  const matching = (rows: readonly Row[], facts: Facts, fired?: readonly string[]) =>
    rows.filter((row) => row.holds(facts, fired));

  const reached = levels
    .map(({ level, rows }) => ({ urgency: level, deciding: column(matching(rows, answers), 'rule') }))
    .find(({ deciding }) => deciding.length > 0);
  const { urgency, deciding } = reached ?? { urgency: 'routine', deciding: [] };
  const facts = { ...answers, urgency, complete: yesOrNo(complete), adult: yesOrNo(adult) };
  const imagingRules = column(matching(imagingTable, facts), 'rule');
  const advised = imagingRules.length > 0;
  const rules = [...deciding, ...imagingRules];

  const disposition = first(dispositionTable, facts)['disposition'];
  // A row that a graver one stands above still tells the professional what else it may be.
  const conditions = column(matching(urgencyTable, answers), 'suspects').flatMap((cell) => cell.split(' + '));
  const imaging = advised ? imagingOf(facts, rules, complete) : null;
  const toDo = matching(actionTable, { ...answers, disposition, contrast: imaging?.contrast }, rules);
  const actionsFor = (audience: string) =>
    column(
      toDo.filter(({ is }) => is['for'] === audience || is['for'] === 'everyone'),
      'action',
    );
  return {
    urgency,
    complete,
    disposition,
    rules,
    imaging,
    conditions: [...new Set(conditions)].filter((name) => name !== '').toSorted(),
    actions: { patients: actionsFor('patients'), professionals: actionsFor('professionals') },
  };
}

/** The question that the pathway asks next; undefined when it has come to its end. */
export function asksNext(role: string, findings: Findings): string | undefined {
  const { urgency, rules } = concluded(findings, false);
  const facts: Facts = { ...findings, role, urgency };
  return column(
    pathwayTable.filter((row) => row.holds(facts, rules)),
    'question',
  ).find((question) => facts[question] === undefined);
}

/** How many questions the pathway table has for a role, where answers lead by all of them. */
export const mostAsked = (role: string): number =>
  column(
    pathwayTable.filter(({ is }) => is['role'] === '' || is['role']?.split(' / ').includes(role)),
    'question',
  ).length;

/** What the rows and their notes ask for, beyond what was concluded before. */
const imagingQuestions = questionIds.filter((id) =>
  [...imagingTable, ...noteTable].some(({ asks }) => asks.includes(id)),
);

function imagingOf(facts: Facts, fired: readonly string[], complete: boolean) {
  const field = (name: string, known: Facts): string =>
    first(
      fieldTable.filter(({ is }) => is['field'] === name),
      known,
      fired,
    )['value'] ?? '';
  const modality = field('modality', facts);
  const known = { ...facts, modality };
  const contrast = field('contrast', known);
  return {
    modality,
    region: field('region', known),
    contrast,
    safetyCheck: field('safetyCheck', known) === 'yes',
    alternative: field('alternative', known),
    notes: column(
      noteTable.filter((row) => row.holds({ ...known, contrast }, fired)),
      'note',
    ),
    provisional: complete ? [] : imagingQuestions.filter((question) => facts[question] === undefined).toSorted(),
  };
}

/** The first row that holds decides. */
function first(rows: readonly Row[], facts: Facts, fired?: readonly string[]): Readonly<Record<string, string>> {
  const row = rows.find(({ holds }) => holds(facts, fired));
  if (row === undefined) throw new Error(`no row holds for ${JSON.stringify(facts)}`);
  return row.is;
}
