import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { questionsOf } from '../../machines/criteria.ts';
import { answersTo, questionIds } from '../../machines/findings.ts';
import { everyImagingRow } from '../../machines/imagingRules.ts';
import { urgencyRows } from '../../machines/urgencyRules.ts';
import { type Html, html } from './html.ts';
import type { Pack } from './words/packWords.ts';

const resultSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

/** What one test file holds true: each sentence once, with how many cases it was tried on. */
export type Proved = {
  readonly file: string;
  readonly sentences: readonly { readonly sentence: string; readonly passed: number; readonly failed: number }[];
};

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs the tests of the clinical engine, and says what each of them held. Takes a minute or more. */
export function runProof(): readonly Proved[] {
  const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
  const { stdout } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', jest, '--json', '--testPathPatterns=test/(machines|golden)/'],
    { cwd: root, encoding: 'utf8', maxBuffer: 1e9, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return proved(JSON.parse(stdout));
}

/** Jest's own report, in short. Throws for something else. */
export const proved = (report: unknown): readonly Proved[] =>
  resultSchema
    .parse(report)
    .testResults.map(({ name, assertionResults }) => {
      const bySentence = Map.groupBy(assertionResults, sentenceOf);
      const sentences = [...bySentence].map(([sentence, some]) => {
        const passed = some.filter(({ status }) => status === 'passed').length;
        return { sentence, passed, failed: some.length - passed };
      });
      return { file: basename(name, '.test.ts'), sentences };
    })
    .toSorted((a, b) => a.file.localeCompare(b.file));

/** What is tried on one rule, recorded log or variant after the other is told once, without its name. */
function sentenceOf({ ancestorTitles, title }: { ancestorTitles: readonly string[]; title: string }): string {
  if (ancestorTitles.some((one) => one.startsWith('variant ')))
    return 'the typical findings of each variant are rated as listed';
  const chapter = ancestorTitles.filter((one) => !/^[EUSM]\d+$|^\d+\.\d+\.\d+\//.test(one));
  return [...chapter, title].join(': ');
}

const rows = [...urgencyRows, ...everyImagingRow];
const product = (numbers: readonly number[]): number => numbers.reduce((all, one) => all * one, 1);
const assignmentsOf = (questions: readonly (typeof questionIds)[number][]): number =>
  product(questions.map((id) => answersTo(id).length + 1));

/** What there is to prove, counted from the vocabulary and the rules. */
export const counts = () => ({
  questions: questionIds.length,
  answers: questionIds.reduce((sum, id) => sum + answersTo(id).length, 0),
  findings: assignmentsOf(questionIds),
  rules: new Set(rows.map(({ id }) => id)).size,
  assignmentsOfRules: rows.reduce((sum, { when }) => sum + assignmentsOf(questionsOf(when)), 0),
});

/** The chapter on what was proved. @param proof undefined where the tests were not run for this pack. */
export function proofChapter(pack: Pack, proof: readonly Proved[] | undefined): Html {
  const { findings, assignmentsOfRules, ...counted } = counts();
  const { language, words } = pack;
  const roughly = new Intl.NumberFormat(language, { notation: 'compact', compactDisplay: 'long' }).format(findings);
  const assignments = assignmentsOfRules.toLocaleString(language);
  return html`<p>${words.proved({ ...counted, findings: roughly, assignments })}</p>
    ${proof === undefined ? html`<p class="warning">${words.notRun}</p>` : results(pack, proof)}`;
}

function results({ words }: Pack, proof: readonly Proved[]): Html {
  const sum = (of: 'passed' | 'failed') =>
    proof.flatMap(({ sentences }) => sentences).reduce((all, one) => all + one[of], 0);
  const failed = sum('failed');
  return html`<p class="${failed === 0 ? 'fine' : 'warning'}">${words.run(sum('passed'), failed)} ${words.sentencesAre}</p>
    ${proof.map(
      ({ file, sentences }) =>
        html`<h3>${file}</h3><ul>${sentences.map(
          ({ sentence, passed, failed: no }) =>
            html`<li>${sentence}${passed > 1 ? html` <em>${words.cases(passed)}</em>` : html``}${no > 0 ? html` <strong>${words.failed(no)}</strong>` : html``}</li>`,
        )}</ul>`,
    )}`;
}
