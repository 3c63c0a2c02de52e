import { type Entry, type EntryOf, isNotable, isOfTheCourse, type Log } from './answerLog.ts';
import { urgencyOf } from './standing.ts';
import { after, begun } from './triage.ts';
import { isBelow, type Urgency } from './urgency.ts';

/** A professional's disposition beside the computed one. It has lapsed once the computed one rose above `under`. */
export type Judgement = EntryOf<'judged'> & { readonly lapsed: boolean };

/** What stands beside a conversation's course; no rule ever reads it. */
export type Margin = {
  /** What was typed and not understood, in order. */
  readonly said: readonly EntryOf<'said'>[];
  readonly notes: readonly EntryOf<'note'>[];
  readonly judged: Judgement | undefined;
  /** Who calls and for whom: all `party` entries in one, the latest of each field. */
  readonly party: EntryOf<'party'> | undefined;
  /** How the call ended; undefined while it goes on. */
  readonly closed: EntryOf<'closed'> | undefined;
  /** The last handing over, until somebody takes it. */
  readonly handedOver: EntryOf<'handedOver'> | undefined;
  readonly taken: EntryOf<'taken'> | undefined;
  /** What another version wrote and this one cannot read, by its kinds. */
  readonly notRead: readonly string[];
};

export const emptyMargin: Margin = {
  said: [],
  notes: [],
  judged: undefined,
  party: undefined,
  closed: undefined,
  handedOver: undefined,
  taken: undefined,
  notRead: [],
};

/** The margin of a log. Pure. */
export function marginOf({ head, entries }: Log): Margin {
  if (entries.every(isOfTheCourse)) return emptyMargin;
  let margin = emptyMargin;
  let at = begun(head);
  for (const entry of entries) {
    at = after(at, entry);
    const { otherEmergency } = at.context;
    margin = judgedUnder(noted(margin, entry), otherEmergency === 'noted' ? 'emergency' : urgencyOf(at.context));
  }
  return margin;
}

function noted(margin: Margin, entry: Entry): Margin {
  switch (entry.kind) {
    case 'said':
      return { ...margin, said: [...margin.said, entry] };
    case 'note':
      return { ...margin, notes: [...margin.notes, entry] };
    case 'judged':
      return { ...margin, judged: { ...entry, lapsed: false } };
    case 'unjudged':
      return { ...margin, judged: undefined };
    case 'party':
      return { ...margin, party: { ...margin.party, ...entry } };
    case 'closed':
      return { ...margin, closed: entry };
    case 'handedOver':
      return { ...margin, handedOver: entry, taken: undefined };
    case 'taken':
      return { ...margin, handedOver: undefined, taken: entry };
    case 'foreign':
      return notRead(margin, entry.entry.kind);
    case 'noted':
      return isNotable(entry.what) ? margin : notRead(margin, entry.what);
    case 'answered':
    case 'undone':
    case 'continued':
    case 'stopped':
      return { ...margin, closed: undefined };
    case 'settings':
    case 'asked':
      return margin;
    default:
      return entry satisfies never;
  }
}

const notRead = (margin: Margin, kind: string): Margin =>
  margin.notRead.includes(kind) ? margin : { ...margin, notRead: [...margin.notRead, kind] };

/** The margin once the computed urgency is this. */
const judgedUnder = (margin: Margin, urgency: Urgency): Margin =>
  margin.judged !== undefined && isBelow(margin.judged.under, urgency)
    ? { ...margin, judged: { ...margin.judged, lapsed: true } }
    : margin;
