import { answersTo, questionIds } from '../../../machines/findings.ts';
import { commandSchema } from '../lexiconSchema.ts';

/** What a text may be about: the answer to a question, whether it tells of an emergency, or what it wants of the bot. */
export const subjects = [...questionIds, 'emergency', 'command'] as const;
export type Subject = (typeof subjects)[number];

/** What a text may mean for a subject; `present`: something is the matter; `besides`: it answers nothing. */
export function valuesOf(about: Subject): readonly string[] {
  if (about === 'emergency') return ['emergency', 'none'];
  if (about === 'command') return [...commandSchema.options, 'off-topic', 'besides'];
  return [...answersTo(about), 'present', 'besides'];
}

/** The place of the first value of each subject in a row of the values of all. */
export const placesOf: ReadonlyMap<Subject, number> = new Map(
  subjects.map((about, at) => [about, subjects.slice(0, at).flatMap(valuesOf).length]),
);

export const valuesOfAll = subjects.flatMap(valuesOf).length;
