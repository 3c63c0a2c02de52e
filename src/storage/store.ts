import type { Text } from '../../dialogs/cards/filledForm.ts';
import type { Entry, Log, LogHead } from '../../machines/answerLog.ts';

/** How long what nobody waits for tries to reach the storage, in milliseconds. */
export const patience = 4_000;

/** How far a conversation has come; a turn counts only if nothing moved since it read this. */
export type Position = {
  /** Number of the latest log; 0 before the first. */
  readonly log: number;
  /** Entries in that log. */
  readonly revision: number;
  /** Sequence of the last transcript row; only grows, also across an erasure. */
  readonly watermark: number;
};

/** One row of what a web client sees; `activity` is its JSON. */
export type TranscriptRow<Json extends Text = string> = { readonly sequence: number; readonly activity: Json };

/** A reply that its channel has not confirmed yet; `message` is the channel's own JSON. */
export type OutboxRow = {
  readonly id: number;
  readonly conversation: string;
  readonly message: string;
  /** It can never go. It stays as long as nothing after it was confirmed: the person has not seen it. */
  readonly aside: boolean;
};

export type Loaded = {
  readonly position: Position;
  /** The latest log; undefined before the first, after an erasure, and where what is stored cannot be read (it stays aside). */
  readonly log: Log | undefined;
  /** Present when this activity is seen to have been handled before: what was answered to it then. The commit knows. */
  readonly handled: { readonly response: string | undefined } | undefined;
  /** Its person had everything erased, and has not begun anew. */
  readonly erased?: true;
};

/** A message to send later, once in a conversation, unless it is changed or taken back before; the channel's own JSON. */
export type Reminder = {
  /** Milliseconds since the epoch. */
  readonly due: number;
  readonly message: string;
};

/** What one turn changes, all or nothing. */
export type Change<Json extends Text = Text> = {
  readonly conversation: string;
  readonly activityId: string;
  /** What was loaded. */
  readonly from: Position;
  readonly to: Position;
  /** Removes all of the conversation but its place and what was handled, before the rest of the change is written. */
  readonly erase: boolean;
  /** A log that begins. */
  readonly head: LogHead | undefined;
  readonly entries: readonly Entry[];
  /** The log as it is then, where the caller has it: for whoever keeps it in memory, not stored. */
  readonly log?: Log | undefined;
  readonly transcript: readonly TranscriptRow<Json>[];
  readonly outbox: readonly Json[];
  /** In place of the one that waits; absent leaves that as it is. */
  readonly reminder?: Reminder | 'none' | undefined;
  readonly response: Json | undefined;
  /** Whether it has come to a recommendation; such conversations are kept longer. */
  readonly finished: boolean;
  /** A professional's record, such as a nurse's call: finished or not, it is kept for a time of its own. */
  readonly record?: true;
};

/** Conversations that nobody has touched since are kept no longer; in milliseconds since the epoch. */
export type Expiry = {
  readonly finishedBefore: number;
  readonly unfinishedBefore: number;
  readonly recordsBefore: number;
};

/** More replies than a chat can be scrolled through are not remembered. */
export const mostShown = 60;

/** Called with where a conversation stands now, as far as that is known; also when nothing is new. */
export type OnNews = (watermark: number | undefined) => void;

/**
 * Where conversations are kept. Calls touch one conversation, so that they can be spread by its id.
 * Calls that meet a storage that is busy try again until `until` (milliseconds since the epoch); those that fail throw
 * `StorageUnavailable` and have changed nothing.
 */
export type Store = {
  load(conversation: string, activityId: string, until: number): Promise<Loaded>;
  /** One durable transaction; `conflict` when the position is no longer `from`. */
  commit(change: Change, until: number): Promise<'committed' | 'conflict' | 'alreadyHandled'>;
  /** Rows after a sequence, in order. */
  transcript(conversation: string, after: number, limit: number): Promise<readonly TranscriptRow[]>;
  /**
   * Calls back when another process has committed to a conversation, at the latest a second after.
   * @returns what ends it.
   */
  follow(conversation: string, onNews: OnNews): () => void;
  /** Conversations with unconfirmed replies that can still go, except those that another process is sending. */
  undelivered(): Promise<readonly string[]>;
  /**
   * The unconfirmed replies of a conversation in order, from now on this process's alone to send, until they are
   * confirmed or it dies. None where another process is sending them.
   */
  outbox(conversation: string): Promise<readonly OutboxRow[]>;
  /** The unconfirmed replies of a conversation in order, whoever sends them: what the person cannot have seen. */
  unseen(conversation: string): Promise<readonly OutboxRow[]>;
  /** Takes a reply out of the outbox. `shown` is what to remember of it: how the chat shows it, as the channel's own JSON. */
  confirm(id: number, until: number, shown?: string): Promise<void>;
  /** What was remembered of the latest confirmed replies of a conversation, in the order in which they were committed. */
  shown(conversation: string): Promise<readonly string[]>;
  /** Puts the reminders that are due into the outbox. Tells how many. */
  remind(): Promise<number>;
  /** Marks a reply that can never go. */
  setAside(id: number, until: number): Promise<void>;
  /**
   * Whether this is the first process on the storage to use something that may be used once.
   * @param until when nobody can use it any more anyway, in milliseconds since the epoch.
   */
  isFirstUse(id: string, until: number): Promise<boolean>;
  /** A random key that all processes on this storage share, to sign tokens with. */
  readonly tokenKey: Buffer;
  /** Erases for good, place and all, the conversations that have expired. Tells how many. */
  expire(before: Expiry): Promise<number>;
  /**
   * Writes anew the file in which the keys of what was erased may still lie. `later` where others were in the way,
   * `tooLarge` where it would hold everybody up and is somebody's to do by hand. Throws what else is in the way.
   */
  tidy(): Promise<'done' | 'later' | 'tooLarge'>;
  /**
   * Writes small what came to rest: conversations that nobody has touched since (milliseconds since the epoch). Changes
   * nothing that can be read. Tells how many.
   */
  pack(untouchedSince: number): Promise<number>;
  /** Wraps anew the keys that an older data key wrapped. Tells how many. */
  rewrap(): Promise<number>;
  /** Whether it can be read and written just now, deleting included. */
  ready(): Promise<boolean>;
  close(): Promise<void>;
};

/** The storage cannot be used now; nothing was changed. `code` is the storage's own, free of data. */
export class StorageUnavailable extends Error {
  override readonly name = 'StorageUnavailable';
  readonly code: string;
  constructor(code: string) {
    super(`storage unavailable (${code})`);
    this.code = code;
  }
}
