import { z } from 'zod';
import { emergencyNumbersSchema, personLineSchema } from './emergencyNumbers.ts';
import type { TriageSettings } from './triageTurn.ts';

const functionSchema = z.custom((value) => typeof value === 'function', 'must be a function');

/** What each setting takes. */
export const turnSettings = {
  buttons: z.exactOptional(z.enum(['execute', 'submit', 'submitInTeams'])),
  endsThere: z.exactOptional(z.boolean()),
  emergencyNumbers: z.exactOptional(emergencyNumbersSchema),
  reviewed: z.optional(z.strictObject({ name: z.string(), role: z.string(), date: z.iso.date() })),
  personLine: z.optional(personLineSchema),
  onPage: z.optional(z.boolean()),
  pictures: z.optional(z.strictObject({ at: z.string(), as: z.enum(['svg', 'png']) })),
  now: z.exactOptional(functionSchema),
  newRun: z.exactOptional(functionSchema),
} satisfies Record<keyof TriageSettings, z.ZodType>;
