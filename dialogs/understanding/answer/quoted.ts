import { type Part, partAt } from '../readings/clauses.ts';
import { textOf } from '../readings/message.ts';
import type { Read } from '../readings/readings.ts';
import type { Span } from '../words/spans.ts';
import { factsIn } from './explained.ts';

/** Words of a message as typed: on which its meaning rests, which were not understood, and which no question holds. */
export type Quoted = {
  readonly rests: string;
  readonly unheard?: readonly string[];
  readonly unused?: readonly string[];
};

/** @param left the places of the words left over. */
export function quoted(message: Read, left: readonly number[]): Quoted {
  const unheard = stretches(message, left).map((span) => textOf(message, span));
  const unused = factsIn(message).map((span) => textOf(message, span));
  const spans = [...message.readings, ...message.answers];
  const start = Math.min(...spans.map((each) => each.start));
  const end = Math.max(...spans.map((each) => each.end));
  return {
    rests: spans.length === 0 ? message.text.trim() : textOf(message, { start, end }),
    ...(unheard.length > 0 && { unheard }),
    ...(unused.length > 0 && { unused }),
  };
}

/** The words left over: neighbours together, with the small words between them. */
function stretches({ parts }: Read, left: readonly number[]): readonly Span[] {
  const found: { start: number; end: number; part: Part | undefined }[] = [];
  for (const at of left) {
    const part = partAt(parts, at);
    const last = found.at(-1);
    if (last && last.part === part) last.end = at + 1;
    else found.push({ start: at, end: at + 1, part });
  }
  return found;
}
