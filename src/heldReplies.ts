import type { Activity, TurnContext } from 'botbuilder';

/** A reply that waits for the commit; an `update` replaces the activity whose id it carries. */
export type Held = { readonly kind: 'send' | 'update'; readonly activity: Partial<Activity> };

export type HeldReplies = { readonly all: () => readonly Held[]; readonly clear: () => void };

/** Keeps whatever the turn sends from leaving. */
export function holdBack(context: TurnContext): HeldReplies {
  const held: Held[] = [];
  context.onSendActivities(async (_context, activities) => {
    held.push(...activities.map((activity) => ({ kind: 'send' as const, activity })));
    return activities.map(() => ({ id: '' }));
  });
  context.onUpdateActivity(async (_context, activity) => {
    held.push({ kind: 'update', activity });
  });
  return { all: () => [...held], clear: () => void held.splice(0) };
}
