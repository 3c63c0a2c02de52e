import type { Asked, Heard } from '../../../dialogs/heard.ts';
import { understand } from '../../../dialogs/understanding/understand.ts';
import type { Findings, QuestionId, Role } from '../../../machines/findings.ts';
import { emergencyRules } from '../../../machines/urgencyRules.ts';

/** The day on which all is said. */
export const today = new Date('2026-11-28');

export const heard = (text: string, asked: Asked, language = 'en', role: Role = 'self'): Heard =>
  understand(text, asked, language, today, role);

/** What is recorded of what was heard; a command and small talk record nothing. */
export const findingsIn = (all: Heard): Findings => ('findings' in all ? (all.findings ?? {}) : {});

/** What is recorded for the question that was asked. */
export const answerTo = (text: string, asked: QuestionId, language = 'en', role: Role = 'self'): unknown =>
  findingsIn(heard(text, asked, language, role))[asked];

/** Whether the emergency message follows: at once, or for what is recorded. */
export const isEmergency = (all: Heard): boolean =>
  all.kind === 'emergency' || emergencyRules(findingsIn(all)).length > 0;
