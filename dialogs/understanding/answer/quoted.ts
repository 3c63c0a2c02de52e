import type { Part } from '../readings/clauses.ts';
import type { Read } from '../readings/readings.ts';
import { factsIn } from './explained.ts';

/** Words of a message as typed: on which its meaning rests, which were not understood, and which no question holds. */
export type Quoted = {
  readonly rests: string;
  readonly unheard?: readonly string[];
  readonly unused?: readonly string[];
};

/** @param left the places of the words left over. */
export function quoted(message: Read, left: readonly number[]): Quoted {
  const unheard = stretches(message, left);
  const unused = factsIn(message).map(({ start, end }) => message.text.slice(from(message, start), to(message, end)));
  return {
    rests: restsOn(message),
    ...(unheard.length > 0 && { unheard }),
    ...(unused.length > 0 && { unused }),
  };
}

const from = ({ tokens }: Read, start: number): number => tokens[start]?.start ?? 0;
const to = ({ tokens }: Read, end: number): number => tokens[end - 1]?.end ?? 0;

/** The words left over: neighbours together, with the small words between them. */
function stretches(message: Read, left: readonly number[]): readonly string[] {
  const found: { start: number; end: number; part: Part | undefined }[] = [];
  for (const at of left) {
    const part = message.parts.findLast(({ start }) => start <= at);
    const last = found.at(-1);
    if (last && last.part === part) last.end = to(message, at + 1);
    else found.push({ start: from(message, at), end: to(message, at + 1), part });
  }
  return found.map(({ start, end }) => message.text.slice(start, end));
}

function restsOn(message: Read): string {
  const spans = [...message.readings, ...message.answers];
  const starts = spans.map(({ start }) => from(message, start));
  const ends = spans.map(({ end }) => to(message, end));
  return spans.length === 0 ? message.text.trim() : message.text.slice(Math.min(...starts), Math.max(...ends));
}
