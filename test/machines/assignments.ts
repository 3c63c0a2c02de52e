import { type Answer, type Findings, finding, type QuestionId } from '../../machines/findings.ts';

/** What a question may hold: its answers, and where asked for, nothing yet. */
export type Values = Readonly<Partial<Record<QuestionId, readonly (Answer | undefined)[]>>>;

/** The full product: every assignment of these values to their questions. */
export function* assignments(values: Values, questions = questionsOf(values)): Generator<Findings> {
  const [question, ...rest] = questions;
  if (question === undefined) {
    yield {};
    return;
  }
  for (const others of assignments(values, rest)) {
    for (const value of values[question] ?? []) yield withAnswer(others, question, value);
  }
}

export const withAnswer = (findings: Findings, question: QuestionId, value: Answer | undefined): Findings =>
  value === undefined ? findings : { ...findings, ...finding(question, value) };

const questionsOf = (values: Values): readonly QuestionId[] => Object.keys(values).filter(isAsked(values));
const isAsked =
  (values: Values) =>
  (question: string): question is QuestionId =>
    question in values;

/** Findings that let only these questions be read: whoever looks at another one is caught. */
export const onlyReadable = (findings: Findings, questions: readonly QuestionId[]): Findings =>
  new Proxy(findings, {
    get(target, key) {
      if (!questions.some((question) => question === key)) throw new Error(`read ${String(key)}`);
      return Reflect.get(target, key);
    },
    has(_, key) {
      throw new Error(`looked for ${String(key)}`);
    },
    ownKeys() {
      throw new Error('listed the answers');
    },
  });
