import { type Activity, cardIn, type FromCauda, isRecord, type Shown, withCard } from './activity.ts';
import { foldedCard } from './foldedCard.ts';

/**
 * Prepares what arrives for the screen. Cards whose questions were settled since lose their buttons, and each message
 * brings the words that a screen reader says.
 */
export function transcript() {
  /** Cards that still count, by activity id. */
  const live = new Map<string, Activity>();
  let newest: Activity | undefined;

  return {
    /** @returns the activities to show, earlier ones that changed among them. */
    arrived(activity: Activity): readonly Activity[] {
      const told = activity.channelData?.cauda;
      const { id } = activity;
      if (id === undefined || cardIn(activity) === undefined) return [spoken(activity)];
      if (told === undefined) {
        live.delete(id); // an update of an earlier card is in its last state
        return [spoken(activity)];
      }
      const old = [...live].filter(([, card]) => replaces(told, card.channelData?.cauda));
      for (const [one] of old) live.delete(one);
      live.set(id, activity);
      newest = activity;
      return [...old.map(([, card]) => spoken(withCard(card, foldedCard(cardIn(card))))), spoken(activity)];
    },

    /** What a typed message answers. */
    shown: (): Shown | undefined => newest && shownOn(newest),
  };
}

/** A card that is shown again, or that comes after something was settled, takes the place of the earlier one. */
const replaces = (now: FromCauda, before: FromCauda | undefined): boolean =>
  before === undefined ||
  now.log !== before.log ||
  now.revision > before.revision ||
  (now.question !== undefined && now.question === before.question);

function shownOn({ id, channelData }: Activity): Shown | undefined {
  const told = channelData?.cauda;
  if (told === undefined) return undefined;
  const { conversation, log, run, revision, question } = told;
  return {
    conversation,
    log,
    ...(run === undefined ? {} : { run }),
    revision,
    ...(question === undefined ? {} : { question }),
    ...(id === undefined ? {} : { card: id }),
  };
}

/** Web Chat would read "1 attachment" aloud; the card itself says what it is about. */
function spoken(activity: Activity): Activity {
  const card = cardIn(activity);
  const words = isRecord(card) ? card['speak'] : undefined;
  if (typeof words !== 'string') return activity;
  return { ...activity, channelData: { ...activity.channelData, 'webchat:fallback-text': words } };
}
