import { complains, names } from '../phrases/mentions.ts';
import type { Read } from '../readings/readings.ts';
import { isInside, range, type Span } from '../words/spans.ts';

/** "My asthma is fine", "no problem with the pain": what else is named right beside the calm words is what they speak of. */
export function calmSubjects({
  words,
  mentions,
  answers,
  readings,
  calm,
  parts,
  asked,
  language,
}: Read): readonly Span[] {
  const said: readonly Span[] = [
    ...readings.filter((each) => each.question === asked && each.says === 'isNot'),
    ...answers.filter(({ start, end }) => end - start > 1), // "nothing wrong", but not "no"
    ...language.time.unchanged.find(words),
  ];
  const spoken = language.mentions.find(words); // the words of a figure too: "back pain"
  const others: readonly Span[] = [
    ...language.said.facts.find(words),
    ...spoken.filter(({ means }) => names(means, 'elsewhere', 'pain')),
    ...mentions.filter(
      ({ means }) =>
        (means.is === 'finding' && means.question !== asked && complains(means)) || names(means, 'numb', 'tingling'),
    ),
  ].filter((other) => !isInside(other, [...calm, ...said]));
  const namesPart = (span: Span): boolean => spoken.some((each) => each.means.is === 'topic' && isInside(each, [span]));
  const joined = (one: Span, next: Span): boolean =>
    parts.some((part) => isInside(one, [part]) && isInside(next, [part])) &&
    one.end <= next.start &&
    range(one.end, next.start).every((at) => language.said.small.has(words[at]));
  return others.filter((other) =>
    said.some((each) => (!namesPart(each) && joined(other, each)) || joined(each, other)),
  );
}
