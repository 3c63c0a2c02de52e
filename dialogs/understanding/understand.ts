import { type Findings, finding, type QuestionId, questionIdSchema, type Role } from '../../machines/findings.ts';
import { emergencyRules } from '../../machines/urgencyRules.ts';
import type { Asked, Heard } from '../heard.ts';
import { commandWithin, wholeCommand } from './commands.ts';
import { afterCorrections, correctedSide } from './corrections.ts';
import { cryIn } from './cries.ts';
import { type Evidence, evidenceIn, type Read } from './evidence.ts';
import { type Language, languageOf } from './language.ts';
import { isOffTopic, isSmallTalk } from './offTopic.ts';
import { ownAnswer } from './ownAnswer.ts';
import { type Settled, settle } from './settle.ts';
import { normalise, type Token } from './tokens.ts';
import { answerOf, type Opening } from './wholeAnswer.ts';

/**
 * What a typed message says for certain, when `asked` was asked. Never throws; text over 2,000 characters is not read.
 * A message goes through normalise → tokens → mentions → claims → evidence (with its context) → settled findings.
 * @param locale of the words; without a lexicon for it, English
 * @param today the day on which it is said: "in 2019" is long ago, or not
 * @param role whose "I" this is: the patient's own, or that of someone who speaks about a patient
 */
export function understand(text: string, asked: Asked, locale: string, today: Date, role: Role = 'self'): Heard {
  const language = languageOf(locale);
  const normal = normalise(text);
  const tokens = language.tokenise(normal);
  const words = tokens.map(({ word }) => word);
  if (words.length === 0) return { kind: 'ambiguous', findings: {} };

  const correction =
    typeof asked === 'string' && asked !== 'confirmation' ? correctedSide(asked, words, language) : undefined;
  const opening = correction ? undefined : answerOf(words, language);
  if (asked === 'confirmation') {
    if (opening?.alone && (opening.answer === 'yes' || opening.answer === 'fine')) return { kind: 'confirm' };
    if (opening?.alone && opening.answer === 'no') return { kind: 'decline' };
  }
  const question = asked === 'confirmation' ? undefined : asked;
  const read = evidenceIn(tokens, opening, question, role, language);
  const others = otherFindings(read.evidence, question, words, language);
  const own = question
    ? (correctedOwn(question, normal, tokens, locale, today, role, language) ??
      ownAnswer(question, read, opening, words, language))
    : nothing;
  const ownFindings = question && own.is === 'value' ? (finding(question, own.value) ?? {}) : {};
  const rests = restsOn(normal, tokens, read.evidence, opening);

  const cry = cryIn(tokens, read.parts, role, language);
  const findings = { ...others, ...ownFindings };
  // what answers the question is an answer, and the pathway finds the emergency in it; all else is said now
  if (cry || (isEmergency(findings) && !isEmergency(ownFindings)) || isEmergency(others))
    return { kind: 'emergency', findings, other: cry, rests };
  const command =
    wholeCommand(words, language) ??
    commandWithin(words, [...read.evidence.filter(({ certain }) => certain), ...spanOf(opening)], language);
  if (command) return command;
  if (saysUnder18(words, language)) return { kind: 'under18', findings, rests };
  if (question) return heardAs(question, own, others, rests, words, read, language);
  return Object.keys(others).length > 0 ? { kind: 'answer', findings: others, rests } : { kind: 'off-topic' };
}

/** "I am 15", but not "I am 15 stone" or "15 weeks". */
const saysUnder18 = (words: readonly string[], { said, words: { fillers, and, starts } }: Language): boolean =>
  said.under18.find(words).some(({ end }) => {
    const next = words[end] ?? '';
    const counts = /^\d/u.test(words[end - 1] ?? '') && /^\p{L}/u.test(next);
    return !counts || [fillers, and, starts].some((small) => small.has(next)) || said.contrast.find([next]).length > 0;
  });

const nothing: Settled = { is: 'nothing' };

/** What a correction in the middle puts in place of the words before it; the last one that says something counts. */
function correctedOwn(
  question: QuestionId,
  normal: string,
  tokens: readonly Token[],
  locale: string,
  today: Date,
  role: Role,
  language: Language,
): Settled | undefined {
  const words = tokens.map(({ word }) => word);
  for (const after of afterCorrections(words, language).slice(0, 2)) {
    const corrected = understand(normal.slice(tokens[after]?.start), question, locale, today, role);
    if (corrected.kind === 'answer' || corrected.kind === 'emergency') {
      const value = corrected.findings[question];
      if (value !== undefined) return { is: 'value', value };
    }
    if (corrected.kind === 'ambiguous' && corrected.guess) return { is: 'doubt', guess: corrected.guess[question] };
  }
  return undefined;
}

function heardAs(
  question: QuestionId,
  own: Settled,
  others: Findings,
  rests: string,
  words: readonly string[],
  read: Read,
  language: Language,
): Heard {
  switch (own.is) {
    case 'value':
      return { kind: 'answer', findings: { ...others, ...finding(question, own.value) }, rests };
    case 'present':
      return { kind: 'partial', findings: others, rests };
    case 'doubt': {
      if (isSmallTalk(words, read, language)) return { kind: 'off-topic' };
      const guess = own.guess === undefined ? undefined : finding(question, own.guess);
      return { kind: 'ambiguous', findings: others, rests, ...(guess && { guess }) };
    }
    case 'nothing': {
      return Object.keys(others).length === 0 && isOffTopic(words, read, language)
        ? { kind: 'off-topic' }
        : { kind: 'ambiguous', findings: others };
    }
  }
}

const spanOf = (opening: Opening | undefined): readonly { readonly start: number; readonly end: number }[] =>
  opening && (opening.answer === 'yes' || opening.answer === 'no') && opening.rest > 0
    ? [{ start: opening.start, end: opening.rest }]
    : [];

/** Certain findings about questions other than the one asked. */
function otherFindings(
  evidence: readonly Evidence[],
  asked: QuestionId | undefined,
  words: readonly string[],
  language: Language,
): Findings {
  const settled = questionIdSchema.options
    .filter((question) => question !== asked)
    .map((question) => {
      const said = settle(question, evidence, undefined, {
        contrast: true,
        exception: false,
        hedged: false,
        unread: false,
      });
      // that nothing is numb says nothing of stiff legs or reflexes: asked when its turn comes
      const tooLittle = question === 'sensoryOrReflex' && said.is === 'value' && said.value === 'none';
      return said.is === 'value' && !tooLittle ? finding(question, said.value) : undefined;
    });
  return Object.assign({}, ...settled, asked && correctedSide(asked, words, language));
}

const isEmergency = (findings: Findings): boolean => emergencyRules(findings).length > 0;

function restsOn(
  text: string,
  tokens: readonly Token[],
  evidence: readonly Evidence[],
  opening: Opening | undefined,
): string {
  const spans = [...evidence, ...(opening && opening.rest > 0 ? [{ start: opening.start, end: opening.rest }] : [])];
  const starts = spans.map(({ start }) => tokens[start]?.start ?? 0);
  const ends = spans.map(({ end }) => tokens[end - 1]?.end ?? 0);
  return spans.length === 0 ? text.trim() : text.slice(Math.min(...starts), Math.max(...ends));
}
