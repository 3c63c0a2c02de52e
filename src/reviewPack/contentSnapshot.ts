import { z } from 'zod';
import { clinicalCode, codeVersionOf } from '../../dialogs/clinicalCode.ts';
import { contentVersion } from '../../dialogs/contentVersion.ts';
import { drawings, drawingsVersionOf } from '../../dialogs/drawings.ts';
import { allTexts } from '../../dialogs/texts.ts';
import { allLexicons } from '../../dialogs/understanding/lexicon.ts';
import { actionIds, actionRow } from '../../machines/actions.ts';
import { answersTo, questionIds } from '../../machines/findings.ts';
import { everyImagingRow } from '../../machines/imagingRules.ts';
import { question } from '../../machines/questions.ts';
import { claims } from '../../machines/sources.ts';
import { emergencyRows, soonRows, type UrgencyRow, urgentRows } from '../../machines/urgencyRules.ts';
import { criteriaInIds } from './criteriaInWords.ts';

/** The content in words, a line each, so that a later version can be held against it; a pack carries its own. */
export const snapshotSchema = z.object({ version: z.string(), content: z.record(z.string(), z.string()) });
export type Snapshot = z.infer<typeof snapshotSchema>;

export const contentSnapshot = (): Snapshot => ({
  version: contentVersion,
  content: {
    ...rules(),
    ...questions(),
    ...sources(),
    ...flat('text', allTexts),
    ...phrases('lexicon', allLexicons()),
    ...code(),
    ...drawn(),
  },
});

function rules(): Readonly<Record<string, string>> {
  const decides = (leadsTo: string, rows: readonly UrgencyRow[]) =>
    rows.map((row) => [
      `rule ${row.id}`,
      `${criteriaInIds(row.when)} → ${leadsTo}; suspects ${row.suspects.join(', ') || 'nothing by itself'}; because ${row.because.join(', ')}`,
    ]);
  const images = everyImagingRow.map(({ id, when, because, ...gives }, index) => [
    `rule ${id}, reason ${everyImagingRow.slice(0, index).filter((row) => row.id === id).length + 1}`,
    `${criteriaInIds(when)} → ${JSON.stringify(gives)}; because ${because.join(', ')}`,
  ]);
  return Object.fromEntries([
    ...decides('emergency', emergencyRows),
    ...decides('urgent', urgentRows),
    ...decides('soon', soonRows),
    ...images,
  ]);
}

const questions = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    questionIds.map((id, index) => [
      `question ${id}`,
      `${index + 1}, ${question(id).section}; answers ${answersTo(id).join(' / ')}; because ${question(id).why.join(', ')}`,
    ]),
  );

const sources = (): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...claims.map(({ id, says, source, about = [] }) => [
      `source ${id}`,
      `${says} [${Object.values(source).join(' ')}] about ${criteriaInIds(about)}`,
    ]),
    ...actionIds.map((id) => [`action ${id}`, JSON.stringify(actionRow(id))]),
  ]);

/** Rules are code; where that changed in a way which the words above do not show, the file is named. */
const code = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(clinicalCode()).map(([file, source]) => [
      `code ${file}`,
      codeVersionOf({ [file]: source }).slice(0, 16),
    ]),
  );

/** What changed in a drawing is seen by looking at it; here stands which one did. */
const drawn = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(drawings()).map(([name, svg]) => [
      `drawing ${name}`,
      drawingsVersionOf({ [name]: svg }).slice(0, 16),
    ]),
  );

const findingSchema = z.looseObject({ question: z.string(), say: z.array(z.string()) });

/** The phrases of typed words, a line for each meaning. */
function phrases(path: string, node: unknown): Readonly<Record<string, string>> {
  if (typeof node !== 'object' || node === null) return { [path]: String(node) };
  if (!Array.isArray(node))
    return Object.assign({}, ...Object.entries(node).map(([key, value]) => phrases(`${path} ${key}`, value)));
  const found: Record<string, string> = {};
  for (const one of node) {
    const finding = findingSchema.safeParse(one).data;
    const { say = [String(one)], ...means } = finding ?? {};
    const line = finding === undefined ? path : `${path} ${Object.values(means).join(' ')}`;
    found[line] = [...(found[line] === undefined ? [] : [found[line]]), ...say].join(' · ');
  }
  return found;
}

function flat(path: string, node: unknown): Readonly<Record<string, string>> {
  if (typeof node !== 'object' || node === null) return { [path]: String(node) };
  return Object.assign({}, ...Object.entries(node).map(([key, value]) => flat(`${path} ${key}`, value)));
}
