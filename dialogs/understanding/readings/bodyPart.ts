import type { QuestionId } from '../../../machines/findings.ts';
import type { Feature, Topic } from '../phrases/mentions.ts';
import type { Part } from './clauses.ts';
import type { Message } from './message.ts';
import type { Located, PartContents } from './partContents.ts';

/**
 * The body part that a complaint is about: in its own part, else earlier in the sentence, else what was asked about.
 */
export function locate(
  kind: Feature,
  part: Part,
  { parts, asked }: Message,
  { topicsOf }: PartContents,
  saysMore: (part: Part) => boolean,
): readonly Located[] {
  const index = parts.indexOf(part);
  const own = topicsOf(part);
  if (own.length > 0) {
    const leaders: Located[] = [];
    for (const previous of parts.slice(0, index).toReversed()) {
      const follower = parts[parts.indexOf(previous) + 1];
      if (!follower || !inList(follower) || saysMore(previous) || topicsOf(previous).length === 0) break;
      leaders.push(...topicsOf(previous));
    }
    return [...leaders, ...own];
  }
  const before = parts.slice(0, index).filter(({ sentence }) => sentence === part.sentence);
  const earlier = before.findLast((each) => topicsOf(each).length > 0);
  if (earlier) return topicsOf(earlier);
  const next = parts[index + 1];
  if (next?.joined === 'or' && topicsOf(next).length > 0) return topicsOf(next); // "I can't lift either foot"
  const topic = asked && (kind !== 'pain' || asked === 'legPain') && topicAsked[asked];
  return topic ? [{ topic, at: undefined, part }] : [];
}

const inList = ({ joined }: Part): boolean => joined === 'and' || joined === 'or' || joined === 'comma';

/** The body part that a question is about. */
export const topicAsked: Readonly<Partial<Record<QuestionId, Topic>>> = {
  legWeakness: 'leg',
  weaknessCourse: 'leg',
  saddleNumbness: 'saddle',
  bladder: 'bladder',
  bowel: 'bowel',
  sensoryOrReflex: 'leg',
  legPain: 'leg',
};
