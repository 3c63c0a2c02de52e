import { type Findings, isProfessional, type Role } from '../../../machines/findings.ts';
import type { Likelihoods } from '../likely/likelihoods.ts';
import { textOf } from '../readings/message.ts';
import { type Read, read } from '../readings/readings.ts';
import { covers } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';
import { type Cries, criesIn } from './cries.ts';
import type { OpenSigns } from './openSigns.ts';
import { findingOf, isEmergency, otherFindings } from './otherFindings.ts';

/**
 * As likely as not is enough in a story: who tells of an emergency first of all must not have to answer questions. What is
 * said in a few words, or in a professional's, the phrases know, and likeness errs.
 */
const likelyUrgent = { story: 0.5, professional: 0.75, fewWords: 0.9 };
const mayBeUrgent = 0.1;
const storyLength = 8;

/** The places of the words left over, the cries, and what is not certain. */
type FirstWords = { readonly left: readonly number[]; readonly cries: Cries; readonly open: OpenSigns };

/** Whether first words tell of an emergency where no phrase of them does. */
export function looksUrgent(
  message: Read,
  { left, cries: { denied }, open }: FirstWords,
  likelihoods: Likelihoods,
): boolean {
  const { text, readings, mentions, words, role, onlyConditions, language } = message;
  // "no chest pain nor short of breath": a cry that is denied leaves nothing over
  const isUnderstood = left.every((at) => covers(denied, at));
  const namesNothing =
    mentions.every(({ means }) => means.is !== 'topic' || means.topic === 'elsewhere') &&
    !words.some((word) => language.people.relatives.has(word));
  /** "I go to work and my back hurts": every word was understood, and none of them tells of a sign. */
  const tellsNone =
    isUnderstood &&
    readings.every(({ says }) => says === 'isNot') &&
    (readings.length > 0 || denied.length > 0 || namesNothing);
  if (onlyConditions || tellsNone) return false;
  const probability = urgency(text, likelihoods);
  return (
    (open.isAlone && isEmergency(open.doubtful)) ||
    isUrgent(text, probability, sureOf(text, role)) ||
    pieces(message).some((piece) => isUrgent(piece, urgency(piece, likelihoods), likelyUrgent.fewWords)) ||
    (role === 'self' && probability > mayBeUrgent && isOfAnother(message))
  );
}

/** Whose words open a conversation is not known yet: "my dad can't feel when he wees". */
function isOfAnother(message: Read): boolean {
  const told = read({ ...message, role: 'carer' });
  return isEmergency(otherFindings(told)) || criesIn(told).meant !== undefined;
}

const urgency = (text: string, likelihoods: Likelihoods): number =>
  likelihoods(text, 'emergency').find(({ value }) => value === 'emergency')?.probability ?? 0;

/** How likely it must be that a whole message is urgent. */
function sureOf(text: string, role: Role): number {
  if (text.trim().split(/\s+/u).length < storyLength) return likelyUrgent.fewWords;
  return isProfessional(role) ? likelyUrgent.professional : likelyUrgent.story;
}

/** One word that no phrase knows is a name ("Bob") more often than a cry. */
const isUrgent = (text: string, probability: number, sure: number): boolean =>
  /\p{L}\s+\p{L}/u.test(text) && probability > sure;

/**
 * The words of a message, its sentences, and of what is left without its calm words: what is urgent by itself
 * is no less so beside them.
 */
function pieces(message: Read): readonly string[] {
  const { text, words, parts, calm } = message;
  const starts = parts.flatMap(({ start, sentence }, at) => (sentence === parts[at - 1]?.sentence ? [] : [start]));
  const sentences = starts.map((start, at) => textOf(message, { start, end: starts[at + 1] ?? words.length }));
  const rest = words.flatMap((word, at) =>
    covers(calm, at) || isMark(word) ? [] : [textOf(message, { start: at, end: at + 1 })],
  );
  const calmer = calm.length > 0 && rest.length > 0 ? [rest.join(' ')] : [];
  return [...new Set([words.join(' '), ...sentences, ...calmer])].filter((piece) => piece !== text);
}

/** "It gets weaker every day", "fever, and my legs are weak": of which leg is asked after the number is known. */
export function worsensSomewhere({ readings }: Read, others: Findings): boolean {
  if (others.legWeakness !== undefined) return false;
  const isWeak =
    !isEmergency(others) &&
    readings.some(
      ({ question, says, value, certain }) =>
        (question === 'legWeakness' || question === 'sensoryOrReflex') &&
        says === 'is' &&
        certain &&
        isEmergency({ ...others, ...(value === undefined ? { legWeakness: 'unsure' } : findingOf(question, value)) }),
    );
  return others.weaknessCourse === 'worsening' || isWeak;
}
