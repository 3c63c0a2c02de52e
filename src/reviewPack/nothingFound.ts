import { type Findings, knownFindings, questionIds } from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';

/** Every question answered by its mildest answer, so nothing is found but back pain; an MRI can be had. */
export const nothingFound: Findings = knownFindings(
  Object.fromEntries(questionIds.map((id) => [id, question(id).graver[0]?.[0] ?? 'unsure'])),
);
