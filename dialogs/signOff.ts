import { z } from 'zod';
import { contentVersion } from './contentVersion.ts';
import { type Reviewed, reviewerSchema } from './reviewer.ts';

/** A clinician's signature under one version of the content. */
export const signOffSchema = reviewerSchema.extend({
  /** The version of the content that was reviewed, as the review pack prints it. */
  hash: z.string().regex(/^[0-9a-f]{16}$/, 'must be the 16 hexadecimal digits that the review pack prints'),
});
export type SignOff = z.infer<typeof signOffSchema>;

/** What a signature is worth: it holds for the content that was signed, and for no other. */
export const reviewed = ({ name, role, date, hash }: SignOff, content = contentVersion): Reviewed | undefined =>
  hash === content ? { name, role, date } : undefined;
