import type { QuestionId } from '../../machines/findings.ts';
import { endsReach, type Part, range } from './clauses.ts';
import type { Language } from './language.ts';
import type { Feature, FindingMention, Mention, Side, Topic } from './mentions.ts';
import { outermost } from './negation.ts';
import type { Found } from './phraseBook.ts';

/** A complaint tied to a body part, or a phrase that says both: what is claimed, before its context is read. */
export type Claim = {
  readonly question: QuestionId;
  readonly value: string | undefined;
  readonly guess: string | undefined;
  /** It says that all is well: affirmed it denies the question. */
  readonly denies: boolean;
  /** Negated (or, if it `denies`, affirmed) it denies the whole question. */
  readonly whole: boolean;
  readonly denied: 'whole' | 'part' | 'none';
  /** Too loosely said to be certain. */
  readonly unsure?: boolean;
  /** The words that a negation must reach. */
  readonly core: { readonly start: number; readonly end: number };
  /** The body part, where the complaint and it are two phrases. */
  readonly near?: boolean;
  readonly place?: { readonly start: number; readonly end: number } | undefined;
  /** The body part stands in another part of the sentence than the complaint. */
  readonly shared: boolean;
  readonly part: Part;
  readonly start: number;
  readonly end: number;
};

type Spoken = Found<Mention>;
type Located = { readonly topic: Topic; readonly at: Spoken | undefined; readonly part: Part };

/** The claims of a message, in its order. */
export function claimsIn(
  words: readonly string[],
  mentions: readonly Spoken[],
  parts: readonly Part[],
  asked: QuestionId | undefined,
  language: Language,
): readonly Claim[] {
  const figures = mentions.filter(({ means }) => means.is === 'figure');
  const sides = outermost(language.sides.find(words)).filter(
    (side) => !figures.some((figure) => figure.start <= side.start && side.start < figure.end),
  );
  const within = (part: Part): readonly Spoken[] =>
    mentions.filter(({ start }) => part.start <= start && start < part.end);
  /** "Fine" speaks of what was asked only where little else is said: not in "good morning", not beside another complaint. */
  const plainlyFine = (part: Part, located: boolean): boolean => {
    const inPart = within(part);
    const complaint = inPart.some(
      ({ means }) =>
        means.is === 'finding' || (means.is === 'feature' && means.feature !== 'fine' && means.feature !== 'trouble'),
    );
    const { fillers, fineFillers, auxiliaries } = language.words;
    const small = (at: number): boolean => {
      const word = words[at] ?? '';
      return (
        fillers.has(word) ||
        fineFillers.has(word) ||
        auxiliaries.has(word) ||
        /^[^\p{L}]/u.test(word) ||
        inPart.some(({ start, end }) => start <= at && at < end)
      );
    };
    return !complaint && (located || range(part.start, part.end).every(small));
  };
  /** "Down the left leg" says where; "I can lift both legs" says something else. */
  const plainlyPlace = (part: Part): boolean =>
    range(part.start, part.end).every((at) => {
      const word = words[at] ?? '';
      const { fillers, placeFillers, auxiliaries } = language.words;
      const spoken = [...within(part), ...sidesIn(part)].some(({ start, end }) => start <= at && at < end);
      return spoken || fillers.has(word) || placeFillers.has(word) || auxiliaries.has(word) || !/^\p{L}/u.test(word);
    });
  const ownVerb = (part: Part): boolean =>
    range(part.start, part.end).some(
      (at) =>
        language.words.auxiliaries.has(words[at] ?? '') && !mentions.some(({ start, end }) => start <= at && at < end),
    );
  const topicsOf = (part: Part): readonly Located[] =>
    within(part).flatMap((at) => (at.means.is === 'topic' ? [{ topic: at.means.topic, at, part }] : []));
  const featuresOf = (part: Part): readonly Spoken[] => within(part).filter(({ means }) => means.is === 'feature');
  const sidesIn = (part: Part): readonly Found<Side>[] =>
    sides.filter(({ start }) => part.start <= start && start < part.end);
  const sideOf = (...of: readonly Part[]): Side | undefined => {
    const own = of.map((part) => namedSide(sidesIn(part))).find((side) => side !== undefined);
    if (own) return own;
    const sentence = sides.filter(({ start }) =>
      parts.some((p) => p.sentence === of[0]?.sentence && p.start <= start && start < p.end),
    );
    return namedSide(sentence.length > 0 ? sentence : sides, true);
  };

  const direct = mentions.flatMap(({ means, start, end }): Claim[] => {
    if (means.is !== 'finding') return [];
    const part = partAt(parts, start);
    return part ? [directClaim(means, { start, end }, part, words, sideOf(part), language)] : [];
  });

  const linked = parts.flatMap((part, index) =>
    featuresOf(part).flatMap((feature): Claim[] => {
      if (feature.means.is !== 'feature') return [];
      const kind = feature.means.feature;
      const located = locate(
        kind,
        part,
        index,
        parts,
        topicsOf,
        (each) => featuresOf(each).length > 0 || ownVerb(each) || direct.some((claim) => claim.part === each),
        asked,
      );
      return located.flatMap(({ topic, at, part: where }) => {
        const meaning = meaningOf(
          kind,
          topic,
          sideOf(...new Set([where, part])),
          at !== undefined,
          plainlyFine(part, at !== undefined),
          asked,
        );
        if (!meaning) return [];
        const span = at ? { start: Math.min(at.start, feature.start), end: Math.max(at.end, feature.end) } : feature;
        const joined = parts.find(
          (each) => each.start > Math.min(where.start, part.start) && each.start <= Math.max(where.start, part.start),
        );
        return [
          {
            guess: undefined,
            denies: false,
            denied: 'part' as const,
            ...meaning,
            core: feature,
            place: at,
            near: kind === 'fine', // "no blood, all normal"
            shared: where !== part && joined?.joined !== 'or' && where.start > part.start,
            part,
            start: span.start,
            end: span.end,
          },
        ];
      });
    }),
  );

  const all = [...direct, ...linked];
  return [...all, ...placesOnly(parts, within, topicsOf, sideOf, sidesIn, plainlyPlace, asked, all)];
}

const partAt = (parts: readonly Part[], at: number): Part | undefined => parts.findLast(({ start }) => start <= at);

/** One side only, or both when left and right stand side by side. Elsewhere in a sentence only an unmistakable one counts. */
function namedSide(sides: readonly Found<Side>[], elsewhere = false): Side | undefined {
  const named = new Set(sides.map(({ means }) => means));
  if (named.has('both')) return elsewhere && named.size > 1 ? undefined : 'both';
  if (named.has('left') && named.has('right')) return undefined;
  return named.has('left') ? 'left' : named.has('right') ? 'right' : named.has('one') ? 'one' : undefined;
}

function directClaim(
  means: FindingMention,
  span: { readonly start: number; readonly end: number },
  part: Part,
  words: readonly string[],
  side: Side | undefined,
  language: Language,
): Claim {
  const bySide =
    means.value === 'by side'
      ? sided(means.question, side, manyLegs(words.slice(span.start, span.end), language))
      : undefined;
  const value = bySide ? bySide.value : means.value;
  return {
    question: means.question,
    value,
    guess: means.guess ?? bySide?.guess ?? value,
    denies: false,
    whole: means.denied === 'whole' && !(means.question === 'legWeakness' && side !== undefined && side !== 'both'),
    denied: means.denied,
    core: span,
    shared: false,
    part,
    ...span,
  };
}

/** Two or more legs are named without a side: "legs", "feet". */
function manyLegs(words: readonly string[], language: Language): boolean | undefined {
  const topics = language.mentions.find(words).flatMap(({ means }) => (means.is === 'topic' ? [means.topic] : []));
  return topics.includes('legs') ? true : topics.includes('leg') ? false : undefined;
}

type Sided = { readonly value: string | undefined; readonly guess: string | undefined };

/** A leg finding by its side. `many`: legs in the plural; undefined when no leg was named. */
function sided(question: QuestionId, side: Side | undefined, many: boolean | undefined): Sided {
  if (question === 'legWeakness')
    return side === undefined || side === 'one' ? { value: undefined, guess: undefined } : { value: side, guess: side };
  const both = question === 'legPain' ? 'both' : 'severe';
  const one = question === 'legPain' ? 'one' : 'mild';
  if (side === 'both') return { value: both, guess: both };
  if (side !== undefined) return { value: one, guess: one };
  if (many) return { value: undefined, guess: both };
  return many === false ? { value: one, guess: one } : { value: undefined, guess: one };
}

/** The body part that a complaint is about: in its own part, else earlier in the sentence, else next in a list, else what was asked about. */
function locate(
  kind: Feature,
  part: Part,
  index: number,
  parts: readonly Part[],
  topicsOf: (part: Part) => readonly Located[],
  saysMore: (part: Part) => boolean,
  asked: QuestionId | undefined,
): readonly Located[] {
  const own = topicsOf(part);
  const followers: Located[] = [];
  if (own.length > 0 || kind !== 'fine') {
    for (const next of parts.slice(index + 1)) {
      const list = next.joined === 'and' || next.joined === 'or' || next.joined === 'comma';
      if (!list || saysMore(next)) break;
      followers.push(...topicsOf(next));
      if (topicsOf(next).length === 0) break;
    }
  }
  const leaders: Located[] = [];
  if (own.length > 0) {
    for (const previous of parts.slice(0, index).toReversed()) {
      const follower = parts[parts.indexOf(previous) + 1];
      const list = follower?.joined === 'and' || follower?.joined === 'or' || follower?.joined === 'comma';
      if (!list || saysMore(previous) || topicsOf(previous).length === 0) break;
      leaders.push(...topicsOf(previous));
    }
    return [...leaders, ...own, ...followers];
  }
  const before = parts.slice(0, index).filter(({ sentence }) => sentence === part.sentence);
  const earlier = before.findLast((each) => topicsOf(each).length > 0);
  if (earlier) return topicsOf(earlier);
  const next = parts[index + 1];
  if (next && !next.opensClause && !endsReach(next.joined)) {
    const later = parts
      .slice(index + 1)
      .find((each) => topicsOf(each).length > 0 && each.sentence === part.sentence && !each.opensClause);
    if (later) return topicsOf(later);
  }
  const topic = asked && (kind !== 'pain' || asked === 'legPain') && topicAsked[asked];
  return topic ? [{ topic, at: undefined, part }] : [];
}

export const topicAsked: Readonly<Partial<Record<QuestionId, Topic>>> = {
  legWeakness: 'leg',
  weaknessCourse: 'leg',
  saddleNumbness: 'saddle',
  bladder: 'bladder',
  bowel: 'bowel',
  sensoryOrReflex: 'leg',
  legPain: 'leg',
};

type Meaning = Pick<Claim, 'question' | 'value' | 'whole'> &
  Partial<Pick<Claim, 'guess' | 'denies' | 'denied' | 'unsure'>>;

/** What a complaint of a body part says. "Fine" about a leg answers only the question that was asked about legs. */
function meaningOf(
  kind: Feature,
  topic: Topic,
  side: Side | undefined,
  located: boolean,
  plainlyFine: boolean,
  asked: QuestionId | undefined,
): Meaning | undefined {
  if (topic === 'elsewhere' || kind === 'worse' || kind === 'better') return undefined;
  const question = questionOf(kind, topic, asked);
  if (!question) return undefined;
  const named = question === 'legWeakness' || question === 'sensoryOrReflex' || question === 'legPain';
  const oneSide = named && side !== undefined && side !== 'both';
  switch (kind) {
    case 'fine':
      return { question, value: undefined, denies: true, unsure: !plainlyFine, whole: !oneSide && topic !== 'reflex' };
    case 'weak':
      return question === 'legWeakness'
        ? { question, ...sided(question, side, topic === 'legs'), whole: !oneSide }
        : { question, value: undefined, guess: 'altered', whole: false };
    case 'numb':
    case 'tingling':
      if (question === 'sensoryOrReflex')
        return {
          question,
          ...sided(question, side, topic === 'legs'),
          ...(kind === 'numb' && !located && !side && { value: undefined }),
          whole: kind === 'numb' && !oneSide,
        };
      if (question === 'saddleNumbness') return { question, value: 'yes', whole: kind === 'numb' };
      return { question, value: 'altered', whole: false };
    case 'pain':
      return question === 'legPain'
        ? { question, ...sided(question, side, topic === 'legs'), whole: !oneSide }
        : undefined;
    case 'trouble':
      return {
        unsure: question === 'legWeakness',
        question,
        value: undefined,
        guess: question === 'saddleNumbness' ? 'yes' : unspecified(question),
        whole: true,
      };
    case 'strange':
      if (question === 'saddleNumbness') return { question, value: 'yes', whole: true };
      return {
        question,
        value: undefined,
        guess: unspecified(question),
        unsure: question === 'legWeakness',
        whole: true,
      };
  }
}

function questionOf(kind: Feature, topic: Topic, asked: QuestionId | undefined): QuestionId | undefined {
  if (topic === 'below' && (asked === 'bladder' || asked === 'bowel')) return asked;
  if (topic === 'saddle' || topic === 'below') return kind === 'pain' || kind === 'weak' ? undefined : 'saddleNumbness';
  if (topic === 'bladder' || topic === 'bowel') return kind === 'pain' || kind === 'tingling' ? undefined : topic;
  if (topic === 'reflex' && kind !== 'fine') return undefined;
  if (kind === 'weak') return topic === 'feeling' ? undefined : 'legWeakness';
  if (kind === 'numb' || kind === 'tingling') return topic === 'feeling' ? undefined : 'sensoryOrReflex';
  if (kind === 'pain') return topic === 'feeling' ? undefined : 'legPain';
  const aboutLegs = asked === 'legWeakness' || asked === 'sensoryOrReflex' || asked === 'legPain';
  if (topic === 'reflex') return 'sensoryOrReflex';
  if (topic === 'feeling') return asked === 'saddleNumbness' || aboutLegs ? asked : undefined;
  return aboutLegs ? asked : undefined;
}

const unspecified = (question: QuestionId): string | undefined =>
  question === 'bladder' || question === 'bowel' ? 'altered' : question === 'sensoryOrReflex' ? 'mild' : undefined;

/** A body part alone answers a question about where: "the left leg". */
function placesOnly(
  parts: readonly Part[],
  within: (part: Part) => readonly Spoken[],
  topicsOf: (part: Part) => readonly Located[],
  sideOf: (...of: readonly Part[]) => Side | undefined,
  sidesIn: (part: Part) => readonly Found<Side>[],
  plainlyPlace: (part: Part) => boolean,
  asked: QuestionId | undefined,
  claims: readonly Claim[],
): readonly Claim[] {
  if (asked !== 'legWeakness' && asked !== 'legPain' && asked !== 'sensoryOrReflex') return [];
  if (claims.some(({ question }) => question === asked)) return [];
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
      !several &&
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
        unsure: !plainlyPlace(part),
        whole: first?.topic === 'legs' && sideOf(part) === undefined, // "none in the legs"
        denied: 'part',
        core: { start, end },
        shared: false,
        part,
        start,
        end,
      },
    ];
  });
}
