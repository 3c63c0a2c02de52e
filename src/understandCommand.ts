import { once } from 'node:events';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { z } from 'zod';
import { hearAnswer } from '../dialogs/hear.ts';
import type { Heard } from '../dialogs/heard.ts';
import { explain } from '../dialogs/understanding/explain.ts';
import { type Answer, type Findings, type QuestionId, questionIdSchema, roleSchema } from '../machines/findings.ts';
import { commandOptions } from './commandOptions.ts';
import { takeDraftOrEnd } from './ownContent.ts';

const lineSchema = z.strictObject({
  id: z.union([z.string(), z.number()]),
  question: questionIdSchema.nullish(),
  text: z.string(),
  locale: z.string().max(35).optional(),
  role: roleSchema.optional(),
  today: z.iso.date().optional(),
});

/** One line of output: the kinds and fields of the `understand` contract. */
export type Understood = {
  readonly id: string | number;
  readonly kind: 'answer' | 'partial' | 'ambiguous' | 'command' | 'emergency' | 'off-topic';
  readonly value?: Answer | 'present';
  readonly findings?: Findings;
  readonly command?: string;
  /** What one tap would confirm. */
  readonly guess?: Findings;
  /** The words, as typed, that were not understood. */
  readonly unheard?: readonly string[];
};

/**
 * Reads JSON lines `{"id","question"?,"text","locale"?,"role"?,"today"?}` and writes one line of JSON each. A line that does not
 * fit gives `{"id","error"}` and the others go on. Gives the exit status: 1 when any line was bad.
 */
export async function understandLines(input: Readable, output: Writable, explains = false): Promise<0 | 1> {
  let status: 0 | 1 = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const written = understandLine(line, explains);
    if ('error' in written) status = 1;
    if (!output.write(`${JSON.stringify(written)}\n`)) await once(output, 'drain');
  }
  return status;
}

/** One line of the command. */
export function understandLine(
  line: string,
  explains: boolean,
): (Understood & { readonly explained?: object }) | { readonly id: string | number | null; readonly error: string } {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return { id: null, error: 'this line is not JSON' };
  }
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success) {
    const id = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(json);
    return { id: id.success ? id.data.id : null, error: z.prettifyError(parsed.error) };
  }
  const { id, question, text, locale = 'en', role, today } = parsed.data;
  const asked = question ?? undefined;
  const day = today === undefined ? new Date() : new Date(today);
  const written = { id, ...understood(hearAnswer(text, asked, locale, day, role), asked) };
  return explains ? { ...written, explained: explain(text, asked, locale, day, role ?? 'self') } : written;
}

/** What was heard, in the contract's words. "Under 18" has no kind there: it is an answer if it answers, else off-topic. */
export function understood(heard: Heard, asked: QuestionId | undefined): Omit<Understood, 'id'> {
  const unheard = 'unheard' in heard && heard.unheard?.length ? { unheard: heard.unheard } : {};
  return { ...meaning(heard, asked), ...unheard };
}

function meaning(heard: Heard, asked: QuestionId | undefined): Omit<Understood, 'id'> {
  switch (heard.kind) {
    case 'answer': {
      const value = asked && heard.findings[asked];
      return { kind: 'answer', ...(value && { value }), ...otherFindings(heard.findings, asked) };
    }
    // Weakness without its side, or a sign that is in doubt, may stand beside what answers the question.
    case 'partial':
      return { kind: 'partial', value: 'present', ...otherFindings(heard.findings, undefined) };
    case 'ambiguous':
      return {
        kind: 'ambiguous',
        ...otherFindings(heard.findings, undefined),
        ...(heard.guess && { guess: heard.guess }),
      };
    case 'command':
      return { kind: 'command', command: heard.command, ...(heard.findings && { findings: heard.findings }) };
    case 'emergency': {
      const value = asked && heard.findings[asked];
      return { kind: 'emergency', ...(value && { value }), findings: heard.findings };
    }
    case 'under18':
      return asked && heard.findings[asked]
        ? meaning({ kind: 'answer', findings: heard.findings, rests: heard.rests }, asked)
        : { kind: 'off-topic', ...otherFindings(heard.findings, asked) };
    case 'story':
    case 'tooLong':
    case 'confirm':
    case 'decline':
      return { kind: 'ambiguous' };
    case 'off-topic':
      return { kind: 'off-topic' };
  }
}

function otherFindings(findings: Findings, asked: QuestionId | undefined): { readonly findings?: Findings } {
  const others = Object.fromEntries(Object.entries(findings).filter(([question]) => question !== asked));
  return Object.keys(others).length > 0 ? { findings: others } : {};
}

if (import.meta.main) {
  const { explain: explains = false } = commandOptions({ explain: { type: 'boolean' } });
  takeDraftOrEnd();
  process.stdout.on('error', () => process.exit(1)); // the reader has gone
  process.exitCode = await understandLines(process.stdin, process.stdout, explains);
}
