import { z } from 'zod';

/** Letters, digits and plain punctuation: it stands on cards, which read other signs as markup. */
const plainWords = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N} .,'’()&/-]{2,100}$/u, 'must be 2 to 100 letters, digits or plain punctuation');

/** Who reviewed the content that is in force, and when. */
export const reviewerSchema = z.strictObject({
  name: plainWords,
  role: plainWords,
  date: z.iso.date('must be a date like 2026-01-31'),
});
/** Who reviewed the content that is in force, as cards name them; `date` is a day like 2026-01-31. */
export type Reviewed = z.infer<typeof reviewerSchema>;
