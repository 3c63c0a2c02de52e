import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { connectionConfig, type PostgresPool } from './postgresPool.ts';
import type { OnNews } from './store.ts';

const channel = 'cauda_committed';
/** Milliseconds: what a lost notification costs. */
const pollEvery = 1_000;
const patience = 900;
const conversationsAtOnce = 1_000;

const backend = z.tuple([z.object({ pid: z.number() })]);
const watermarks = z.array(z.object({ name: z.instanceof(Buffer), watermark: z.number() }));

type Surroundings = {
  readonly url: string;
  readonly pool: PostgresPool;
  readonly now: () => number;
  readonly nameOf: (conversation: string) => Buffer;
};

/**
 * Who commits says so, by the conversation's fingerprint alone, once the commit is done: inside it, notifications would make all
 * commits of the database wait for each other. Because such a word can get lost, those who follow a conversation also
 * look where it stands every second.
 */
export function postgresNews({ url, pool, now, nameOf }: Surroundings) {
  /** By the fingerprint of the conversation, as the others tell it. */
  const followed = new Map<string, Set<OnNews>>();
  const toTell = new Set<string>();
  const told = (conversation: string): string => nameOf(conversation).toString('hex');
  const stopping = new AbortController();
  let connection: pg.Client | undefined;
  let telling = false;
  const running = Promise.all([listen(), poll()]);

  async function listen(): Promise<void> {
    while (!stopping.signal.aborted) {
      await listenUntilBroken().catch(() => undefined);
      await rest(pollEvery);
    }
  }

  async function listenUntilBroken(): Promise<void> {
    const client = new pg.Client({ ...connectionConfig(url), query_timeout: pollEvery });
    client.on('error', () => undefined);
    const broken = new Promise((over) => client.once('end', over));
    try {
      await client.connect();
      const [{ pid }] = backend.parse((await client.query('SELECT pg_backend_pid() AS pid')).rows);
      client.on('notification', ({ processId, payload = '' }) => {
        if (processId !== pid) wake(payload, undefined);
      });
      await client.query(`LISTEN ${channel}`);
      if (stopping.signal.aborted) return;
      connection = client;
      await broken;
    } finally {
      connection = undefined;
      client.end().catch(() => undefined);
    }
  }

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      await look().catch(() => undefined); // Those whose database is gone hear of it when they say something.
      await rest(pollEvery);
    }
  }

  async function look(): Promise<void> {
    const names = [...followed.keys()];
    for (let at = 0; at < names.length; at += conversationsAtOnce) {
      const some = names.slice(at, at + conversationsAtOnce);
      const rows = await pool.patiently(
        (ask) => ask(sql.watermarks, [some.map((name) => Buffer.from(name, 'hex'))]),
        now() + patience,
      );
      for (const { name, watermark } of watermarks.parse(rows)) wake(name.toString('hex'), watermark);
    }
  }

  function wake(name: string, watermark: number | undefined): void {
    for (const onNews of followed.get(name) ?? []) onNews(watermark);
  }

  async function tell(): Promise<void> {
    if (telling) return;
    telling = true;
    while (toTell.size > 0) {
      const names = [...toTell];
      toTell.clear();
      // Where it fails, the others look by themselves.
      const client = connection;
      await client?.query(sql.notify, [channel, names]).catch(() => client.end());
    }
    telling = false;
  }

  const rest = (milliseconds: number): Promise<void> =>
    pause(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);

  return {
    /** Tells the other instances that a conversation has moved on. */
    announce(conversation: string): void {
      toTell.add(told(conversation));
      void tell();
    },

    follow(conversation: string, onNews: OnNews): () => void {
      const name = told(conversation);
      const all = followed.get(name) ?? new Set();
      followed.set(name, all.add(onNews));
      return () => {
        all.delete(onNews);
        if (all.size === 0 && followed.get(name) === all) followed.delete(name);
      };
    },

    async close(): Promise<void> {
      stopping.abort();
      await connection?.end();
      await running;
    },
  };
}

const sql = {
  notify: 'SELECT pg_notify($1, name) FROM unnest($2::text[]) AS name',
  watermarks: 'SELECT name, watermark FROM sealed_conversation WHERE name = ANY($1::bytea[])',
};
