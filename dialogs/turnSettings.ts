import { z } from 'zod';
import { checked, plainObject } from './checked.ts';
import { emergencyNumbersSchema, personLineSchema } from './emergencyNumbers.ts';
import { reviewerSchema } from './reviewer.ts';
import { pictureAddress, themeSchema } from './theme.ts';
import type { TriageSettings } from './triageTurn.ts';

const isFunction = (value: unknown): boolean => typeof value === 'function';
/** What a clock says: milliseconds since the epoch that are a date. */
export const instantSchema = z.number().min(-8.64e15).max(8.64e15);
/** No system has longer ones, and a refusal names it. */
export const pathSchema = z.string().min(1).max(4_096);
/** Each button carries it. */
const runSchema = z.string().min(1).max(64);
/** It stands in cards as it is, before a drawing's name. */
const placeSchema = z
  .string()
  .regex(pictureAddress, 'must be an address like https://bot.example/drawings/, or a path');

/** What each setting takes. */
export const turnSettings = {
  buttons: z.exactOptional(z.enum(['execute', 'submit', 'submitInTeams'])),
  endsThere: z.exactOptional(z.boolean()),
  emergencyNumbers: z.exactOptional(plainObject(emergencyNumbersSchema)),
  reviewed: z.optional(reviewerSchema),
  personLine: z.optional(personLineSchema),
  onPage: z.optional(z.boolean()),
  pictures: z.optional(z.strictObject({ at: placeSchema, as: z.enum(['svg', 'png']) })),
  theme: z.optional(themeSchema),
  now: z.exactOptional(z.custom<() => number>(isFunction, 'must be a function')),
  newRun: z.exactOptional(z.custom<() => string>(isFunction, 'must be a function')),
} satisfies Record<keyof TriageSettings, z.ZodType>;

/** A clock and a name-giver of the host's: what they give is looked at each time. @param whose what the message names first. */
export function checkedSources({ now, newRun }: Pick<TriageSettings, 'now' | 'newRun'>, whose: string) {
  return {
    ...(now === undefined ? {} : { now: (): number => checked(`${whose}, now()`, instantSchema, now()) }),
    ...(newRun === undefined ? {} : { newRun: (): string => checked(`${whose}, newRun()`, runSchema, newRun()) }),
  };
}
