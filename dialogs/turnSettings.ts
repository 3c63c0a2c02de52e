import { z } from 'zod';
import { emergencyNumbersSchema, personLineSchema } from './emergencyNumbers.ts';
import { reviewerSchema } from './reviewer.ts';
import type { TriageSettings } from './triageTurn.ts';

const functionSchema = z.custom((value) => typeof value === 'function', 'must be a function');
/** It stands in cards as it is, before a drawing's name. */
const placeSchema = z
  .string()
  .regex(
    /^(https?:\/\/[\w.-]|\/(?!\/))[\w./:%~-]*$/,
    'must be an address like https://bot.example/drawings/, or a path',
  );

/** What each setting takes. */
export const turnSettings = {
  buttons: z.exactOptional(z.enum(['execute', 'submit', 'submitInTeams'])),
  endsThere: z.exactOptional(z.boolean()),
  emergencyNumbers: z.exactOptional(emergencyNumbersSchema),
  reviewed: z.optional(reviewerSchema),
  personLine: z.optional(personLineSchema),
  onPage: z.optional(z.boolean()),
  pictures: z.optional(z.strictObject({ at: placeSchema, as: z.enum(['svg', 'png']) })),
  now: z.exactOptional(functionSchema),
  newRun: z.exactOptional(functionSchema),
} satisfies Record<keyof TriageSettings, z.ZodType>;
