import type { Role } from '../../machines/findings.ts';
import { type Part, partAt } from './clauses.ts';
import { contextReader } from './context.ts';
import type { Language } from './language.ts';
import { isInside } from './spans.ts';
import type { Token } from './tokens.ts';

/** A cry for other urgent help, of the patient, now, and meant: not "no chest pain", not "my father had a heart attack". */
export function cryIn(tokens: readonly Token[], parts: readonly Part[], role: Role, language: Language): boolean {
  const words = tokens.map(({ word }) => word);
  const cries = language.said.otherEmergency.find(words);
  if (cries.length === 0) return false;
  const figures = language.mentions.find(words).filter(({ means }) => means.is === 'figure');
  const context = contextReader(tokens, parts, cries, cries, role, language);
  return cries.some((cry) => {
    const part = partAt(parts, cry.start);
    if (!part || isInside(cry, figures)) return false;
    const { polarity, supposed, ofPatient, when } = context({ start: cry.start, end: cry.end, core: cry, part });
    const past = when.resolved || when.old || (when.days !== undefined && when.days > 2);
    return polarity === 'affirmed' && !supposed && ofPatient && !past;
  });
}
