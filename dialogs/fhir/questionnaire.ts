import type { AnyOf, Criteria } from '../../machines/criteria.ts';
import { weakness } from '../../machines/deficit.ts';
import { type Answer, answersTo, type QuestionId, questionIds } from '../../machines/findings.ts';
import { question as questionOf } from '../../machines/questions.ts';
import { emergencyRows, soonRows, urgentRows } from '../../machines/urgencyRules.ts';
import { contentVersion } from '../contentVersion.ts';
import { answerText, questionText, type Reader } from '../texts.ts';
import type { Coding, Questionnaire, QuestionnaireItem } from './resources.ts';

export const questionnaireUrl = 'urn:cauda:questionnaire:low-back-pain';

/** SDC's way to say what one `enableWhen` cannot. http://hl7.org/fhir/uv/sdc/ */
const enableWhenExpression = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression';

/** A professional's questions as FHIR R4: the same ids and values as everywhere, shown when the pathway would ask. Pure. */
export const questionnaire = (reader: Reader): Questionnaire => ({
  resourceType: 'Questionnaire',
  // Its words are those of one language.
  id: `cauda-low-back-pain-${reader.language}`,
  language: reader.language,
  url: questionnaireUrl,
  version: contentVersion,
  name: 'LowBackPainRedFlags',
  title: 'Cauda',
  status: 'draft',
  experimental: true,
  subjectType: ['Patient'],
  item: questionIds.map((question) => ({
    linkId: question,
    text: questionText(reader, question, 'label'),
    type: 'choice',
    ...shownWhen(reader, question),
    answerOption: answersTo(question).map((value) => ({ valueCoding: codingOf(reader, question, value) })),
  })),
});

/** An answer in our own vocabulary: no terminology was found that means the same. */
export const codingOf = (reader: Reader, question: QuestionId, value: Answer): Coding => ({
  system: `urn:cauda:answers:${question}`,
  code: value,
  display: answerText(reader, question, value),
});

type Shown = Pick<QuestionnaireItem, 'enableWhen' | 'enableBehavior' | 'extension'>;

function shownWhen(reader: Reader, question: QuestionId): Shown {
  if (question === 'weaknessCourse') return anyOf(reader, 'legWeakness', weakness.legWeakness);
  if (question === 'boneFragility')
    return anyOf(
      reader,
      'trauma',
      answersTo('trauma').filter((value) => value !== 'major'),
    );
  if (questionOf(question).section !== 'MRI safety') return {};
  const scan = [...emergencyRows, ...urgentRows];
  const fracture = soonRows.filter(({ id }) => id === 'S1');
  const rows = question === 'pregnancy' ? [...scan, ...fracture] : scan;
  const expression = rows.map(({ when }) => `(${inFhirPath(when)})`).join(' or ');
  return where(expression);
}

const where = (expression: string): Shown => ({
  extension: [{ url: enableWhenExpression, valueExpression: { language: 'text/fhirpath', expression } }],
});

const anyOf = (reader: Reader, question: QuestionId, values: readonly Answer[]): Shown => ({
  enableWhen: values.map((value) => ({ question, operator: '=', answerCoding: codingOf(reader, question, value) })),
  ...(values.length > 1 ? { enableBehavior: 'any' } : {}),
});

/** Criteria of a rule, asked of the response. */
const inFhirPath = (criteria: Criteria): string => criteria.map((line) => `(${lineInFhirPath(line)})`).join(' and ');

const lineInFhirPath = (line: AnyOf): string =>
  questionIds
    .flatMap((question) => {
      const values = line[question];
      if (values === undefined) return [];
      const codes = values.map((value) => `'${value}'`).join(' | ');
      return [`%resource.item.where(linkId = '${question}').answer.value.where(code in (${codes})).exists()`];
    })
    .join(' or ');
