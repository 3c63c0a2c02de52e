import type { AnyOf } from './criteria.ts';

/** Answers that are not known and that no sign makes graver: settled in person within two days (rule S2). */
export const settledInPerson = {
  legPain: ['unsure'],
  cancerHistory: ['unsure'],
  infection: ['unsure'],
  boneFragility: ['unsure'],
  spinalSurgery: ['unsure'],
} as const satisfies AnyOf;
