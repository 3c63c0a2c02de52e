import * as z from 'zod';

/** One question's values. Each takes `unsure`: not known is never "no" (rule U2). */
const values = <const V extends readonly string[]>(...named: V) => z.exactOptional(z.enum([...named, 'unsure']));

/** The public vocabulary: question ids and the values that each takes, in the order of asking. */
export const findingsSchema = z
  .strictObject({
    legWeakness: values('none', 'left', 'right', 'both'),
    weaknessCourse: values('worsening', 'slowly-worsening', 'stable', 'improving', 'longstanding'),
    saddleNumbness: values('no', 'yes'),
    bladder: values('normal', 'retention', 'incontinence', 'altered', 'longstanding'),
    bowel: values('normal', 'incontinence', 'altered', 'constipation', 'longstanding'),
    sensoryOrReflex: values('none', 'mild', 'severe', 'cord-signs', 'longstanding'),
    legPain: values('none', 'one', 'both'),
    cancerHistory: values('no', 'yes'),
    infection: values('no', 'yes'),
    trauma: values('none', 'minor', 'major'),
    boneFragility: values('no', 'yes'),
    spinalSurgery: values('no', 'recent', 'past'),
    implantedDevice: values('none', 'mr-conditional', 'mr-unsafe', 'unknown'),
    metalFragments: values('no', 'yes'),
    pregnancy: values('no', 'possible', 'yes'),
    claustrophobia: values('no', 'yes'),
    mriAccess: values('available', 'delayed', 'unavailable'),
  })
  .readonly();

/** What is known so far. A missing key means "not asked yet", never "no". */
export type Findings = z.infer<typeof findingsSchema>;
/** A question by its id, as JSON, FHIR and stored logs name it. */
export type QuestionId = keyof Findings;
export type AnswerTo<Q extends QuestionId> = NonNullable<Findings[Q]>;
/** A value that some question takes; `unsure` is one of each. */
export type Answer = AnswerTo<QuestionId>;

const shape = findingsSchema.unwrap().shape;
export const questionIdSchema = findingsSchema.unwrap().keyof();
export const questionIds: readonly QuestionId[] = questionIdSchema.options;

export const answersTo = (question: QuestionId): readonly Answer[] => shape[question].unwrap().options;

/** The findings among stored answers; questions and values of other content versions are passed over. */
export function knownFindings(stored: Readonly<Record<string, string>>, formerly = former): Findings {
  const known = Object.entries(stored).map(([id, value]) => {
    const question = formerly.ids[id] ?? id;
    return finding(question, formerly.values[question]?.[value] ?? value);
  });
  return Object.assign({}, ...known);
}

/** What an earlier version called otherwise: answers that were given under the former name go along under the new one. */
export type Former = {
  /** Questions by their former ids. */
  readonly ids: Readonly<Record<string, QuestionId>>;
  /** Values by their former names, in the questions as they are called now. */
  readonly values: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
};
export const former: Former = { ids: {}, values: {} };

const ids: ReadonlySet<unknown> = new Set(questionIds);
export const isQuestionId = (value: unknown): value is QuestionId => ids.has(value);

/** Every answer that there is, as findings: made once, since a turn asks for many. */
const single: ReadonlyMap<string, ReadonlyMap<unknown, Findings>> = new Map(
  questionIds.map((question) => [
    question,
    new Map(answersTo(question).map((value) => [value, findingsSchema.parse({ [question]: value })])),
  ]),
);

/** One answer as findings; undefined when there is no such question or it does not take that value. */
export const finding = (question: string, value: unknown): Findings | undefined => single.get(question)?.get(value);

/** The part of the findings that answers these questions. */
export const findingsOn = (findings: Findings, questions: readonly QuestionId[]): Findings =>
  Object.assign({}, ...questions.map((question) => finding(question, findings[question])));

/** Whom the conversation is held with: who is ill, who is beside them, a nurse on the telephone, a clinician. */
export const roleSchema = z.enum(['self', 'carer', 'nurse', 'clinician']);
/** Who reads and answers. A role changes wording, what is asked and the card; never the conclusion. */
export type Role = z.infer<typeof roleSchema>;
export const isProfessional = (role: Role): boolean => role === 'nurse' || role === 'clinician';
