import { createInterface } from 'node:readline';
import { z } from 'zod';
import { advice } from '../dialogs/advice.ts';
import { card } from '../dialogs/cards/card.ts';
import { contentVersion } from '../dialogs/contentVersion.ts';
import { chatView } from '../dialogs/conversation/chatView.ts';
import type { Presentation } from '../dialogs/presentation.ts';
import { alternativeText, languageSpokenFor, noteText, type Reader } from '../dialogs/texts.ts';
import type { Entry, Log } from '../machines/answerLog.ts';
import { because } from '../machines/because.ts';
import { findingsIn } from '../machines/conversationView.ts';
import {
  type Findings,
  finding,
  findingsOn,
  findingsSchema,
  isProfessional,
  type QuestionId,
  roleSchema,
} from '../machines/findings.ts';
import type { Imaging } from '../machines/imagingRules.ts';
import { triage } from '../machines/triage.ts';
import { questionAt } from '../machines/triageMachine.ts';
import { commandOptions } from './commandOptions.ts';
import { takeOwnContentOrEnd } from './ownContent.ts';

const requestSchema = z.strictObject({
  id: z.union([z.string(), z.number()]),
  role: roleSchema,
  locale: z.exactOptional(z.string()),
  findings: findingsSchema,
  stopAtEmergency: z.exactOptional(z.boolean()),
});
type Request = z.infer<typeof requestSchema>;

const presentation: Presentation = { buttons: 'submit', emergencyNumber: undefined };

/**
 * Walks the pathway with the findings of one request, as the bot would: each is given when its question is asked, and
 * what is asked but absent counts as `unsure`.
 */
function answer({ id, role, locale, findings, stopAtEmergency = false }: Request) {
  const { log, asked } = conversationOf(
    role,
    languageSpokenFor(locale),
    findings,
    stopAtEmergency && !isProfessional(role),
  );
  const shows = chatView(log);
  const { urgency, complete, rules, imaging, conditions } = shows.recommendation;
  return {
    id,
    asked,
    findings: findingsOn(triage(log).context.answers, asked),
    urgency,
    complete,
    rules,
    because: because(findingsIn(shows), complete),
    imaging: imaging === null ? null : imagingInWords(shows, imaging),
    conditions,
    actions: advice(shows, presentation),
    card: card(shows, presentation),
  };
}

type Conversation = { readonly log: Log; readonly asked: readonly QuestionId[] };

function conversationOf(
  role: Request['role'],
  language: string,
  given: Findings,
  stopAtEmergency: boolean,
): Conversation {
  const head = {
    conversation: 'answer',
    number: 1,
    started: '1970-01-01T00:00:00Z',
    channel: 'cli',
    role,
    language,
    content: contentVersion,
  };
  const entries: Entry[] = [];
  const asked: QuestionId[] = [];
  for (;;) {
    const log: Log = { head, entries };
    const at = triage(log);
    const question = questionAt(at);
    if (question !== undefined) {
      if (!asked.includes(question)) asked.push(question);
      entries.push({ kind: 'answered', findings: { ...finding(question, given[question] ?? 'unsure') }, at: 0 });
    } else if (at.hasTag('interrupted') && !stopAtEmergency) {
      entries.push({ kind: 'continued', at: 0 });
    } else return { log, asked };
  }
}

const imagingInWords = (
  reader: Reader,
  { modality, region, contrast, safetyCheck, alternative, notes, provisional }: Imaging,
) => ({
  modality,
  region,
  contrast,
  safetyCheck,
  alternative: alternativeText(reader, alternative),
  notes: notes.map((note) => noteText(reader, note)),
  // Before the end: the questions that could still change it.
  ...(provisional.length === 0 ? {} : { provisional }),
});

/** One line in, one line out: the answer, or an error that says what is wrong with the line. */
export function answeredLine(line: string): { readonly line: string; readonly failed: boolean } {
  const json = parsed(line);
  if (json === undefined) return failure(null, 'not a JSON object on one line');
  const request = requestSchema.safeParse(json);
  if (request.success) return { line: JSON.stringify(answer(request.data)), failed: false };
  const id = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(json);
  return failure(id.success ? id.data.id : null, z.prettifyError(request.error).replaceAll(/\s*\n\s*/g, ' '));
}

const failure = (id: string | number | null, error: string) => ({ line: JSON.stringify({ id, error }), failed: true });

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  commandOptions({});
  takeOwnContentOrEnd();
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const result = answeredLine(line);
    if (result.failed) process.exitCode = 1;
    if (!process.stdout.write(`${result.line}\n`))
      await new Promise((drained) => process.stdout.once('drain', drained));
  }
}
