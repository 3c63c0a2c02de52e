import type { Answer } from '../../../machines/findings.ts';
import { type Mention, names } from '../phrases/mentions.ts';
import type { Found } from '../phrases/phraseBook.ts';
import { isInside, type Span } from '../words/spans.ts';
import { type Part, partAt } from './clauses.ts';
import type { Context, Placed } from './context.ts';
import type { Message } from './message.ts';
import { unchangedIn, whenSaid } from './time.ts';
import { present, type Reading } from './weigh.ts';

/**
 * The course of a weakness, from "worse", "better", "the same" and times. Worse within two weeks is worsening, worse over
 * months slowly worsening; worse without a time counts as worsening only when the course was asked for.
 */
export function courseReadings(
  message: Message,
  others: readonly Reading[],
  contextOf: (said: Placed) => Context,
  used: Span[],
): readonly Reading[] {
  const { words, parts, mentions, asked, language } = message;
  const whole = { start: 0, end: words.length };
  const isAsked = asked === 'weaknessCourse';
  const weakClauses = others.filter(({ question, says }) => question === 'legWeakness' && says === 'is');
  const say = (value: Answer | undefined, certain: boolean, span: Span, guess?: Answer): Reading =>
    present('weaknessCourse', value, certain, span, guess);

  const ofWeakness = (clause: number): boolean =>
    weakClauses.some(({ start }) => partAt(parts, start)?.clause === clause);
  const throughout = whenSaid(message)();
  const trends = mentions.flatMap((mention): Reading[] => {
    const part = partAt(parts, mention.start);
    if (!names(mention.means, 'worse', 'better') || !part || tellsOfElse(message, part)) return [];
    if (!isAsked && !ofWeakness(part.clause)) return [];
    const { polarity: said, deniedBy, doubted, ...context } = contextOf({ ...mention, core: mention, part });
    const own = context.when;
    const when = own.days === undefined && !own.old ? throughout : own;
    used.push(mention, ...deniedBy);
    const certain = said !== 'doubtful' && !doubted;
    if (names(mention.means, 'better'))
      return [said === 'negated' ? say(undefined, false, mention, 'stable') : say('improving', certain, mention)];
    const isLong = when.old && !when.changed; // "twelve years, no worse"
    if (said === 'negated') return [say(isLong ? 'longstanding' : 'stable', certain && isAsked, mention)];
    const isSlow = when.days === undefined ? when.old || language.time.slowly.find(words).length > 0 : when.days > 15;
    const value = isSlow ? 'slowly-worsening' : 'worsening';
    return [say(value, certain && (isAsked || (when.days !== undefined && !isSlow)), mention)];
  });
  const isSaid = others.filter(({ question, certain }) => question === 'weaknessCourse' && certain);
  if (trends.length > 0 || !isAsked) return trends;

  if (otherThanWeakness(message).length > 0 || isSaid.length > 0) return [];
  // "little by little over the last year"
  if (throughout.old && language.time.slowly.find(words).length > 0) return [say('slowly-worsening', false, whole)];
  if (throughout.old && !throughout.changed) return [say('longstanding', true, whole)];
  if (unchangedIn(words, language).length > 0) return [say('stable', true, whole)];
  if (throughout.days !== undefined && throughout.days <= 14) return [say('worsening', false, whole)];
  return throughout.days !== undefined ? [say('stable', false, whole)] : [];
}

/** "The weakness is the same, the pain is worse": of the pain alone. */
export function tellsOfElse({ words, language }: Message, part: Part): boolean {
  const within = language.mentions.find(words).filter((each) => isInside(each, [part]));
  return (
    within.some(({ means }) => names(means, 'elsewhere', 'pain', 'numb', 'tingling')) &&
    !within.some(({ means }) => isWeakness(means) || names(means, 'leg', 'legs', 'weak'))
  );
}

/** What else is named than the weak leg: "asthma for years" and "the numbness is better" tell of that. */
export function otherThanWeakness({ words, mentions, times, language }: Message): readonly Span[] {
  if (mentions.some(({ means }) => isWeakness(means) || names(means, 'leg', 'legs', 'weak'))) return [];
  const isElse = ({ means, ...span }: Found<Mention>): boolean =>
    means.is === 'figure' ||
    (means.is === 'finding' && means.question !== 'weaknessCourse') ||
    (names(means, 'elsewhere', 'pain', 'numb', 'tingling') && !isInside(span, times));
  return [...language.said.facts.find(words), ...mentions.filter(isElse)];
}

const isWeakness = (means: Mention): boolean => means.is === 'finding' && means.question === 'legWeakness';
