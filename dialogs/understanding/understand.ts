import { answersTo, finding, type Findings, type QuestionId, questionIdSchema, type Role } from '../../machines/findings.ts';
import type { Asked, Heard } from '../heard.ts';
import { commandWithin, wholeCommand } from './commands.ts';
import { type Evidence, evidenceIn } from './evidence.ts';
import { type Language, languageOf } from './language.ts';
import { type Opening, openingOf } from './wholeAnswer.ts';
import { settle } from './settle.ts';
import { normalise, type Token } from './tokens.ts';

/**
 * What a typed message says for certain, when `asked` was asked. Never throws; text over 2,000 characters is not read.
 * @param locale of the words; without a lexicon for it, English
 * @param role whose "I" this is: the patient's own, or that of someone who speaks about a patient
 */
export function understand(text: string, asked: Asked, locale: string, role: Role = 'self'): Heard {
  const language = languageOf(locale);
  const normal = normalise(text);
  const tokens = language.tokenise(normal);
  const words = tokens.map(({ word }) => word);
  if (words.length === 0) return { kind: 'ambiguous', findings: {} };

  const opening = openingOf(words, language);
  if (asked === 'confirmation' && opening?.alone) {
    if (opening.answer === 'yes' || opening.answer === 'fine') return { kind: 'confirm' };
    if (opening.answer === 'no') return { kind: 'decline' };
  }
  const question = asked === 'confirmation' ? undefined : asked;
  const evidence = evidenceIn(tokens, opening, question, role, language);
  const cry = language.said.otherEmergency.find(words).length > 0;
  const command = cry || evidence.length > 0 ? undefined : (wholeCommand(words, language) ?? commandWithin(words, language));
  if (command) return command;

  const option = question && optionIn(words, question, language);
  const others = findingsOf(evidence, question);
  if (cry || isEmergency(others)) return { kind: 'emergency', findings: others, other: cry, rests: normal.trim() };
  if (language.said.under18.find(words).length > 0) return { kind: 'under18', findings: others, rests: normal.trim() };
  if (!question) return Object.keys(others).length > 0 ? { kind: 'answer', findings: others, rests: normal } : { kind: 'off-topic' };
  if (option) return { kind: 'answer', findings: option, rests: normal.trim() };

  const said = settle(question, evidence, opening, hasContrast(words, language));
  const rests = restsOn(normal, tokens, evidence, opening);
  switch (said.is) {
    case 'value':
      return { kind: 'answer', findings: { ...others, ...finding(question, said.value) }, rests };
    case 'present':
      return { kind: 'partial', findings: others, rests };
    case 'doubt': {
      const guess = said.guess === undefined ? undefined : finding(question, said.guess);
      return { kind: 'ambiguous', findings: others, rests, ...(guess && { guess }) };
    }
    case 'nothing':
      return language.said.offTopic.find(words).length > 0 ? { kind: 'off-topic' } : { kind: 'ambiguous', findings: others };
  }
}

/** A button's words or number as the whole message. */
function optionIn(words: readonly string[], question: QuestionId, language: Language): Findings | undefined {
  const bare = words.filter((word) => !/^[^\p{L}\d]/u.test(word));
  for (const { means, start, end } of language.options.find(bare)) {
    const around = [...bare.slice(0, start), ...bare.slice(end)];
    if (!around.every((word) => language.words.fillers.has(word) || word === 'leg')) continue;
    if ('question' in means) {
      if (means.question === question) return finding(question, means.value);
    } else if (around.length === 0) return finding(question, answersTo(question).at(means.ordinal < 0 ? -1 : means.ordinal - 1));
  }
  return undefined;
}

const hasContrast = (words: readonly string[], language: Language): boolean => language.said.contrast.find(words).length > 0;

function findingsOf(evidence: readonly Evidence[], asked: QuestionId | undefined): Findings {
  return Object.assign(
    {},
    ...questionIdSchema.options
      .filter((question) => question !== asked)
      .map((question) => {
        const said = settle(question, evidence, undefined, true);
        return said.is === 'value' ? finding(question, said.value) : {};
      }),
  );
}

/** Findings that are an emergency by themselves: rules E1-E4, E6, E9 and E10. */
function isEmergency(findings: Findings): boolean {
  return (
    findings.saddleNumbness === 'yes' ||
    ['retention', 'incontinence', 'altered'].includes(findings.bladder ?? '') ||
    ['incontinence', 'altered'].includes(findings.bowel ?? '') ||
    findings.legWeakness === 'both' ||
    ['severe', 'cord-signs'].includes(findings.sensoryOrReflex ?? '') ||
    findings.legPain === 'both' ||
    findings.trauma === 'major' ||
    findings.weaknessCourse === 'worsening'
  );
}

function restsOn(text: string, tokens: readonly Token[], evidence: readonly Evidence[], opening: Opening | undefined): string {
  const spans = [...evidence, ...(opening ? [{ start: opening.start, end: opening.rest }] : [])];
  const starts = spans.map(({ start }) => tokens[start]?.start ?? 0);
  const ends = spans.map(({ end }) => tokens[end - 1]?.end ?? 0);
  return spans.length === 0 ? text.trim() : text.slice(Math.min(...starts), Math.max(...ends));
}
