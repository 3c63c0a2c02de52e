import { isProfessional, type QuestionId, questionIds, type Role } from '../machines/findings.ts';
import { question } from '../machines/questions.ts';
import type { ChatView } from './conversation/chatView.ts';

/** What others than professionals may answer on one card: nothing that would tell an emergency only at its end. */
const unhurried: ReadonlySet<QuestionId> = new Set([
  'cancerHistory',
  'infection',
  'trauma',
  'boneFragility',
  'spinalSurgery',
]);
const isOfScanner = (id: QuestionId): boolean => question(id).section === 'MRI safety';

/** The questions that a form may ask in a role: independent of each other, whatever is answered. */
export const formQuestions = (role: Role): readonly QuestionId[] =>
  isProfessional(role)
    ? questionIds.filter((id) => id !== 'weaknessCourse')
    : questionIds.filter((id) => unhurried.has(id) || (isOfScanner(id) && id !== 'mriAccess'));

/**
 * What the form asks now: open questions, those for the scanner for others than professionals once a scan is advised.
 * Empty while the questions that cannot wait are asked, and where a form would save nothing.
 */
export function openOnForm(view: ChatView): readonly QuestionId[] {
  const questions = formQuestions(view.role);
  const begins = isProfessional(view.role) || (view.kind === 'question' && questions.includes(view.question));
  if (view.kind !== 'question' || !begins) return [];
  const scan = isProfessional(view.role) || view.recommendation.imaging !== null;
  const answered = new Set(view.answers.map((one) => one.question));
  const open = questions.filter((id) => !answered.has(id) && (scan || !isOfScanner(id)));
  return open.length < 2 ? [] : open;
}
