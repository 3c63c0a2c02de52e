/**
 * Scores sets of sentences: `npm run -s score -- [--file PATH…] [--show]`; without a file, the kept sets.
 * A set is JSON lines `{id, category?, question?, text, locale?, role?, expect: [{kind, value?, command?, findings?}, …]}`,
 * where any of `expect` is right. `--show` lists what was not right; `--json` prints the counts of all together.
 */
import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { hearAnswer } from '../../dialogs/hear.ts';
import { deniedValue, gravest } from '../../dialogs/understanding/gravity.ts';
import {
  type Findings,
  findingsSchema,
  type QuestionId,
  questionIdSchema,
  roleSchema,
} from '../../machines/findings.ts';
import { emergencyRules } from '../../machines/urgencyRules.ts';
import { type Understood, understood } from '../../src/understandCommand.ts';

const expectedSchema = z.strictObject({
  kind: z.string(),
  value: z.string().optional(),
  command: z.string().optional(),
  findings: findingsSchema.optional(),
});
const sentenceSchema = z.object({
  id: z.union([z.number(), z.string()]),
  category: z.string().default('all'),
  question: questionIdSchema.nullish(),
  text: z.string(),
  locale: z.string().default('en'),
  role: roleSchema.optional(),
  today: z.iso.date().default('2026-11-28'),
  /** Any of these is right; the first is the best. With none, anything is right but the value that denies the question. */
  expect: z.array(expectedSchema).default([]),
});
export type Sentence = z.infer<typeof sentenceSchema>;
type Expected = z.infer<typeof expectedSchema>;
type Outcome = Omit<Understood, 'id'>;

/** `guessed`: one tap confirms what was meant. The last four are believed without asking, each worse than `wrong`. */
export const verdicts = [
  'right',
  'guessed',
  'asked again',
  'wrong',
  'false no',
  'milder alone',
  'false emergency',
  'missed emergency',
] as const;
export type Verdict = (typeof verdicts)[number];

export const sentencesIn = (path: string): readonly Sentence[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      const parsed = sentenceSchema.safeParse(JSON.parse(line));
      if (!parsed.success) throw new Error(`${path}, sentence ${at + 1}: ${z.prettifyError(parsed.error)}`);
      return parsed.data;
    });

/** The sets that are kept beside this file. */
export const keptSets: readonly string[] = readdirSync(new URL('.', import.meta.url))
  .filter((name) => name.endsWith('.jsonl'))
  .sort()
  .map((name) => fileURLToPath(new URL(name, import.meta.url)));

export function judge({ question, text, locale, role, today, expect }: Sentence): {
  readonly verdict: Verdict;
  readonly outcome: Outcome;
} {
  const asked = question ?? undefined;
  const outcome = understood(hearAnswer(text, asked, locale, new Date(today), role), asked);
  return { outcome, verdict: verdictOn(outcome, asked, expect) };
}

function verdictOn(outcome: Outcome, asked: QuestionId | undefined, expect: readonly Expected[]): Verdict {
  const said = findingsOf(outcome, asked);
  if (expect.length === 0) return asked && said[asked] === deniedValue(asked) ? 'false no' : 'right';
  const accepted = expect.map((each) => findingsOf(each, asked));
  const acceptedFor = (question: QuestionId): readonly string[] => accepted.flatMap((each) => each[question] ?? []);
  if (isEmergency(outcome, said) && !expect.some((each, at) => isEmergency(each, accepted[at] ?? {})))
    return 'false emergency';
  const believed = questionIdSchema.options.filter((question) => said[question] !== undefined);
  const made = believed.filter((question) => !acceptedFor(question).includes(said[question] ?? ''));
  if (made.some((question) => said[question] === deniedValue(question))) return 'false no';
  if (made.some((question) => isMilder(question, said[question], acceptedFor(question)))) return 'milder alone';
  if (
    expect.every((each, at) => each.kind === 'emergency' && isEmergency(each, accepted[at] ?? {})) &&
    asked === undefined
  )
    return isEmergency(outcome, said) ? 'right' : 'missed emergency';
  if (made.length > 0) return 'wrong';
  if (expect.some((each) => matches(outcome, each, asked))) return 'right';
  const guess = outcome.guess ?? {};
  const guessed = questionIdSchema.options.filter((question) => guess[question] !== undefined);
  if (guessed.length > 0 && guessed.every((question) => acceptedFor(question).includes(guess[question] ?? '')))
    return 'guessed';
  return outcome.kind === 'command' ? 'wrong' : 'asked again';
}

const isMilder = (question: QuestionId, said: string | undefined, accepted: readonly string[]): boolean => {
  const order: readonly string[] = gravest(question);
  const at = (value: string): number => order.indexOf(value);
  const certain = accepted.filter((value) => at(value) >= 0);
  return said !== undefined && certain.length > 0 && at(said) >= 0 && certain.every((value) => at(value) < at(said));
};

/** Everything that a reading says, the question asked among it. */
function findingsOf({ value, findings = {} }: Outcome | Expected, asked: QuestionId | undefined): Findings {
  const own = findingsSchema.safeParse(asked === undefined || value === undefined ? {} : { [asked]: value });
  return { ...findings, ...(own.success ? own.data : {}) };
}

const isEmergency = ({ kind }: Outcome | Expected, findings: Findings): boolean =>
  kind === 'emergency' || emergencyRules(findings).length > 0;

function matches(outcome: Outcome, expected: Expected, asked: QuestionId | undefined): boolean {
  const said = findingsOf(outcome, asked);
  const same = Object.entries(findingsOf(expected, asked)).every(([question, answer]) =>
    Object.entries(said).some(([q, a]) => q === question && a === answer),
  );
  // an emergency that answers the question asked is that answer too, and the other way round
  const alike = (kind: string): string =>
    (kind === 'emergency' || kind === 'answer') && outcome.value === expected.value ? 'answer' : kind;
  return (
    same &&
    (outcome.kind === expected.kind || alike(outcome.kind) === alike(expected.kind)) &&
    (expected.command === undefined || outcome.command === expected.command)
  );
}

export type Score = Readonly<Record<Verdict, number>>;

export function scoreOf(of: readonly Sentence[]): Score {
  const counts = Map.groupBy(of, (sentence) => judge(sentence).verdict);
  const entries = verdicts.map((verdict) => [verdict, counts.get(verdict)?.length ?? 0] as const);
  return Object.fromEntries(entries) as Record<Verdict, number>;
}

function print(name: string, of: readonly Sentence[]): void {
  const score = scoreOf(of);
  const percent = verdicts
    .filter((verdict) => score[verdict] > 0)
    .map((verdict) => `${verdict} ${score[verdict]} (${((100 * score[verdict]) / of.length).toFixed(1)} %)`);
  console.log(`${name}: ${of.length} sentences: ${percent.join(', ')}`);
}

if (import.meta.main) {
  const show = process.argv.includes('--show');
  const given = process.argv.slice(2).filter((each) => !each.startsWith('-'));
  const files = given.length > 0 ? given : keptSets;
  const all = files.map((file) => [file.replace(/.*\//u, ''), sentencesIn(file)] as const);
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify(scoreOf(all.flatMap(([, of]) => of))));
    process.exit();
  }
  for (const [name, of] of all) {
    print(name, of);
    const byCategory = Map.groupBy(of, ({ category }) => category);
    if (byCategory.size > 1) for (const [category, some] of byCategory) print(`  ${category}`, some);
    if (!show) continue;
    for (const sentence of of) {
      const { verdict, outcome } = judge(sentence);
      if (verdict === 'right') continue;
      const { id, question, text, role, expect } = sentence;
      const meant = expect.map(({ kind, ...rest }) => `${kind} ${JSON.stringify(rest)}`).join(' | ');
      console.log(
        `  ${verdict}: #${id} ${question ?? '-'} ${role ?? ''} "${text}" → ${JSON.stringify(outcome)} ≠ ${meant}`,
      );
    }
  }
  if (all.length > 1)
    print(
      'total',
      all.flatMap(([, of]) => of),
    );
}
