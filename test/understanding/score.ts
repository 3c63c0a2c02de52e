/**
 * Scores the evaluation set: `node test/understanding/score.ts [language…] [--show]`.
 * The development half may be read (`--show` lists its misses); the test half is looked at only through this score.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { z } from 'zod';
import { deniedValue } from '../../dialogs/understanding/settle.ts';
import { understand } from '../../dialogs/understanding/understand.ts';
import { findingsSchema, questionIdSchema, roleSchema } from '../../machines/findings.ts';
import { type Understood, understood } from '../../src/understandCommand.ts';

const expectedSchema = z.strictObject({
  kind: z.string(),
  value: z.string().optional(),
  command: z.string().optional(),
  findings: findingsSchema.optional(),
});
const saidSchema = z.strictObject({
  id: z.number(),
  question: questionIdSchema.optional(),
  text: z.string(),
  locale: z.string().default('en'),
  role: roleSchema.optional(),
});
const sentenceSchema = saidSchema.extend({
  /** Any of these is right; the first is the best. */
  expect: z.array(expectedSchema).min(1),
});
type Sentence = z.infer<typeof sentenceSchema>;

export type Verdict = 'right' | 'asked again' | 'wrong' | 'wrong no';
export type Score = Record<Verdict, number>;

type Outcome = Omit<Understood, 'id'>;

export const halves = ['development', 'test'] as const;
type Half = (typeof halves)[number];

const linesOf = (file: string): readonly unknown[] =>
  readFileSync(new URL(`./${file}.jsonl`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

export const sentences = (language: string, half: Half): readonly Sentence[] =>
  linesOf(`${language}.${half}`).map((line) => sentenceSchema.parse(line));

/** Sentences that mean no plain "no", written to trick a reader into hearing one; those that do. */
export const heardAsNo = (language: string): readonly string[] =>
  linesOf(`${language}.neverNo`)
    .map((line) => saidSchema.parse(line))
    .filter(({ question, text, locale, role }) => {
      const { value } = understood(understand(text, question, locale, role), question);
      return question !== undefined && value !== undefined && value === deniedValue(question);
    })
    .map(({ text }) => text);

export function judge({ question, text, locale, role, expect }: Sentence): {
  readonly verdict: Verdict;
  readonly outcome: Outcome;
} {
  const outcome: Outcome = understood(understand(text, question, locale, role), question);
  if (expect.some((each) => matches(outcome, each)) && isNothingMadeUp(outcome, question, expect))
    return { verdict: 'right', outcome };
  if (isNothingMadeUp(outcome, question, expect) && (outcome.kind === 'ambiguous' || outcome.kind === 'off-topic'))
    return { verdict: 'asked again', outcome };
  const no = question && deniedValue(question);
  const wrongNo = no !== undefined && outcome.value === no && !expect.some(({ value }) => value === no);
  return { verdict: wrongNo ? 'wrong no' : 'wrong', outcome };
}

function matches({ kind, value, command, findings = {} }: Outcome, expected: z.infer<typeof expectedSchema>): boolean {
  // an emergency that answers the question asked is that answer too
  const sameKind =
    kind === expected.kind || (kind === 'emergency' && expected.kind === 'answer' && value !== undefined);
  const sameFindings = Object.entries(expected.findings ?? {}).every(([question, answer]) =>
    Object.entries(findings).some(([q, a]) => q === question && a === answer),
  );
  const sameValue = expected.value === undefined || value === expected.value;
  return sameKind && sameFindings && sameValue && (expected.command === undefined || command === expected.command);
}

/** No finding about another question beyond those expected. */
function isNothingMadeUp({ findings = {} }: Outcome, asked: string | undefined, expect: Sentence['expect']): boolean {
  return Object.keys(findings).every(
    (question) => question === asked || expect.some((each) => Object.keys(each.findings ?? {}).includes(question)),
  );
}

export function scoreOf(of: readonly Sentence[]): Score {
  const score: Score = { right: 0, 'asked again': 0, wrong: 0, 'wrong no': 0 };
  for (const sentence of of) score[judge(sentence).verdict]++;
  return score;
}

if (import.meta.main) {
  const show = process.argv.includes('--show');
  const languages = process.argv.slice(2).filter((each) => !each.startsWith('-'));
  for (const language of languages.length > 0 ? languages : ['en', 'es']) {
    for (const half of halves) {
      const of = sentences(language, half);
      const score = scoreOf(of);
      const percent = Object.entries(score).map(
        ([verdict, count]) => `${verdict} ${count} (${((100 * count) / of.length).toFixed(1)} %)`,
      );
      console.log(`${language} ${half}: ${of.length} sentences: ${percent.join(', ')}`);
      if (!show || half === 'test') continue;
      for (const sentence of of) {
        const { verdict, outcome } = judge(sentence);
        if (verdict !== 'right')
          console.log(`  ${verdict}: ${sentence.question ?? '-'} "${sentence.text}" → ${JSON.stringify(outcome)}`);
      }
    }
  }
}
