import { type Findings, finding } from '../../../machines/findings.ts';
import { emergencyRules, firedRules } from '../../../machines/urgencyRules.ts';
import { partAt } from '../readings/clauses.ts';
import type { Read } from '../readings/readings.ts';

export type OpenSigns = { readonly doubtful: Findings; readonly weakness: boolean; readonly isAlone: boolean };

/**
 * What is said of other questions than the one asked and is not certain: nothing of it is lost beside a calm answer.
 * `doubtful` would be an emergency, and is only likely ("no feeling in my feet"), or urgent, and a denial before it may be of
 * it too, or not ("no fever, left leg weakness"); `isAlone`: it is the only one ("no fever, in retention"), and no list that
 * is denied; `weakness` is of a leg, and its side was not said.
 */
export function openSigns({ asked, readings, parts, words, language }: Read, certain: Findings): OpenSigns {
  const others = readings.filter(
    ({ question, says }) => says === 'is' && question !== asked && certain[question] === undefined,
  );
  const doubtful = others.flatMap(({ question, value, guess = value, certain: sure, perhapsDenied }) => {
    const likely = finding(question, guess) ?? {};
    const isUrgent = perhapsDenied
      ? firedRules(likely).length > 0
      : sure && value === undefined && question !== 'legWeakness' && emergencyRules(likely).length > 0;
    return isUrgent ? [likely] : [];
  });
  return {
    doubtful: Object.assign({}, ...doubtful),
    isAlone:
      doubtful.length === 1 &&
      others.some((each) => each.perhapsDenied && partAt(parts, each.start)?.joined === 'comma') &&
      language.negation.overAnd.find(words).length === 0,
    weakness:
      asked !== 'weaknessCourse' &&
      others.some((each) => each.question === 'legWeakness' && each.value === undefined && each.certain),
  };
}

/** Whether any of these signs is said. */
export const isOpen = ({ weakness, doubtful }: OpenSigns): boolean => weakness || Object.keys(doubtful).length > 0;
