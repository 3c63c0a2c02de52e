import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Where the mechanisms are. */
export const room = 'dialogs/understanding';

/** A mechanism, and the source text whose replacement switches it off. */
export type Mechanism = { readonly name: string; readonly file: string; readonly on: string; readonly off: string };

export const mechanisms: readonly Mechanism[] = z
  .array(z.strictObject({ name: z.string(), file: z.string(), on: z.string(), off: z.string() }))
  .parse(JSON.parse(readFileSync(new URL('./mechanisms.json', import.meta.url), 'utf8')));
