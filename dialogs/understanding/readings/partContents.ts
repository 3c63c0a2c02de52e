import type { Mention, Side, Topic } from '../phrases/mentions.ts';
import type { Found } from '../phrases/phraseBook.ts';
import { covers, outermost } from '../words/spans.ts';
import type { Part } from './clauses.ts';
import type { Message } from './message.ts';
import { namedSide } from './sides.ts';

export type Spoken = Found<Mention>;
export type Located = { readonly topic: Topic; readonly at: Spoken | undefined; readonly part: Part };

/** What stands in each part of a message: phrases, body parts, complaints, sides. */
export type PartContents = {
  readonly within: (part: Part) => readonly Spoken[];
  readonly topicsOf: (part: Part) => readonly Located[];
  readonly featuresOf: (part: Part) => readonly Spoken[];
  readonly sidesIn: (part: Part) => readonly Found<Side>[];
  /** The side that these parts speak of, or else their sentence, or else the message. */
  readonly sideOf: (...of: readonly Part[]) => Side | undefined;
};

/** Reads the contents of the parts of a message. */
export function partContents({ words, mentions, parts, language }: Message): PartContents {
  const figures = mentions.filter(({ means }) => means.is === 'figure');
  const sides = outermost(language.sides.find(words)).filter((side) => !covers(figures, side.start));
  const within: PartContents['within'] = (part) =>
    mentions.filter(({ start }) => part.start <= start && start < part.end);
  const sidesIn: PartContents['sidesIn'] = (part) =>
    sides.filter(({ start }) => part.start <= start && start < part.end);
  const groupOf = (part: Part | undefined): number =>
    parts.filter(({ joined, start }) => joined === 'contrast' && start <= (part?.start ?? 0)).length;
  const ownSideOf = (part: Part): Side | undefined => namedSide(sidesIn(part));
  const hasFeature = (part: Part): boolean => within(part).some(({ means }) => means.is === 'feature');

  return {
    within,
    sidesIn,
    topicsOf: (part) =>
      within(part).flatMap((at) => (at.means.is === 'topic' ? [{ topic: at.means.topic, at, part }] : [])),
    featuresOf: (part) => within(part).filter(({ means }) => means.is === 'feature'),
    sideOf: (...of) => {
      // "Pain in the left leg, and the right is weak", "I can lift the left but …": such a part keeps its side to itself.
      const last = of.at(-1);
      const speaks = of.filter((part) => part === last || (!hasFeature(part) && groupOf(part) === groupOf(last)));
      const own = new Set((speaks.some(ownSideOf) ? speaks : of).flatMap((part) => ownSideOf(part) ?? []));
      // "Left leg on Sunday, now the right is weak too": a second side is never dropped.
      if (own.has('both') || (own.has('left') && own.has('right'))) return 'both';
      for (const side of own) return side;
      const group = groupOf(of[0]);
      const near = parts.filter((part) => groupOf(part) === group); // "no weakness but my left foot is numb"
      const sentence = near.filter((part) => part.sentence === of[0]?.sentence).flatMap(sidesIn);
      return namedSide(sentence.length > 0 ? sentence : near.flatMap(sidesIn), true);
    },
  };
}
