import { z } from 'zod';
import { type Findings, findingsSchema } from '../../machines/findings.ts';
import type { Imaging } from '../../machines/imagingRules.ts';
import { recommend } from '../../machines/recommendation.ts';
import acr from './acrVariants.json' with { type: 'json' };
import { nothingFound } from './nothingFound.ts';

const agreements = ['usually appropriate', 'may be appropriate', 'no imaging', 'differs'] as const;
const procedures = [
  'MRI without contrast',
  'MRI without and with contrast',
  'CT without contrast',
  'CT with contrast',
  'CT myelography',
  'radiography',
] as const;

const variantSchema = z.strictObject({
  variant: z.int(),
  about: z.string(),
  /** Where its ratings were read. */
  read: z.enum(['table', 'summary']),
  usuallyAppropriate: z.array(z.enum(procedures)).readonly(),
  mayBeAppropriate: z.array(z.enum(procedures)).readonly(),
  cases: z
    .array(
      z.strictObject({
        typical: z.string(),
        findings: findingsSchema,
        agreement: z.enum(agreements),
        /** Of a difference: in the procedure (`differs`) or in the region. */
        reason: z.exactOptional(z.string()),
      }),
    )
    .readonly(),
});
export type AcrVariant = z.infer<typeof variantSchema>;

/** The variants of the ACR Appropriateness Criteria for low back pain, with findings that are typical of each. */
export const acrCriteria = z
  .strictObject({
    edition: z.string(),
    readInTable: z.string(),
    readInSummary: z.string(),
    variants: z.array(variantSchema).readonly(),
    outside: z.array(z.string()).readonly(),
  })
  .parse(acr);

export type Agreement = {
  /** What Cauda advises; null for no imaging now. */
  readonly imaging: Imaging | null;
  readonly agreement: (typeof agreements)[number];
};

/** How the criteria rate what Cauda advises for findings. Pure. */
export function agreementOn(
  findings: Findings,
  { usuallyAppropriate, mayBeAppropriate }: Pick<AcrVariant, 'usuallyAppropriate' | 'mayBeAppropriate'>,
): Agreement {
  const { imaging } = recommend({ ...nothingFound, ...findings }, true);
  if (imaging === null) return { imaging, agreement: usuallyAppropriate.length === 0 ? 'no imaging' : 'differs' };
  const procedure = procedureOf(imaging);
  if (usuallyAppropriate.includes(procedure)) return { imaging, agreement: 'usually appropriate' };
  // The lesser rating will do only where there is no way to MRI.
  const lesserWillDo = imaging.modality === 'ct' && mayBeAppropriate.includes(procedure);
  return { imaging, agreement: lesserWillDo ? 'may be appropriate' : 'differs' };
}

function procedureOf({ modality, contrast }: Imaging): (typeof procedures)[number] {
  if (modality === 'radiograph') return 'radiography';
  if (modality === 'ct') return contrast === 'with' ? 'CT with contrast' : 'CT without contrast';
  return contrast === 'without' ? 'MRI without contrast' : 'MRI without and with contrast';
}
