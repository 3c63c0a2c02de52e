import type { WebSocket } from 'ws';
import type { Store, TranscriptRow } from '../storage/store.ts';
import { transcriptPage } from './transcriptPages.ts';

type Open = {
  readonly socket: WebSocket;
  readonly conversation: string;
  /** Sequence of the last row that went out. */
  sent: number;
  /** Rows are being read for it. */
  catchingUp: boolean;
  /** Something was committed since the reading began, so it must read once more. */
  behind: boolean;
  alive: boolean;
  /** Whole messages and control frames that came since the last beat. */
  frames: number;
  /** Second since the epoch from which on its token is no longer good. */
  readonly until: number;
};

export type SocketOptions = {
  readonly store: Pick<Store, 'transcript' | 'follow'>;
  /** Whether everything of a conversation was erased. */
  readonly erased: (conversation: string) => Promise<boolean>;
  readonly now: () => number;
  /** What the person is told when their transcript cannot be read; not kept. */
  readonly apology: (conversation: string, sequence: number) => object;
};

const socketsPerConversation = 5;
const unsentBytes = 256 * 1024;
const heartbeat = 30_000;
/** Web Chat sends an empty one every twenty seconds, and each client an answer to a beat. */
const framesPerBeat = 60;

/**
 * The open sockets. Each follows its conversation's transcript: it is handed what was just committed, and reads up
 * whatever it missed, so that a lost hint costs time and never a message.
 */
export function directLineSockets({ store, apology, erased, now }: SocketOptions) {
  const opened = new Map<string, Set<Open>>();
  const beat = setInterval(checkAlive, heartbeat).unref();

  function checkAlive(): void {
    for (const open of [...opened.values()].flatMap((sockets) => [...sockets])) {
      if (!open.alive) open.socket.terminate();
      // Who may still renew the token comes back with a new one.
      if (now() >= open.until * 1000) open.socket.close(1008, 'token expired');
      open.alive = false;
      open.frames = 0;
      open.socket.ping();
    }
  }

  /** Nothing is said by socket. Whoever does so all the same, and goes on when told to stop, is cut off. */
  function takeFrame(open: Open): void {
    open.alive = true;
    open.frames += 1;
    if (open.frames === framesPerBeat + 1) open.socket.close(1008, 'too many frames');
    if (open.frames > 2 * framesPerBeat) open.socket.terminate();
  }

  function forget(open: Open): void {
    const sockets = opened.get(open.conversation);
    sockets?.delete(open);
    if (sockets?.size === 0) opened.delete(open.conversation);
  }

  function send(open: Open, rows: readonly TranscriptRow[]): void {
    open.sent = rows.at(-1)?.sequence ?? open.sent;
    sendFrame(open.socket, framed(rows, open.sent));
  }

  async function catchUp(open: Open): Promise<void> {
    open.behind = true;
    if (open.catchingUp) return;
    open.catchingUp = true;
    try {
      while (open.behind) {
        open.behind = false;
        // No faster than the other side reads.
        for (let rows = await read(open); rows.length > 0; rows = await read(open)) await handOver(open, rows);
      }
    } catch {
      sendAway(open);
    }
    open.catchingUp = false;
  }

  /** Tells that something failed; the client comes back by itself. */
  function sendAway({ socket, conversation, sent }: Open): void {
    sendFrame(socket, JSON.stringify({ activities: [apology(conversation, sent)], watermark: String(sent) }));
    socket.close(1013, 'try again later');
  }
  const read = ({ conversation, sent, socket }: Open) =>
    socket.readyState === socket.OPEN ? transcriptPage(store, conversation, sent) : [];

  function handOver(open: Open, rows: readonly TranscriptRow[]): Promise<void> {
    open.sent = rows.at(-1)?.sequence ?? open.sent;
    return new Promise((resolve) => open.socket.send(framed(rows, open.sent), () => resolve()));
  }

  /** Tells what another process committed. */
  async function hearNews(open: Open, stands: number | undefined): Promise<void> {
    if (stands !== undefined && stands <= open.sent) return;
    await catchUp(open);
    if (await erased(open.conversation).catch(() => false)) end(open.conversation);
  }

  function end(conversation: string): void {
    for (const { socket } of opened.get(conversation) ?? []) socket.close(1008, 'erased');
  }

  return {
    /** Takes a socket that has seen everything up to `watermark`, until the second `until`. */
    async open(conversation: string, socket: WebSocket, watermark: number, until: number): Promise<void> {
      const open: Open = {
        socket,
        conversation,
        sent: watermark,
        catchingUp: false,
        behind: false,
        alive: true,
        frames: 0,
        until,
      };
      const sockets = opened.get(conversation) ?? new Set();
      opened.set(conversation, sockets.add(open));
      const tooMany = [...sockets].slice(0, -socketsPerConversation);
      for (const { socket: old } of tooMany) old.close(1000, 'collision');

      const came = () => takeFrame(open);
      socket.on('message', came).on('pong', came);
      socket.on('ping', (asked) => {
        takeFrame(open);
        if (socket.readyState === socket.OPEN && socket.bufferedAmount <= unsentBytes) socket.pong(asked);
      });
      const unfollow = store.follow(conversation, (stands) => void hearNews(open, stands));
      socket
        .on('close', unfollow)
        .on('close', () => forget(open))
        .on('error', () => socket.terminate());
      await catchUp(open);
      // Whatever began shows something; a conversation that could not, begins when its client comes back.
      if (open.sent === 0) sendAway(open);
    },

    /** Rows that were committed just now; `echo` is what the person posted, among them. */
    async push(conversation: string, rows: readonly TranscriptRow[], echo?: TranscriptRow): Promise<void> {
      const first = rows[0];
      if (first === undefined) return;
      for (const open of opened.get(conversation) ?? []) {
        // A page has seen a welcome before it posts: the conversation had expired under it, and numbers began again.
        if (first.sequence === 1 && first.sequence === echo?.sequence) open.sent = 0;
        if (!open.catchingUp && first.sequence === open.sent + 1) send(open, rows);
        else await catchUp(open);
      }
    },

    /** Something that is not kept; `activity` gets the sequence after which it is shown. */
    tell(conversation: string, activity: (sequence: number) => object): void {
      for (const open of opened.get(conversation) ?? []) {
        sendFrame(open.socket, JSON.stringify({ activities: [activity(open.sent)], watermark: String(open.sent) }));
      }
    },

    /** Everything of the conversation was erased. */
    end,

    /** How many are open. */
    count: (): number => [...opened.values()].reduce((sum, sockets) => sum + sockets.size, 0),

    /** The clients come back by themselves, to this server's successor. */
    close(): void {
      clearInterval(beat);
      for (const { socket } of [...opened.values()].flatMap((sockets) => [...sockets])) socket.close(1012, 'restart');
    },
  };
}
export type DirectLineSockets = ReturnType<typeof directLineSockets>;

/** What Direct Line clients read, from polling and sockets alike. Rows are JSON already. */
export const framed = (rows: readonly TranscriptRow[], watermark: number): string =>
  `{"activities":[${rows.map(({ activity }) => activity).join(',')}],"watermark":"${watermark}"}`;

function sendFrame(socket: WebSocket, frame: string): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > unsentBytes) socket.terminate();
  else socket.send(frame);
}
