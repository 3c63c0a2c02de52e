import { SpanStatusCode, trace } from '@opentelemetry/api';
import { type Activity, ActivityTypes } from 'botbuilder';
import { z } from 'zod';
import type { SaidActivity } from '../dialogs/activity.ts';
import type { Text } from '../dialogs/cards/filledForm.ts';
import { languageToBegin } from '../dialogs/hear.ts';
import type { ShownCard } from '../dialogs/shownCards.ts';
import type { TriageTurn, TriageTurns } from '../dialogs/triageTurn.ts';
import { type Entry, entrySchema, type Log, type LogHead, logHeadSchema } from '../machines/answerLog.ts';
import { isProfessional, type Role } from '../machines/findings.ts';
import type { ConversationQueue } from './conversationQueue.ts';
import { type Held, heldBack } from './heldReplies.ts';
import type { Measures, TurnOutcome } from './measures.ts';
import type { SecurityLog } from './securityLog.ts';
import type { ServerLoad } from './serverLoad.ts';
import { type Change, type Position, StorageUnavailable, type Store, type TranscriptRow } from './storage/store.ts';
import { TurnedAway } from './turnedAway.ts';

/** An authenticated activity that says something to the conversation. */
export type Incoming = {
  readonly activity: SaidActivity & Pick<Activity, 'channelId' | 'conversation'>;
  /** What the channel repeats when it delivers the same activity again. */
  readonly activityId: string;
  /** Who talks, where this begins the conversation; at any time where the channel vouches for it. */
  readonly role: Role;
  readonly vouchedFor?: boolean;
  /** When its request came in, in milliseconds since the epoch; the person's patience counts from then. */
  readonly arrived: number;
};

/** What becomes of a turn's replies, as its channel needs it. */
export type Written = {
  /** The person's own activity, as web clients see it; not kept when everything is erased. */
  readonly echo: TranscriptRow | undefined;
  readonly replies: readonly TranscriptRow<Text>[];
  readonly outbox: readonly Text[];
  readonly reminder?: Change['reminder'] | undefined;
  /** What the request is answered with; the same again when it is delivered again. */
  readonly response: Text | undefined;
};

export type Channel = {
  readonly triage: TriageTurns;
  /** Asked where a conversation would begin; one that is not let in is turned away. */
  readonly admits: () => Promise<boolean>;
  /** Where everything was erased, nothing begins in its place: whoever wants to goes to a conversation of its own. */
  readonly endsWhenErased?: true;
  /**
   * Looks at the chat, after what is stored of the conversation was read.
   * @returns its cards that are known, where the channel can replace them.
   */
  look?(): Promise<readonly ShownCard[]>;
  /** Makes replies fit to be stored and sent. `at` is where the conversation stood before this turn. */
  write(held: readonly Held[], at: Position): Promise<Written>;
};

export type Turned =
  | { readonly kind: 'committed'; readonly written: Written; readonly erased: boolean }
  /** Delivered before; nothing ran. */
  | { readonly kind: 'handledBefore'; readonly response: string | undefined }
  /** It only asked to begin, and the conversation goes on already; or it accompanies one that does not. */
  | { readonly kind: 'goesOn' }
  /** Everything was erased, and the channel ends then. */
  | { readonly kind: 'over' };

export type TurnSurroundings = {
  readonly store: Store;
  readonly queue: ConversationQueue;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Version of the clinical content, kept in the head of each log. */
  readonly content: string;
  readonly load: ServerLoad;
  readonly measures: Pick<Measures, 'turned' | 'queued' | 'committed'>;
  readonly security: SecurityLog;
};

/** A person hears within this time (ms) that something is wrong. */
const patience = 4_000;

/**
 * One incoming activity, as one transaction. Throws when the storage or the dialog fails; then nothing has changed and
 * the same activity can be tried again.
 */
export function turn(incoming: Incoming, channel: Channel, around: TurnSurroundings): Promise<Turned> {
  const { channelId } = incoming.activity;
  const ended = (outcome: TurnOutcome): void =>
    around.measures.turned(channelId, outcome, around.now() - incoming.arrived);
  return tracer.startActiveSpan('turn', { attributes: { channel: channelId } }, async (span) => {
    try {
      const turned = await transaction(incoming, channel, around);
      ended(turned.kind);
      return turned;
    } catch (error) {
      ended(error instanceof TurnedAway ? error.why : 'failed');
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Of a tracing package that was loaded before us, if one was. */
const tracer = trace.getTracer('cauda');

async function transaction(incoming: Incoming, channel: Channel, around: TurnSurroundings): Promise<Turned> {
  const { activity, activityId } = incoming;
  const { store, queue, load, measures, security, now } = around;
  const conversation = activity.conversation.id;
  const until = incoming.arrived + patience;

  return queue.take(conversation, async () => {
    measures.queued(now() - incoming.arrived);
    for (;;) {
      if (now() >= until) throw new StorageUnavailable('busy');
      const { position, log, handled, erased } = await store.load(conversation, activityId, until);
      if (handled !== undefined) return { kind: 'handledBefore', response: handled.response };
      if (erased && channel.endsWhenErased) return { kind: 'over' };
      if (log === undefined ? onlyAccompanies(activity) : onlyBegins(activity)) return { kind: 'goesOn' };
      if (log === undefined && !(await channel.admits())) throw new TurnedAway('busy');

      load.turn(log === undefined);
      const cards = (await channel.look?.()) ?? [];
      const turned =
        log === undefined
          ? begun(incoming, channel, position, around)
          : channel.triage.next(log, activity, cards, incoming.vouchedFor ? incoming.role : undefined);
      const written = await channel.write(heldBack(turned), position);
      const change = changeOf(conversation, activityId, position, log, turned, written);
      if (isFull(change)) throw new TurnedAway('full');
      const from = now();
      const result = await store.commit(change, until);
      if (result === 'committed') {
        measures.committed(change, now() - from);
        if (change.erase) security({ event: 'erased', conversation });
        const role = incoming.vouchedFor ? roleTaken(change) : undefined;
        if (role !== undefined) security({ event: 'role', role, conversation, address: activity.channelId });
        return { kind: 'committed', written, erased: change.erase };
      }
      // Somebody else was faster: look again at what the conversation is now.
    }
  });
}

const mostRows = 1_000;
const mostEntries = 1_000;

/** Far more than anybody needs; whoever wants to fill the storage gets no further. Erasing is always possible. */
const isFull = ({ erase, to }: Change): boolean => !erase && (to.watermark > mostRows || to.revision > mostEntries);

/** Erases all that is stored of a conversation. */
export async function erase(
  conversation: string,
  activityId: string,
  { store, queue, measures, security, now }: TurnSurroundings,
): Promise<void> {
  const until = now() + patience;
  const nothing = { echo: undefined, replies: [], outbox: [], response: undefined };
  await queue.take(conversation, async () => {
    for (let result = 'conflict'; result === 'conflict'; ) {
      const { position, log } = await store.load(conversation, activityId, until);
      const change = changeOf(conversation, activityId, position, log, { log: undefined, finished: false }, nothing);
      const from = now();
      result = await store.commit(change, until);
      if (result !== 'committed') continue;
      measures.committed(change, now() - from);
      security({ event: 'erased', conversation });
    }
  });
}

/** Activities that say nothing but "here I am". */
const onlyBegins = ({ type }: SaidActivity): boolean =>
  type === ActivityTypes.ConversationUpdate || type === ActivityTypes.InstallationUpdate;

/** Activities that mean something only in a conversation that goes on. */
const onlyAccompanies = ({ type }: SaidActivity): boolean =>
  type === ActivityTypes.MessageReaction || type === ActivityTypes.MessageDelete;

/** Begins the next log of the conversation. */
function begun(
  { activity, role }: Incoming,
  { triage }: Channel,
  position: Position,
  { now, content }: TurnSurroundings,
): TriageTurn {
  const head: LogHead = {
    conversation: activity.conversation.id,
    number: position.log + 1,
    started: new Date(now()).toISOString(),
    channel: activity.channelId,
    role,
    language: languageToBegin(activity.text, activity.locale),
    content,
  };
  return triage.begin(head, activity);
}

/** A role that was changed to, or a professional's that it begins in. */
function roleTaken({ head, entries }: Change): Role | undefined {
  const changed = entries.flatMap((entry) => (entry.kind === 'settings' ? (entry.role ?? []) : [])).at(-1);
  return changed ?? (head !== undefined && isProfessional(head.role) ? head.role : undefined);
}

const newEntries = z.array(entrySchema);

function changeOf(
  conversation: string,
  activityId: string,
  from: Position,
  before: Log | undefined,
  { log: after, finished }: Pick<TriageTurn, 'log' | 'finished'>,
  { echo, replies, outbox, reminder, response }: Written,
): Change {
  const erase = after === undefined;
  const begins = after !== undefined && after.head.number !== before?.head.number;
  const entries: readonly Entry[] = after?.entries.slice(begins ? 0 : from.revision) ?? [];
  newEntries.parse(entries);
  const transcript = erase || echo === undefined ? replies : [echo, ...replies];
  return {
    conversation,
    activityId,
    from,
    to: {
      // An erasure moves on too: nothing that was read before it may be written after it.
      log: after?.head.number ?? from.log + 1,
      revision: after?.entries.length ?? 0,
      watermark: [echo, ...replies].findLast((row) => row !== undefined)?.sequence ?? from.watermark,
    },
    erase,
    head: begins ? logHeadSchema.parse(after.head) : undefined,
    entries,
    log: after,
    transcript,
    outbox,
    ...(reminder === undefined ? {} : { reminder }),
    response,
    finished,
  };
}
