import { type Answer, type AnswerTo, type Findings, findingsOn, type QuestionId, questionIds } from './findings.ts';
import { oncePer } from './remembered.ts';

/** Any of these questions has one of these answers. */
export type AnyOf = { readonly [Q in QuestionId]?: readonly AnswerTo<Q>[] };

/** Every line holds. A missing answer never makes a line hold, so an answer more never undoes it; no line always holds. */
export type Criteria = readonly AnyOf[];

/** Whether findings meet the criteria. Pure. */
export function meets(f: Findings, criteria: Criteria): boolean {
  for (const line of criteria) if (!meetsLine(f, line)) return false;
  return true;
}

/** The answers that make criteria hold; none where they do not hold. */
export const answersMeeting = (f: Findings, criteria: Criteria): Findings =>
  meets(f, criteria)
    ? findingsOn(
        f,
        criteria.flatMap((line) => partsOf(line).flatMap((part) => (answers(f, part) ? [part.question] : []))),
      )
    : {};

/** The questions that criteria ask for, in the order of asking. */
export const questionsOf = (criteria: Criteria): readonly QuestionId[] =>
  questionIds.filter((id) => criteria.some((line) => line[id] !== undefined));

function meetsLine(f: Findings, line: AnyOf): boolean {
  for (const part of partsOf(line)) if (answers(f, part)) return true;
  return false;
}

type Part = { readonly question: QuestionId; readonly answers: readonly Answer[] };
function answers(f: Findings, part: Part): boolean {
  const given = f[part.question];
  return given !== undefined && part.answers.includes(given);
}

/** Taken apart once: a turn asks for every row many times. */
const partsOf = oncePer((line: AnyOf): readonly Part[] =>
  questionIds.flatMap((question) => {
    const some = line[question];
    return some === undefined ? [] : [{ question, answers: some }];
  }),
);
