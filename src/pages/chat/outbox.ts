import type { Activity } from './activity.ts';

/** Something that the person said; the id stays the same however often it is sent. */
export type Letter = { readonly id: string; readonly activity: Activity };

/** `later`: the line or the server failed, and the same letter may go again. */
export type Delivery = 'taken' | 'refused' | 'later' | 'expired';

export type OutboxState = {
  readonly waiting: readonly Letter[];
  /** The last attempt failed; the next one comes by itself. */
  readonly failing: boolean;
};

export type OutboxParts = {
  readonly deliver: (letter: Letter) => Promise<Delivery>;
  /** Outlives a reload. */
  readonly kept: { readonly read: () => readonly Letter[]; readonly write: (letters: readonly Letter[]) => void };
  readonly onChange: (state: OutboxState) => void;
  readonly onRefused: (letter: Letter) => void;
};

const longestPause = 8_000; // milliseconds

/** Keeps what was said until it is acknowledged, and sends it in order, one after the other, again where that failed. */
export function outbox({ deliver, kept, onChange, onRefused }: OutboxParts) {
  let waiting = kept.read();
  let failures = 0;
  let sending = false;
  let pause: ReturnType<typeof setTimeout> | undefined;

  function changed(next: readonly Letter[]): void {
    waiting = next;
    kept.write(next);
    tell();
  }
  const tell = (): void => onChange({ waiting, failing: failures > 0 });
  const without = (id: string): readonly Letter[] => waiting.filter((one) => one.id !== id);

  async function send(): Promise<void> {
    if (sending) return;
    sending = true;
    clearTimeout(pause);
    for (let letter = waiting[0]; letter !== undefined; letter = waiting[0]) {
      const delivery = await deliver(letter);
      if (delivery === 'later' && waiting.includes(letter)) {
        failures += 1;
        tell();
        pause = setTimeout(() => void send(), Math.min(longestPause, 500 * 2 ** failures));
        break;
      }
      failures = 0;
      if (delivery === 'expired') break; // kept: whoever begins anew may still want it
      if (delivery === 'refused') onRefused(letter);
      changed(without(letter.id));
    }
    sending = false;
  }

  return {
    add(letter: Letter): void {
      changed([...waiting, letter]);
      void send();
    },
    /** It came back from the server, on whatever way. */
    acknowledged(id: string): void {
      if (waiting.some((one) => one.id === id)) changed(without(id));
    },
    /** The line is back. */
    nudge(): void {
      void send();
    },
    clear(): void {
      clearTimeout(pause);
      changed([]);
    },
  };
}
export type Outbox = ReturnType<typeof outbox>;
