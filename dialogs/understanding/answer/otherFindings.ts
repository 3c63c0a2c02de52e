import { type Findings, finding, type QuestionId, questionIds } from '../../../machines/findings.ts';
import { emergencyRules } from '../../../machines/urgencyRules.ts';
import { deniedValue } from '../gravity.ts';
import type { Learned } from '../likely/likelihoods.ts';
import { partAt } from '../readings/clauses.ts';
import { type Read, read } from '../readings/readings.ts';
import { isExplained, leftOver } from './explained.ts';
import { chanceOf, likelyAnswer } from './likelyAnswer.ts';
import { settle } from './settle.ts';

/** Nothing where there is no question or no value of it. */
export const findingOf = (question: QuestionId | undefined, value: unknown): Findings =>
  (question && finding(question, value)) ?? {};

export const isEmergency = (findings: Findings): boolean => emergencyRules(findings).length > 0;

export const nothingSaid: ReadonlySet<never> = new Set();

/** Certain findings about questions other than the one asked. */
export function otherFindings(message: Read): Findings {
  const said = questionIds
    .filter((question) => question !== message.asked)
    .map((question) => {
      const settled = settle(question, message.readings, nothingSaid, () => isExplained(message));
      // that nothing is numb says nothing of stiff legs or reflexes: asked when its turn comes
      const tooLittle =
        settled.is !== 'value' ||
        settled.value === 'unsure' ||
        (question === 'sensoryOrReflex' && settled.value === 'none') ||
        // no fever is half of it: of the risks nothing was said
        (question === 'infection' && settled.value === 'no' && denialsOf(question, message) < 2) ||
        // a sore knee or thigh is no pain below the knee (CLINICAL §1)
        (question === 'legPain' && settled.value === 'one' && !isBelowKnee(message));
      return tooLittle ? {} : findingOf(question, settled.value);
    });
  return Object.assign({}, ...said);
}

const denialsOf = (question: QuestionId, { readings }: Read): number =>
  readings.filter((each) => each.question === question && each.says === 'isNot').length;

/** Whether the clause that tells of pain in a leg names a place below the knee, or sciatica. */
function isBelowKnee({ words, readings, parts, language }: Read): boolean {
  const clauseOf = (at: number): number | undefined => partAt(parts, at)?.clause;
  const told = new Set(
    readings
      .filter(({ question }) => question === 'legPain')
      .flatMap(({ start, end }) => [clauseOf(start), clauseOf(end - 1)]),
  );
  return language.extents.belowKnee.find(words).some(({ start }) => told.has(clauseOf(start)));
}

/**
 * Of what is told of other questions: an emergency as it is, with what the message answers, and all else but where likeness
 * finds it likelier that nothing is the matter, or that no answer is meant.
 */
export function likelyAmong(told: Findings, own: Findings, message: Read, learned: Learned): Findings {
  if (isEmergency({ ...told, ...own })) return told;
  const likely = questionIds.flatMap((question) => {
    const value = told[question];
    if (value === undefined) return [];
    const asked = read({ ...message, asked: question });
    const { values } = likelyAnswer(question, asked, leftOver(asked), learned);
    const none = deniedValue(question);
    const nothing = chanceOf(values, value === none ? ['besides'] : ['besides', none]);
    return nothing > 1 / 2 ? [] : [findingOf(question, value)];
  });
  return Object.assign({}, ...likely);
}
