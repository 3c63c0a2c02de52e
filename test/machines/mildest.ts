import { type Findings, knownFindings, questionIds } from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';

/** The mildest answer to every question: nobody has anything but back pain who answers like this. */
export const mildest: Findings = knownFindings(
  Object.fromEntries(questionIds.map((id) => [id, question(id).graver[0]?.[0] ?? ''])),
);
