import type { Entry, Log } from '../../machines/answerLog.ts';
import { type Answer, type QuestionId, questionIds } from '../../machines/findings.ts';
import { oncePerLog } from '../../machines/oncePerLog.ts';
import { standing } from '../../machines/standing.ts';

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
export const answerHistory = oncePerLog(({ head, entries }: Log): readonly GivenAnswer[] => {
  const stood = entries.map((_, index) => standing({ head, entries: entries.slice(0, index + 1) }).answers);
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
