import { names } from '../phrases/mentions.ts';
import { partAt } from '../readings/clauses.ts';
import { contextReader } from '../readings/context.ts';
import type { Read } from '../readings/readings.ts';
import { covers, isInside, range, type Span } from '../words/spans.ts';
import { plain } from '../words/tokens.ts';

export type Cries = {
  readonly meant: 'selfHarm' | 'other' | undefined;
  /** The cries that are denied, with what denies them. */
  readonly denied: readonly Span[];
};

/**
 * The cries for other urgent help. Meant, and now: not "no chest pain", not a patient's "my father had a heart attack".
 * Whoever speaks for somebody cries for that person, and a wish to die is the writer's own whoever else is named.
 */
export function criesIn(message: Read): Cries {
  const { words, tokens, text, parts, mentions, times, role, asked, language } = message;
  const selfHarm = language.said.selfHarm.find(words);
  // as typed: "controle" is no misspelt "control" there
  const typed = tokens.map(({ start, end }) => plain(text.slice(start, end)));
  const elsewhere = language.criesElsewhere.find(typed);
  // no grammar of this language reads those: French "les" is no Spanish "to them"
  const foreign = elsewhere.filter(({ start, end }) => !typed.slice(start, end).every(language.isWord));
  const cries = [...selfHarm, ...language.said.otherEmergencies.find(words), ...elsewhere];
  if (cries.length === 0) return { meant: undefined, denied: [] };
  // "I suffocate in that tube" is a dread and no cry
  const figures = mentions.filter(
    ({ means }) =>
      means.is === 'figure' ||
      (means.is === 'finding' && means.question === 'claustrophobia' && means.when === 'always') ||
      (role === 'self' && asked === 'legWeakness' && names(means, 'weak')), // "the one that does not respond is the other"
  );
  // "chronic back pain, now chest pain": what was told before of something else tells no time of the cry
  const first = Math.min(...cries.map(({ start }) => start));
  const told = [...times, ...language.time.longAgo.find(words)];
  const before = parts.filter(
    ({ start, end }) =>
      end <= first && range(start, end).some((at) => !covers(told, at) && !language.said.small.has(words[at])),
  );
  const context = contextReader({ ...message, taken: cries }, cries, [...cries, ...before]);
  const denied: Span[] = [];
  const meant = cries.filter((cry) => {
    if (foreign.includes(cry)) return true;
    const part = partAt(parts, cry.start) ?? partAt(parts, cry.end - 1); // "?CES"
    if (!part || isInside(cry, figures)) return false;
    const { polarity, deniedBy, supposed, whose, when } = context({
      start: cry.start,
      end: cry.end,
      core: cry,
      part,
    });
    if (polarity === 'negated') denied.push(cry, ...deniedBy);
    // "chronic pain, suicidal", but not "suicidal years back"
    const isOld = when.old && (when.ago || when.days !== undefined || !selfHarm.includes(cry));
    const past = when.over !== undefined || isOld || (when.ago && when.days !== undefined && when.days > 2);
    const theirs = whose === 'patient' || role !== 'self' || selfHarm.includes(cry);
    // "I can't take it any more I want to end it": what is denied is something else
    const farDenied = selfHarm.includes(cry) && deniedBy.every(({ end }) => cry.start - end > 2);
    // "if it gets worse I will end it": a life is in danger now
    const real = !supposed || selfHarm.includes(cry);
    return (polarity === 'affirmed' || farDenied) && real && theirs && !past;
  });
  const kind = meant.some((cry) => selfHarm.includes(cry)) ? 'selfHarm' : 'other';
  return { meant: meant.length === 0 ? undefined : kind, denied };
}
