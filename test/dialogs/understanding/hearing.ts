import type { Asked, Heard } from '../../../dialogs/heard.ts';
import { understand } from '../../../dialogs/understanding/understand.ts';
import type { QuestionId, Role } from '../../../machines/findings.ts';

/** The day on which all is said. */
export const today = new Date('2026-11-28');

export const heard = (text: string, asked: Asked, language = 'en', role: Role = 'self'): Heard =>
  understand(text, asked, language, today, role);

/** What is recorded for the question that was asked. */
export function answerTo(text: string, asked: QuestionId, language = 'en'): unknown {
  const all = heard(text, asked, language);
  return 'findings' in all ? all.findings?.[asked] : undefined;
}
