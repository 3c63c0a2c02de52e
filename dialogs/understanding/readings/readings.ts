import { complains, isDenial, names } from '../phrases/mentions.ts';
import { isInside, type Span } from '../words/spans.ts';
import { claimsIn } from './claims.ts';
import type { Part } from './clauses.ts';
import { contextReader } from './context.ts';
import { courseReadings } from './course.ts';
import { widened } from './extent.ts';
import { type Message, messageOf, type Typed } from './message.ts';
import { type Reading, weigh } from './weigh.ts';

/** A message read: what it says about the questions. */
export type Read = Message & {
  readonly readings: readonly Reading[];
  /** All that it tells of is a condition, or denied: "they said to come back if I go numb". */
  readonly onlyConditions: boolean;
  /** The words that were needed for the readings, those about other people among them, but not a sign of a writer who is not the patient. */
  readonly used: readonly Span[];
  /** The words that say that something is not so, or that all is well. */
  readonly calm: readonly Span[];
};

/** Everything that a message says about the questions, read in the order phrases → claims → context. */
export function read(typed: Typed): Read {
  const message = messageOf(typed);
  const { mentions, asked } = message;
  const speaking = mentions.filter(
    ({ means }) => means.is !== 'figure' && (means.is !== 'finding' || means.question !== asked),
  );
  const contextOf = contextReader(message, speaking, [
    ...partsOfElse(message),
    ...mentions.filter(({ means }) => isDenial(means)),
  ]);

  const used: Span[] = [];
  const calm: Span[] = [];
  const claims = claimsIn(message).map((claim) => ({ claim, context: contextOf(claim) }));
  const claimed = claims.flatMap(({ claim, context }): Reading[] => {
    const reading = weigh(claim, context);
    const spoken = [claim.core, ...(claim.place ? [claim.place] : []), ...context.deniedBy];
    used.push(...spoken);
    if (reading.says === 'isNot') calm.push(...spoken);
    return context.whose === 'patient' ? [reading] : [];
  });
  const weighed = widened(message, claimed, contextOf);
  const readings = [...weighed, ...courseReadings(message, weighed, contextOf, used)];
  return {
    ...message,
    readings,
    onlyConditions:
      claims.some(({ context }) => context.conditional) &&
      claims.every(({ context: { conditional, polarity } }) => conditional || polarity === 'negated'),
    used,
    calm,
  };
}

/** "Back pain for years, and I leak": how long something else has been there tells no time of what is asked about. */
function partsOfElse({ words, parts, mentions, language }: Message): readonly Part[] {
  const sign = mentions.find(
    ({ means }) => (means.is === 'finding' && complains(means)) || (means.is === 'topic' && !names(means, 'elsewhere')),
  );
  // "pain for years, down my left leg"
  const isOfLeg =
    sign !== undefined &&
    (names(sign.means, 'leg', 'legs') || (sign.means.is === 'finding' && sign.means.question === 'legPain'));
  const facts = language.said.facts.find(words);
  return parts.filter((part) => {
    const within = mentions.filter((each) => isInside(each, [part]));
    const isElse = ({ means }: (typeof within)[number]): boolean =>
      means.is === 'figure' || names(means, 'elsewhere') || (names(means, 'pain') && !isOfLeg);
    return (
      part.end <= (sign?.start ?? 0) &&
      within.every((each) => isElse(each) || each.means.is === 'feature') &&
      (within.some(isElse) || facts.some((each) => isInside(each, [part])))
    );
  });
}
