import type { AnyOf } from './criteria.ts';

/** Weak, or nobody knows; however old it is. */
export const weakness = { legWeakness: ['left', 'right', 'both', 'unsure'] } as const satisfies AnyOf;

/** What nerves may have lost already: with it cancer, infection, an operation or thin bones are graver. */
export const deficit = {
  ...weakness,
  saddleNumbness: ['yes', 'unsure'],
  bladder: ['retention', 'incontinence', 'altered', 'unsure'],
  bowel: ['incontinence', 'altered', 'unsure'],
  sensoryOrReflex: ['mild', 'severe', 'cord-signs', 'unsure'],
} as const satisfies AnyOf;
