import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Change } from './storage/store.ts';

/** How a turn ended. */
export type TurnOutcome = 'committed' | 'handledBefore' | 'goesOn' | 'over' | 'busy' | 'full' | 'failed';

/** What can only be asked for at the moment. */
export type Standing = {
  readonly sockets: () => number;
  /** Conversations with replies that no connector has confirmed. */
  readonly undelivered: () => Promise<number>;
  /** Milliseconds that a request waits. */
  readonly waiting: () => number;
};

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** What is counted and timed, for Prometheus. Labels are fixed words, never anything of a person. */
export function measures() {
  const registry = new Registry();
  const registers = [registry];
  const turns = new Counter({
    name: 'cauda_turns_total',
    help: 'Turns by channel and how they ended',
    labelNames: ['channel', 'outcome'] as const,
    registers,
  });
  const times = (name: string, help: string) => new Histogram({ name, help, buckets: seconds, registers });
  const whole = times('cauda_turn_seconds', 'From the arrival of the request to the end of its turn');
  const queued = times('cauda_queue_seconds', 'From the arrival of the request to the begin of its turn');
  const commits = times('cauda_commit_seconds', 'One durable transaction');
  const emergencies = new Counter({
    name: 'cauda_emergencies_total',
    help: 'Times that an emergency was told, or that other rules came to make it',
    registers,
  });
  const stages = new Counter({
    name: 'cauda_conversations_total',
    help: 'Conversations that have come to a stage: begun, finished or erased',
    labelNames: ['stage'] as const,
    registers,
  });

  return {
    turned: (channel: string, outcome: TurnOutcome, milliseconds: number): void => {
      turns.inc({ channel, outcome });
      whole.observe(milliseconds / 1_000);
    },
    queued: (milliseconds: number): void => queued.observe(milliseconds / 1_000),
    committed: (change: Change, milliseconds: number): void => {
      commits.observe(milliseconds / 1_000);
      if (change.head !== undefined) stages.inc({ stage: 'begun' });
      if (change.finished) stages.inc({ stage: 'finished' });
      if (change.erase) stages.inc({ stage: 'erased' });
      if (change.entries.some(tellsEmergency)) emergencies.inc();
    },

    /** The page that Prometheus reads. */
    page: () => registry.metrics(),
    contentType: registry.contentType,

    /** Begins to measure the process too, and what stands at the moment of reading. */
    watch({ sockets, undelivered, waiting }: Standing): void {
      collectDefaultMetrics({ register: registry });
      const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
        new Gauge({
          name,
          help,
          registers,
          async collect() {
            // A storage that cannot be asked now says nothing.
            this.set(await Promise.resolve(value()).catch(() => Number.NaN));
          },
        });
      gauge('cauda_sockets', 'Open sockets of web clients', sockets);
      gauge('cauda_outbox_conversations', 'Conversations with replies that are not confirmed', undelivered);
      gauge('cauda_waiting_seconds', 'How late the process is', () => waiting() / 1_000);
    },
  };
}
export type Measures = ReturnType<typeof measures>;

const tellsEmergency = (entry: Change['entries'][number]): boolean =>
  ('told' in entry && entry.told?.urgency === 'emergency') ||
  (entry.kind === 'noted' && entry.what === 'otherEmergency');
