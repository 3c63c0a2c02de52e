import * as z from 'zod';

/** How soon, from the least to the most: CLINICAL §2's levels. */
export const urgencySchema = z.enum(['routine', 'soon', 'urgent', 'emergency']);
/** How soon; `routine` is the least. */
export type Urgency = z.infer<typeof urgencySchema>;

const rank = (urgency: Urgency): number => urgencySchema.options.indexOf(urgency);

export const isBelow = (one: Urgency, other: Urgency): boolean => rank(one) < rank(other);
export const moreUrgent = (one: Urgency, other: Urgency): Urgency => (isBelow(one, other) ? other : one);
