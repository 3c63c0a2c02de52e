import type { QuestionId } from '../../../machines/findings.ts';
import type { Mention } from '../phrases/mentions.ts';
import type { Claim } from './claims.ts';
import type { Part } from './clauses.ts';
import type { PartContents } from './partContents.ts';
import { sided } from './sides.ts';

/** A body part alone answers a question about where: "the left leg". */
export function placesOnly(
  parts: readonly Part[],
  { within, topicsOf, featuresOf, sideOf, sidesIn, plainlyPlace }: PartContents,
  asked: QuestionId | undefined,
  claims: readonly Claim[],
  saysAlso: boolean,
): readonly Claim[] {
  if (asked !== 'legWeakness' && asked !== 'legPain' && asked !== 'sensoryOrReflex') return [];
  if (claims.some(({ question }) => question === asked)) return [];
  // "none, only pain, down the left": the place of the pain
  const isOfPain = asked !== 'legPain' && parts.some((part) => featuresOf(part).some(({ means }) => isPain(means)));
  const saysMore = (part: Part): boolean => claims.some((claim) => claim.part === part);
  return parts.flatMap((part): Claim[] => {
    const legs = topicsOf(part).filter(({ topic }) => topic === 'leg' || topic === 'legs');
    const [first] = legs;
    if (within(part).length > legs.length) return [];
    const [side] = sidesIn(part);
    const at = first?.at ?? side;
    if (!at) return [];
    const leftAndRight = new Set(parts.flatMap(sidesIn).map(({ means }) => means));
    const several = asked === 'legPain' && leftAndRight.has('left') && leftAndRight.has('right');
    const { value, guess } = sided(asked, several ? 'both' : sideOf(part), first && first.topic === 'legs');
    const sure =
      (!several || saysAlso) && // "first the right, now the left as well"
      asked !== 'sensoryOrReflex' &&
      value !== undefined &&
      (first !== undefined || sidesIn(part).length === 1);
    const { start, end } = side && side.start < at.start ? { start: side.start, end: at.end } : at;
    return [
      {
        question: asked,
        value: sure ? value : undefined,
        guess: guess ?? value,
        denies: false,
        unsure: isOfPain || (!(several && saysAlso) && !parts.every((each) => plainlyPlace(each) || saysMore(each))),
        whole: first?.topic === 'legs' && sideOf(part) === undefined, // "none in the legs"
        denied: 'part',
        core: { start, end },
        part,
        start,
        end,
      },
    ];
  });
}

const isPain = (means: Mention): boolean => means.is === 'feature' && means.feature === 'pain';
