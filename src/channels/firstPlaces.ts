import { BoundedMap } from '../../dialogs/boundedMap.ts';

/** A reply's place in the transcript, and when it was first shown there. */
export type FirstPlace = { readonly sequence: number; readonly timestamp: string };

const mostConversations = 2_000;
/** Older cards are rarely tapped. */
const mostOfEach = 6;

/** Where and when the last replies of the last conversations were shown, so that a tapped card need not be read again. */
export function firstPlaces() {
  const places = new BoundedMap<string, readonly FirstPlace[]>({ most: mostConversations });
  return {
    /** What was shown just now, in order. Numbers that come after it are of a run that is gone. */
    note(conversation: string, shown: readonly FirstPlace[]): void {
      const [first] = shown;
      if (first === undefined) return;
      const before = (places.get(conversation) ?? []).filter(({ sequence }) => sequence < first.sequence);
      places.set(conversation, [...before, ...shown].slice(-mostOfEach));
    },
    find: (conversation: string, sequence: number): FirstPlace | undefined =>
      places.get(conversation)?.find((one) => one.sequence === sequence),
    forget: (conversation: string): void => places.delete(conversation),
  };
}
export type FirstPlaces = ReturnType<typeof firstPlaces>;
