import type { Answer, QuestionId, Role } from '../../machines/findings.ts';
import { claimsIn } from './claims.ts';
import { type Part, partsOf } from './clauses.ts';
import { contextReader } from './context.ts';
import { courseEvidence } from './course.ts';
import { widened } from './extent.ts';
import type { Language } from './language.ts';
import type { Mention } from './mentions.ts';
import type { Found } from './phraseBook.ts';
import { mentionsIn } from './spokenMentions.ts';
import { type TakenBack, takenBack } from './takenBack.ts';
import type { Token } from './tokens.ts';
import { timeOnlyEvidence, weigh } from './weigh.ts';
import type { Opening } from './wholeAnswer.ts';

/** One thing that a message says about one question, with how sure it is and the tokens it rests on. */
export type Evidence = {
  readonly question: QuestionId;
  readonly says: 'is' | 'isNot';
  /** The value that it says, or denies; undefined when it is there but which one is not certain. */
  readonly value: Answer | undefined;
  /** The likeliest value when `value` is not certain. */
  readonly guess: Answer | undefined;
  readonly certain: boolean;
  /** For `isNot`: it denies all that the question asks, not only one of its signs. */
  readonly whole: boolean;
  readonly start: number;
  readonly end: number;
};

/** A message read: what it says, and what in the words after a "yes" or "no" could take that back. */
export type Read = TakenBack & {
  readonly mentions: readonly Found<Mention>[];
  readonly evidence: readonly Evidence[];
  readonly parts: readonly Part[];
};

/** Everything that a message says about the questions, read in the order mentions → claims → context. */
export function evidenceIn(
  tokens: readonly Token[],
  opening: Opening | undefined,
  asked: QuestionId | undefined,
  role: Role,
  language: Language,
): Read {
  const words = tokens.map(({ word }) => word);
  const mentions = mentionsIn(words, asked, language);
  const firm = opening && (opening.answer === 'yes' || opening.answer === 'no' || opening.answer === 'fine');
  const taken = [...mentions, ...(firm ? [{ start: opening.start, end: opening.rest }] : [])];
  const parts = partsOf(words, mentions, taken, language);
  const phrases = mentions.filter(
    ({ means }) => means.is === 'figure' || (means.is === 'finding' && !keepsTime(means.question)),
  );
  const contextOf = contextReader(tokens, parts, taken, phrases, role, language);

  const claimed = claimsIn(words, mentions, parts, asked, language).flatMap((claim): Evidence[] => {
    const context = contextOf(claim);
    return context.ofPatient ? [weigh(claim, context)] : [];
  });
  const weighed = widened(claimed, words, parts, mentions, contextOf, language);
  const namesPart = mentions.some(({ means }) => means.is === 'topic');
  const evidence = [
    ...weighed,
    ...timeOnlyEvidence(words, weighed, asked, opening?.answer === 'yes', namesPart, language),
    ...courseEvidence(words, parts, mentions, weighed, asked, contextOf, language),
  ];
  return {
    mentions,
    evidence,
    parts,
    ...takenBack(words, { mentions, parts, taken, evidence }, opening?.rest ?? 0, asked, language),
  };
}

/** Phrases of these questions may hold their own time: "a fusion in 2018". */
const keepsTime = (question: QuestionId): boolean =>
  question === 'spinalSurgery' || question === 'trauma' || question === 'pregnancy';
