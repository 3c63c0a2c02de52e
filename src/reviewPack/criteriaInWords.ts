import { answerText, questionText, type Reader } from '../../dialogs/texts.ts';
import { type Criteria, questionsOf } from '../../machines/criteria.ts';
import { answersTo } from '../../machines/findings.ts';

/** Criteria as a reader sees them: all of the lines must hold, and a line holds where any of its parts does. */
export const criteriaInWords = (reader: Reader, criteria: Criteria): readonly (readonly string[])[] =>
  criteria.map((line) =>
    questionsOf([line]).map((question) => {
      const answers = answersTo(question).filter((value) => line[question]?.some((one) => one === value));
      return `${questionText(reader, question, 'label')}: ${answers.map((one) => answerText(reader, question, one)).join(' / ')}`;
    }),
  );

/** The same in the vocabulary, on one line: "(bladder retention / altered; or bowel altered) and …"; or "always". */
export const criteriaInIds = (criteria: Criteria): string =>
  criteria
    .map(
      (line) =>
        `(${questionsOf([line])
          .map((id) => `${id} ${line[id]?.join(' / ')}`)
          .join('; or ')})`,
    )
    .join(' and ') || 'always';
