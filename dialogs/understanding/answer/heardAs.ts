import type { Heard } from '../../heard.ts';
import { isOpen } from './openSigns.ts';
import { findingOf, isEmergency } from './otherFindings.ts';
import { valueIn } from './settle.ts';
import type { Told } from './told.ts';

/** An emergency that is told of now: a cry for help, or a sign; what answers the question is an answer, and the pathway finds the emergency in it. */
export function emergencyIn(told: Told): Heard | undefined {
  const { message, own, answered, findings, others, ownFindings, cries, worsens, said } = told;
  const tells = (isEmergency(findings) && !isEmergency(ownFindings)) || isEmergency(others);
  if (cries.meant === undefined && !worsens && !tells) return undefined;
  // what only looks like an answer may be of what else is told
  const answer = own.is === 'nothing' && answered.is === 'value' ? findingOf(message.asked, answered.value) : {};
  return {
    kind: 'emergency',
    findings: { ...findings, ...answer },
    other: cries.meant !== undefined || worsens,
    ...(cries.meant === 'selfHarm' && { selfHarm: true as const }),
    ...said,
  };
}

/** What a message answers to the question asked, and tells of others; first words that tell nothing are a story. */
export function answerIn({ message, own, answered, others, open, said }: Told): Heard {
  const { asked } = message;
  const likely = findingOf(asked, valueIn(answered));
  const beside = { findings: answered.is === 'value' ? { ...others, ...likely } : others, ...said };
  // "my leg is weak", to another question: what only looks like an answer does not stand in its way
  const stands = (answered.is === 'value' || own.is !== 'nothing') && isEmergency(likely);
  if (!stands && open.weakness && !isEmergency(open.doubtful)) return { kind: 'partial', ...beside };
  if (!stands && isOpen(open)) return { kind: 'ambiguous', guess: open.doubtful, ...beside };
  if (asked === undefined)
    return Object.keys(others).length > 0
      ? { kind: 'answer', ...beside }
      : { kind: 'story', unheard: said.unheard ?? [] };
  if (answered.is === 'value') return { kind: 'answer', ...beside };
  if (answered.is === 'doubt' && answered.guess !== undefined) return { kind: 'ambiguous', guess: likely, ...beside };
  if (answered.is !== 'present') return { kind: 'ambiguous', ...beside };
  return asked === 'legWeakness' ? { kind: 'partial', ...beside } : { kind: 'ambiguous', which: true, ...beside };
}
