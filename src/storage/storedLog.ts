import { type Entry, entrySchema, type LogHead, logHeadSchema } from '../../machines/answerLog.ts';

/** Names as stored: short, since every answer of every conversation carries them. */
const short = {
  kind: 'k',
  at: 't',
  findings: 'f',
  heard: 'h',
  channel: 'c',
  role: 'r',
  language: 'l',
  what: 'w',
  asked: 'q',
  told: 'd',
};
const shortName = new Map(Object.entries(short));
const longName = new Map(Object.entries(short).map(([long, one]) => [one, long]));

const renamed = (names: ReadonlyMap<string, string>, fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [names.get(name) ?? name, value]));

/** An entry as JSON text; the common kind, `answered`, goes without saying. */
export function storedEntry(entry: Entry): string {
  // What another version wrote is kept as it wrote it.
  const { kind, ...rest } = entry.kind === 'foreign' ? entry.entry : entry;
  return JSON.stringify(renamed(shortName, kind === 'answered' ? rest : { kind, ...rest }));
}

/** @returns undefined for text that is no entry. */
export function readEntry(text: string): Entry | undefined {
  const fields = parsed(text);
  return entrySchema.safeParse({ kind: 'answered', ...renamed(longName, fields) }).data;
}

/** A head as JSON text, without what its row says already. */
export function storedHead({ conversation: _conversation, number: _number, ...rest }: LogHead): string {
  return JSON.stringify(rest);
}

/** @returns undefined for text that is no head. */
export function readHead(conversation: string, number: number, text: string): LogHead | undefined {
  return logHeadSchema.safeParse({ ...parsed(text), conversation, number }).data;
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
