import { z } from 'zod';
import { contentVersion } from './contentVersion.ts';

/** Letters, digits and plain punctuation: it stands on cards, which read other signs as markup. */
const plainWords = z
  .string()
  .regex(/^[\p{L}\p{M}\p{N} .,'’()&/-]{2,100}$/u, 'must be 2 to 100 letters, digits or plain punctuation');

/** A clinician's signature under one version of the content. */
export const signOffSchema = z.strictObject({
  name: plainWords,
  role: plainWords,
  date: z.iso.date('must be a date like 2026-01-31'),
  /** The version of the content that was reviewed, as the review pack prints it. */
  hash: z.string().regex(/^[0-9a-f]{16}$/, 'must be the 16 hexadecimal digits that the review pack prints'),
});
export type SignOff = z.infer<typeof signOffSchema>;

/** Who reviewed the content that is in force, and when (ISO 8601 date). */
export type Reviewed = Pick<SignOff, 'name' | 'role' | 'date'>;

/** What a signature is worth: it holds for the content that was signed, and for no other. */
export const reviewed = ({ name, role, date, hash }: SignOff, content = contentVersion): Reviewed | undefined =>
  hash === content ? { name, role, date } : undefined;
