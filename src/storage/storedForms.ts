import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { BoundedMap } from '../../dialogs/boundedMap.ts';
import { charactersOf, FilledForm, type SharedForm, type Text } from '../../dialogs/cards/filledForm.ts';
import type { Change, OutboxRow, Store, TranscriptRow } from './store.ts';

/** A form as it is kept, once and for good: it is the same for everybody, and holds nothing of anybody. */
export const formRow = z.object({ id: z.string(), pieces: z.instanceof(Uint8Array) });
export type FormRow = z.infer<typeof formRow>;

/** A store whose texts name forms. */
export type PlainStore = Omit<Store, 'commit'> & {
  /** @param forms that may not be kept yet; they are from this change on. */
  readonly commit: (change: Change<string>, forms: readonly FormRow[], until: number) => ReturnType<Store['commit']>;
};
type FindForms = (ids: readonly string[]) => Promise<readonly FormRow[]>;

const mostKnown = 2_000;
const mostCharacters = 16_000_000;
const pieces = z.array(z.string());

/** Keeps of a card that many are shown alike its form once, and with each conversation what is its own. */
export function withForms(store: PlainStore, find: FindForms): Store {
  /** On the disk. */
  const known = new BoundedMap<string, SharedForm>({
    most: mostKnown,
    mostSize: mostCharacters,
    sizeOf: charactersOf,
  });
  const remember = (form: SharedForm): void => known.set(form.id, form);

  /** Texts as they were; undefined where a form is gone. */
  async function read(texts: readonly string[]): Promise<readonly (string | undefined)[]> {
    const stored = texts.map(parsed);
    const wanted = new Set(
      stored.flatMap((parts) => (parts ?? []).flatMap((one) => (typeof one === 'string' ? [] : [one[0]]))),
    );
    const missing = [...wanted].filter((id) => known.get(id) === undefined);
    const found = missing.length === 0 ? [] : await find(missing);
    for (const row of found)
      remember({ id: row.id, pieces: pieces.parse(JSON.parse(zstdDecompressSync(row.pieces).toString())) });
    return stored.map((parts, at) => (parts === undefined ? texts[at] : filled(parts)));
  }

  function filled(parts: Parts): string | undefined {
    const texts = parts.map((part) => {
      if (typeof part === 'string') return part;
      const form = known.get(part[0]);
      return form && new FilledForm(form, part[1]).text;
    });
    return texts.includes(undefined) ? undefined : texts.join('');
  }

  const repliesOf = async (rows: readonly OutboxRow[]): Promise<readonly OutboxRow[]> => {
    const texts = await read(rows.map(({ message }) => message));
    return rows.flatMap((row, at) => {
      const message = texts[at];
      return message === undefined ? [] : [{ ...row, message }];
    });
  };

  return {
    ...store,
    async load(conversation, activityId, until) {
      const loaded = await store.load(conversation, activityId, until);
      if (loaded.handled?.response === undefined) return loaded;
      const [response] = await read([loaded.handled.response]);
      return { ...loaded, handled: { response } };
    },
    async commit(change, until) {
      const texts = [...change.transcript.map(({ activity }) => activity), ...change.outbox, change.response];
      const fresh = texts.flatMap(formsIn).filter(({ id }) => known.get(id) === undefined);
      const result = await store.commit(withoutForms(change), fresh.map(rowOf), until);
      if (result === 'committed') for (const form of fresh) remember(form);
      return result;
    },
    async transcript(conversation, after, limit) {
      const rows = await store.transcript(conversation, after, limit);
      const texts = await read(rows.map(({ activity }) => activity));
      return rows.flatMap(({ sequence }, at): readonly TranscriptRow[] => {
        const activity = texts[at];
        return activity === undefined ? [] : [{ sequence, activity }];
      });
    },
    outbox: async (conversation) => repliesOf(await store.outbox(conversation)),
    unseen: async (conversation) => repliesOf(await store.unseen(conversation)),
  };
}

const rowOf = ({ id, pieces: all }: SharedForm): FormRow => ({ id, pieces: zstdCompressSync(JSON.stringify(all)) });

const formsIn = (text: Text | undefined): readonly SharedForm[] =>
  typeof text === 'object' ? text.flatMap((part) => (typeof part === 'string' ? [] : [part.form])) : [];

const withoutForms = (change: Change): Change<string> => ({
  ...change,
  transcript: change.transcript.map(({ sequence, activity }) => ({ sequence, activity: stored(activity) })),
  outbox: change.outbox.map(stored),
  response: change.response === undefined ? undefined : stored(change.response),
});

/** No text of ours begins so, and it is JSON, as they are. */
const mark = '\u0001';
const begins = JSON.stringify([mark]).slice(0, -1);
const partsSchema = z.tuple([z.literal(mark)]).rest(z.union([z.string(), z.tuple([z.string(), z.string()])]));
type Parts = readonly (string | readonly [form: string, own: string])[];

const stored = (text: Text): string =>
  typeof text === 'string'
    ? text
    : JSON.stringify([mark, ...text.map((part) => (typeof part === 'string' ? part : [part.form.id, part.own]))]);

/** Undefined for a text in which no form stands. */
function parsed(text: string): Parts | undefined {
  if (!text.startsWith(begins)) return undefined;
  const [, ...parts] = partsSchema.parse(JSON.parse(text));
  return parts;
}
