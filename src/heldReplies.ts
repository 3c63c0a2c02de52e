import type { Activity } from 'botbuilder';
import type { Activities } from '../dialogs/activities.ts';

/** A reply that waits for the commit; an `update` replaces the activity whose id it carries. */
export type Held = { readonly kind: 'send' | 'update'; readonly activity: Partial<Activity> };

/** What is sent, in order: what is read first, then the cards that change. */
export const heldBack = ({ messages, updates }: Activities): readonly Held[] => [
  ...messages.map((activity) => ({ kind: 'send' as const, activity })),
  ...updates.map((activity) => ({ kind: 'update' as const, activity })),
];
