import * as z from 'zod';
import { checked } from '../../dialogs/checked.ts';
import type { Asked, Heard } from '../../dialogs/heard.ts';
import { understand as understandIn } from '../../dialogs/understanding/understand.ts';
import { questionIdSchema, type Role, roleSchema } from '../../machines/findings.ts';

const askedSchema = z.union([questionIdSchema, z.literal('confirmation'), z.undefined()]);

/**
 * What a typed message says for certain, when `asked` was asked; text over 2,000 characters is not read.
 * @param locale of the words; without a lexicon for it, English
 * @param today the day on which it is said: "in 2019" is long ago, or not
 * @param role whose "I" this is: the patient's own, or that of someone who speaks about a patient
 * @throws TypeError for a question or role that there is not, or no day.
 */
export const understand = (text: string, asked: Asked, locale: string, today: Date, role: Role = 'self'): Heard =>
  understandIn(
    checked('understand, text', z.string(), text),
    checked('understand, asked', askedSchema, asked),
    checked('understand, locale', z.string(), locale),
    checked('understand, today', z.date(), today),
    checked('understand, role', roleSchema, role),
  );
