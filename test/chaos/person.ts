import { answersTo, type Findings, knownFindings, questionIds, type Role } from '../../machines/findings.ts';
import { chance } from './chance.ts';

/** What a person holds true, and will have told when the conversation is over. */
export type Person = { readonly name: string; readonly role: Role; readonly findings: Findings };

export function person(seed: string, name: string): Person {
  const luck = chance(seed, name, 'person');
  const role = luck.weighted({ self: 5, carer: 2, nurse: 2, clinician: 1 }) ?? 'self';
  const values = questionIds.map((id) => {
    const [first, ...others] = answersTo(id);
    return [id, others.length === 0 || luck.happens(0.75) ? first : others[Math.floor(luck.next() * others.length)]];
  });
  return { name, role, findings: knownFindings(Object.fromEntries(values)) };
}
