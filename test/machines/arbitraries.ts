import fc from 'fast-check';
import type { Entry } from '../../machines/answerLog.ts';
import {
  answersTo,
  type Findings,
  knownFindings,
  type QuestionId,
  questionIds,
  type Role,
} from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';

/** Any findings on these questions, some of them not asked. */
export const someFindings = (questions: readonly QuestionId[] = questionIds): fc.Arbitrary<Findings> =>
  fc
    .tuple(...questions.map((id) => fc.option(fc.constantFrom(...answersTo(id)), { nil: undefined, freq: 9 })))
    .map((values) => knownFindings(Object.fromEntries(questions.map((id, index) => [id, values[index] ?? '']))));

/** Findings as most people have them: all asked, and at most three answers that are not the mildest of their question. */
export const mostlyQuiet: fc.Arbitrary<Findings> = fc
  .uniqueArray(
    fc.constantFrom(...questionIds).chain((id) => fc.tuple(fc.constant(id), fc.constantFrom(...answersTo(id)))),
    {
      maxLength: 3,
      selector: ([id]) => id,
    },
  )
  .map((found) => {
    const quiet = questionIds.map((id) => [id, question(id).graver[0]?.[0] ?? ''] as const);
    return knownFindings(Object.fromEntries([...quiet, ...found]));
  });

export const someRole = fc.constantFrom<Role>('self', 'carer', 'nurse', 'clinician');

const someQuestion = fc.constantFrom(...questionIds);
const oneAnswer = someQuestion.chain((id) => fc.constantFrom(...answersTo(id)).map((value) => ({ [id]: value })));
const at = fc.constant(0);
const answered = (findings: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<Entry> =>
  fc.record({ kind: fc.constant('answered'), findings, at });

/** What settles nothing: one of each kind that stands beside the course, and one that nobody knows. */
export const besides: readonly Entry[] = [
  { kind: 'said', words: 'like ants', at: 0 },
  { kind: 'note', text: 'speaks slowly', about: 'bladder', by: 'n7', at: 0 },
  { kind: 'judged', to: 'urgent', reason: 'pain', under: 'routine', at: 0 },
  { kind: 'unjudged', at: 0 },
  { kind: 'party', about: 'other', relation: 'son', age: 71, at: 0 },
  { kind: 'closed', how: 'complete', readBack: ['safetyNet'], at: 0 },
  { kind: 'handedOver', to: 'ward 3', at: 0 },
  { kind: 'taken', by: 'n8', at: 0 },
  { kind: 'foreign', at: 0, entry: { kind: 'weighed', at: 0, kilograms: 80 } },
];

const someEntry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 12, arbitrary: answered(oneAnswer) },
  { weight: 3, arbitrary: answered(fc.tuple(oneAnswer, oneAnswer).map(([one, other]) => ({ ...one, ...other }))) },
  { weight: 1, arbitrary: answered(fc.constant({ gait: 'slow', bladder: 'purple' })) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('undone', 'continued', 'continued', 'stopped'), at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('settings'), role: someRole, at }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('noted'),
      what: fc.constantFrom('under18', 'otherEmergency', 'noOtherEmergency', 'tired'),
      at,
    }),
  },
  { weight: 2, arbitrary: fc.oneof(...besides.map((entry) => fc.constant(entry))) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('asked'),
      asked: fc.oneof(
        fc.record({ kind: fc.constantFrom('again', 'change'), question: someQuestion }),
        fc.record({ kind: fc.constant('confirmation'), of: fc.record({ kind: fc.constant('undone') }) }),
        fc.record({ kind: fc.constant('nothing') }),
      ),
      at,
    }),
  },
);

export const someEntries: fc.Arbitrary<readonly Entry[]> = fc.array(someEntry, { maxLength: 40, size: 'max' });
