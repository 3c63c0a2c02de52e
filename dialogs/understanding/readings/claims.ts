import { type Answer, answersTo, type QuestionId } from '../../../machines/findings.ts';
import { complains, type Feature, type FindingMention, names, type Side } from '../phrases/mentions.ts';
import { isInside, type Span } from '../words/spans.ts';
import { locate } from './bodyPart.ts';
import { type Part, partAt } from './clauses.ts';
import { type Meaning, meaningOf } from './complaint.ts';
import type { Placed } from './context.ts';
import type { Message } from './message.ts';
import { type PartContents, partContents } from './partContents.ts';
import { isOfLegs, manyLegs, sided } from './sides.ts';

/** A complaint tied to a body part, or a phrase that says both: what is claimed, before its context is read. */
export type Claim = Meaning &
  Placed & {
    /** Its denial says nothing that is certain. */
    readonly undeniable?: boolean;
  };

/** The claims of a message, in its order. */
export function claimsIn(message: Message): readonly Claim[] {
  const { mentions, parts, asked } = message;
  const contents = partContents(message);
  const direct = mentions.flatMap(({ means, start, end }): Claim[] => {
    const part = partAt(parts, start);
    return means.is === 'finding' && part
      ? [directClaim(means, { start, end }, part, contents.sideOf(part), message)]
      : [];
  });

  const saysMore = (part: Part): boolean =>
    contents.featuresOf(part).length > 0 || direct.some((claim) => claim.part === part);
  const linked = parts.flatMap((part) =>
    contents.featuresOf(part).flatMap((feature): Claim[] => {
      if (feature.means.is !== 'feature') return [];
      const kind = feature.means.feature;
      return locate(kind, part, message, contents, saysMore).flatMap(({ topic, at, part: where }) => {
        const side = contents.sideOf(...new Set([where, part]));
        const meaning = meaningOf(kind, topic, side, at !== undefined, asked);
        if (!meaning) return [];
        const span = at ? { start: Math.min(at.start, feature.start), end: Math.max(at.end, feature.end) } : feature;
        const { start, end } = span;
        const whole = meaning.whole && !isOfPart(where, kind, message);
        return [{ ...meaning, whole, core: feature, place: at, part, start, end }];
      });
    }),
  );

  const all = [...direct, ...linked];
  return [...all, ...placesOnly(message, contents, all)];
}

/** "My calves are strong": what is well is only a part of a leg. */
const isOfPart = (where: Part, kind: Feature, { words, language }: Message): boolean =>
  kind !== 'pain' && language.extents.part.find(words.slice(where.start, where.end)).length > 0;

/** "Can't tell when my rectum is full": a sign of bladder or bowel, beside words for the other alone, is of that one. */
function organOf(means: FindingMention, part: Part, { words, asked, language }: Message): QuestionId {
  const { question } = means;
  if ((question !== 'bladder' && question !== 'bowel') || !complains(means)) return question;
  const other = question === 'bladder' ? 'bowel' : 'bladder';
  if (asked !== other) return question; // "I wet myself when I open my bowels"
  const named = language.mentions
    .find(words)
    .filter((each) => isInside(each, [part]) && names(each.means, 'bladder', 'bowel'));
  const isOther = named.length > 0 && named.every((each) => names(each.means, other));
  return isOther && answersTo(other).some((value: Answer) => value === means.value) ? other : question;
}

function directClaim(means: FindingMention, span: Span, part: Part, side: Side | undefined, message: Message): Claim {
  const { value: said, guess, denied } = means;
  const question = organOf(means, part, message);
  const isBySide = said === 'by side';
  const many = isBySide ? manyLegs(message.words.slice(span.start, span.end), message.language) : undefined;
  const bySide = isBySide ? sided(question, side, many) : undefined;
  const value = bySide ? bySide.value : said;
  const ofOneSide = isOfLegs(question) && side !== undefined && side !== 'both';
  return {
    question,
    value,
    guess: guess ?? bySide?.guess ?? value,
    whole: denied === 'whole' && !(bySide && ofOneSide),
    undeniable: denied === 'none',
    core: span,
    part,
    ...span,
  };
}

/** A body part alone answers a question about where: "the left leg". */
function placesOnly(
  { parts, asked, words, answers, language }: Message,
  { within, topicsOf, sideOf, sidesIn }: PartContents,
  claims: readonly Claim[],
): readonly Claim[] {
  if (!isOfLegs(asked) || claims.some(({ question }) => question === asked)) return [];
  const named = new Set(parts.flatMap(sidesIn).map(({ means }) => means));
  const several = asked === 'legPain' && named.has('left') && named.has('right');
  const areBoth = several && language.clauses.also.find(words).length > 0; // "first the right, now the left as well"
  const refusals = answers.filter(({ means }) => means === 'no');
  return parts.flatMap((part): Claim[] => {
    const legs = topicsOf(part).filter(({ topic }) => topic === 'leg' || topic === 'legs');
    const [first] = legs;
    const [side] = sidesIn(part);
    const at = first?.at ?? side;
    if (within(part).length > legs.length || !at) return [];
    if (isInside(at, refusals)) return []; // "no, neither of the two" names no two
    const { value, guess } = sided(asked, several ? 'both' : sideOf(part), first && first.topic === 'legs');
    const isPointed = first !== undefined || sidesIn(part).length === 1;
    const isSure = (!several || areBoth) && asked !== 'sensoryOrReflex' && isPointed;
    const span = { start: Math.min(at.start, side?.start ?? at.start), end: at.end };
    return [
      {
        question: asked,
        value: isSure ? value : undefined,
        guess: guess ?? value,
        whole: first?.topic === 'legs' && sideOf(part) === undefined, // "none in the legs"
        core: span,
        part,
        ...span,
      },
    ];
  });
}
