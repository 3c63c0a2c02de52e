import type { Entry, Log } from '../../machines/answerLog.ts';
import { type Answer, type QuestionId, questionIds } from '../../machines/findings.ts';
import { oncePer } from '../../machines/remembered.ts';
import { triage } from '../../machines/triage.ts';

/** One answer as it was given, changed or taken back. */
export type GivenAnswer = {
  readonly question: QuestionId;
  /** Seconds since the log's start. */
  readonly at: number;
  /** Undefined where there was none before. */
  readonly from: Answer | undefined;
  /** Undefined where it was taken back. */
  readonly to: Answer | undefined;
  /** The words that it rests on, if any were typed. */
  readonly heard: string | undefined;
  readonly by: string | undefined;
};

/** Every answer that a log ever held, in order: what stood first never vanishes. Pure. */
export const answerHistory = oncePer(({ head, entries }: Log): readonly GivenAnswer[] => {
  const stood = entries.map((_, index) => triage({ head, entries: entries.slice(0, index + 1) }).context.answers);
  return entries.flatMap((entry, index) =>
    questionIds.flatMap((question): GivenAnswer[] => {
      const from = stood[index - 1]?.[question];
      const to = stood[index]?.[question];
      return from === to ? [] : [{ question, at: entry.at, from, to, heard: heardIn(entry), by: byOf(entry) }];
    }),
  );
});

const heardIn = (entry: Entry): string | undefined => (entry.kind === 'answered' ? entry.heard : undefined);
const byOf = (entry: Entry): string | undefined => (entry.kind === 'foreign' ? undefined : entry.by);

/** What gave the answer that stands now. */
export const lastGiven = (log: Log, question: QuestionId): GivenAnswer | undefined =>
  answerHistory(log).findLast((one) => one.question === question && one.to !== undefined);
