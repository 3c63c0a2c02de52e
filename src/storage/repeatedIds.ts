import { z } from 'zod';

/** The ids that all cards of a conversation repeat on each button; each gets a control character, which no JSON text holds. */
const repeated = [
  { of: /"conversation":"([^"\\]{4,300})"/, mark: '\u0001' },
  { of: /"run":"([^"\\]{4,100})"/, mark: '\u0002' },
] as const;
const line = z.array(z.string().nullable());

/** The text with those ids on a line before it, and marks in their places: what conversations have in common shows. */
export function withoutIds(text: string): string {
  if (repeated.some(({ mark }) => text.includes(mark))) return `[]\n${text}`;
  const ids = repeated.map(({ of }) => of.exec(text)?.[1] ?? null);
  const marked = repeated.reduce((rest, { mark }, at) => rest.replaceAll(ids[at] ?? mark, mark), text);
  return `${JSON.stringify(ids)}\n${marked}`;
}

/** Throws for a text that `withoutIds` did not write. */
export function withIds(text: string): string {
  const end = text.indexOf('\n');
  const ids = line.parse(JSON.parse(text.slice(0, end)));
  return ids.reduce<string>(
    (rest, id, at) => (id === null ? rest : rest.replaceAll(repeated[at]?.mark ?? '', () => id)),
    text.slice(end + 1),
  );
}
