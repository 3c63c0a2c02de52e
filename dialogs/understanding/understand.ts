import {
  type Answer,
  type Findings,
  finding,
  type QuestionId,
  questionIds,
  type Role,
} from '../../machines/findings.ts';
import { emergencyRules } from '../../machines/urgencyRules.ts';
import type { Asked, Heard } from '../heard.ts';
import { changesAnother, commandWithin, wholeCommand } from './answer/commands.ts';
import { afterCorrection } from './answer/corrections.ts';
import { criesIn } from './answer/cries.ts';
import { factsIn, isMadeMilder, leftOver } from './answer/explained.ts';
import { isOffTopic } from './answer/offTopic.ts';
import { likelyCommand, looksUrgent, mayBeUrgent, proposed } from './answer/proposals.ts';
import { speaksOfTwoSides } from './answer/secondSides.ts';
import { deniedValue, type Said, type Settled, settle } from './answer/settle.ts';
import { isUnder18 } from './answer/under18.ts';
import type { Likelihoods } from './likely/likelihoods.ts';
import { type Language, languageOf } from './phrases/language.ts';
import { type Read, read } from './readings/readings.ts';
import { covers, type Span } from './readings/spans.ts';
import { normalise } from './words/tokens.ts';

/**
 * What a typed message says for certain, when `asked` was asked. Never throws; text over 2,000 characters is not read.
 * Words → phrases → readings → answer.
 * @param locale of the words; without a lexicon for it, English
 * @param today the day on which it is said: "in 2019" is long ago, or not
 * @param role whose "I" this is: the patient's own, or that of someone who speaks about a patient
 */
export function understand(text: string, asked: Asked, locale: string, today: Date, role: Role = 'self'): Heard {
  const language = languageOf(locale);
  return understandIn(language, language.lexicon.likelihoods, text, asked, locale, today, role);
}

/** What the phrases alone say: nothing that is only likely is proposed. */
export function saidByPhrases(text: string, asked: Asked, locale: string, today: Date, role: Role): Heard {
  return understandIn(languageOf(locale), nothingAlike, text, asked, locale, today, role);
}

const nothingAlike: Likelihoods = () => [];

/** A number, a picture or another language is like nothing in the examples: at least half of the words must be known. */
function isIn({ isWord }: Language, words: readonly string[]): boolean {
  const spelled = words.filter((word) => /^\p{L}/u.test(word));
  return spelled.length > 0 && spelled.filter(isWord).length * 2 >= spelled.length;
}

function understandIn(
  language: Language,
  likelihoods: Likelihoods,
  text: string,
  asked: Asked,
  locale: string,
  today: Date,
  role: Role,
): Heard {
  const normal = normalise(text);
  const tokens = language.tokenise(normal);
  if (tokens.length === 0) return { kind: 'ambiguous', findings: {} };

  const question = asked === 'confirmation' ? undefined : asked;
  const message = read(tokens, question, today, role, language);
  const alike = isIn(language, message.words) ? likelihoods : nothingAlike;
  if (asked === 'confirmation') {
    const means = new Set(message.answers.map((each) => each.means));
    const only = message.answers.length > 0 && leftOver(message, undefined, undefined, language).length === 0;
    if (only && [...means].every((each) => each === 'yes' || each === 'fine')) return { kind: 'confirm' };
    if (only && [...means].every((each) => each === 'no')) return { kind: 'decline' };
  }
  const settled = (about: QuestionId): Settled =>
    settle(
      about,
      message.readings,
      about === question ? saidIn(about, message) : nothingSaid,
      (value) => leftOver(message, question, about === question ? value : undefined, language).length === 0,
    );
  // "I made a mistake about my bladder, yes, I do leak": that "yes" answers another question
  const own: Settled =
    question && !changesAnother(question, message.words, language)
      ? (acknowledged(question, message, language) ??
        corrected(question, message, today, role, language) ??
        settled(question))
      : { is: 'nothing' };
  const others = otherFindings(question, settled);
  const ownFindings = question && own.is === 'value' ? findingOf(question, own.value) : {};
  const findings = { ...others, ...ownFindings };
  const left = leftOver(message, undefined, undefined, language);
  const unheard = stretches(left, message, normal);
  const unused = factsIn(message.words, message.used, language).map(({ start, end }) =>
    normal.slice(tokens[start]?.start, tokens[end - 1]?.end),
  );
  const said = {
    rests: restsOn(normal, message),
    ...(unheard.length > 0 && { unheard }),
    ...(unused.length > 0 && { unused }),
  };

  const { meant: cry, denied } = criesIn(message, today, role, language);
  // "it gets weaker every day", before anything was asked: of which leg is asked after the number is known
  const worsens =
    asked === undefined &&
    others.legWeakness === undefined &&
    (others.weaknessCourse === 'worsening' ||
      (!isEmergency(others) && isEmergency({ ...others, ...deficitIn(message) })));
  // what answers the question is an answer, and the pathway finds the emergency in it; all else is said now
  if (cry !== undefined || worsens || (isEmergency(findings) && !isEmergency(ownFindings)) || isEmergency(others))
    return {
      kind: 'emergency',
      findings,
      other: cry !== undefined || worsens,
      ...(cry === 'selfHarm' && { selfHarm: true as const }),
      ...said,
    };
  const whole = wholeCommand(message.words, language);
  const command =
    whole ??
    commandWithin(
      message.words,
      [...message.readings.filter(({ certain }) => certain), ...message.answers],
      question !== undefined,
      language,
    );
  // "no chest pain nor short of breath": a cry that is denied, with every other word explained
  const deniesCries = denied.length > 0 && left.every((at) => covers(denied, at));
  const onlyDenies =
    (message.readings.length > 0 || deniesCries) && message.readings.every(({ says }) => says === 'isNot');
  /** Whose words open a conversation is not known yet: "my dad can't feel when he wees". */
  const ofAnother = (): boolean =>
    role === 'self' &&
    understandIn(language, nothingAlike, text, undefined, locale, today, 'carer').kind === 'emergency';
  const urgent =
    asked === undefined &&
    !onlyDenies &&
    !message.onlyConditions &&
    (looksUrgent(normal, alike) || (mayBeUrgent(normal, alike) && ofAnother()));
  // "should I worry that I leak?" tells of an emergency first
  if (command && !whole && urgent) return { kind: 'emergency', findings: others, other: true, ...said };
  if (command?.command === 'change' && command.question)
    return { ...command, ...changedTo(command.question, text, locale, today, role) };
  if (command) return command;
  const saysNothing = own.is === 'nothing' && Object.keys(others).length === 0 && asked !== 'confirmation';
  const likely = saysNothing && !urgent ? likelyCommand(normal, alike) : undefined;
  if (likely) return { kind: 'command', command: likely };
  if (isUnder18(message.words, language)) return { kind: 'under18', findings, ...said };
  const offTopic = isOffTopic(message, left, language);
  if (!question) {
    if (urgent) return { kind: 'emergency', findings: others, other: true, ...said };
    if (Object.keys(others).length > 0) return { kind: 'answer', findings: others, ...said };
    return offTopic ? { kind: 'off-topic' } : { kind: 'story', unheard };
  }
  const open =
    own.is === 'nothing' && offTopic ? own : proposed(question, own, normal, alike, !speaksOfMore(message, language));
  return heardAs(question, open, others, said, offTopic);
}

/** "At first a patch on the left", "a patch, the rest is worse": there may be more than likeness knows of. */
const speaksOfMore = (message: Read, language: Language): boolean =>
  speaksOfTwoSides(message, language) ||
  language.time.atFirst.find(message.words).length > 0 ||
  message.words.some((word) => language.said.rest.has(word));

/** "I made a mistake about my bladder, I do leak": what is said in passing of what is to be changed. */
function changedTo(
  question: QuestionId,
  text: string,
  locale: string,
  today: Date,
  role: Role,
): { findings?: Findings } {
  const language = languageOf(locale);
  const message = read(language.tokenise(normalise(text)), question, today, role, language);
  const certain = message.readings.filter((each) => each.question === question && each.certain && each.says === 'is');
  const meant = settle(question, certain, nothingSaid, () => true);
  return meant.is === 'value' ? { findings: findingOf(question, meant.value) } : {};
}

/** "OK" and no more: an answer only where it was asked how something is. */
function acknowledged(
  question: QuestionId,
  { words }: Read,
  { said: { acknowledgements, small } }: Language,
): Settled | undefined {
  const found = acknowledgements.find(words);
  const isAll = found.length > 0 && words.every((word, at) => covers(found, at) || small.has(word));
  if (!isAll || question === 'bladder' || question === 'bowel') return undefined;
  return { is: 'doubt', guess: deniedValue(question) };
}

/** "Left. No wait, right": what comes after a correction stands in the place of what was before; a "none" only if confirmed. */
function corrected(
  question: QuestionId,
  { tokens, words }: Read,
  today: Date,
  role: Role,
  language: Language,
): Settled | undefined {
  const after = afterCorrection(words, language);
  if (after === 0) return undefined;
  const rest = read(tokens.slice(after), question, today, role, language);
  const meant = settle(
    question,
    rest.readings,
    saidIn(question, rest),
    (value) => leftOver(rest, question, value, language).length === 0,
  );
  if (meant.is === 'nothing') return undefined;
  return meant.is === 'value' && meant.value === deniedValue(question) ? { is: 'doubt', guess: meant.value } : meant;
}

function heardAs(
  question: QuestionId,
  own: Settled,
  others: Findings,
  said: { readonly rests: string; readonly unheard?: readonly string[] },
  offTopic: boolean,
): Heard {
  switch (own.is) {
    case 'value':
      return { kind: 'answer', findings: { ...others, ...findingOf(question, own.value) }, ...said };
    case 'present':
      return question === 'legWeakness'
        ? { kind: 'partial', findings: others, ...said }
        : { kind: 'ambiguous', findings: others, which: true, ...said };
    case 'doubt': {
      const guess = own.guess === undefined ? undefined : findingOf(question, own.guess);
      return { kind: 'ambiguous', findings: others, ...said, ...(guess && { guess }) };
    }
    case 'nothing':
      return Object.keys(others).length === 0 && offTopic
        ? { kind: 'off-topic' }
        : { kind: 'ambiguous', findings: others, ...said };
  }
}

/** How a reading came about: what `npm run -s understand -- --explain` prints. */
export function explain(text: string, asked: QuestionId | undefined, locale: string, today: Date, role: Role): object {
  const language = languageOf(locale);
  const normal = normalise(text);
  const message = read(language.tokenise(normal), asked, today, role, language);
  const { words, answers, mentions, readings, parts } = message;
  const saying = ({ start, end }: Span): string => words.slice(start, end).join(' ');
  const left = leftOver(message, asked, undefined, language);
  return {
    words: words.join(' '),
    parts: parts.map((part) => `${part.joined}: ${saying(part)}`),
    phrases: mentions.map((each) => `${saying(each)} = ${Object.values(each.means).filter(Boolean).join(' ')}`),
    answers: answers.map((each) => `${saying(each)} = ${each.means}`),
    readings: readings.map(
      ({ question, says, value, guess, certain, whole, ...span }) =>
        `${saying(span)} = ${question} ${says} ${value ?? `(${guess ?? '?'})`}${certain ? '' : ' perhaps'}${whole ? ' at all' : ''}`,
    ),
    leftOver: left.map((at) => words[at]),
  };
}

const findingOf = (question: QuestionId, value: Answer): Findings => finding(question, value) ?? {};

/** Certain findings about questions other than the one asked. */
function otherFindings(asked: QuestionId | undefined, settled: (about: QuestionId) => Settled): Findings {
  const said = questionIds
    .filter((question) => question !== asked)
    .map((question) => {
      const { is, ...rest } = settled(question);
      const value = is === 'value' && 'value' in rest ? rest.value : undefined;
      // that nothing is numb says nothing of stiff legs or reflexes: asked when its turn comes
      const tooLittle =
        value === undefined || value === 'unsure' || (question === 'sensoryOrReflex' && value === 'none');
      return tooLittle ? {} : findingOf(question, value);
    });
  return Object.assign({}, ...said);
}

const nothingSaid: Said = {
  yes: false,
  no: false,
  fine: false,
  unsure: false,
  hedgedYes: false,
  hedgedNo: false,
};

function saidIn(question: QuestionId, { answers: all, used, readings, ofOthers }: Read): Said {
  // "my wife's is normal, mine isn't": it answers what was just said, and that is not the question
  const first = Math.min(...used.map(({ start }) => start));
  // "my mother has it, I do not"
  const isUnlikeOthers =
    readings.length === 0 &&
    ofOthers.length > 0 &&
    ofOthers.every((one) => one.question === question && one.says === 'is');
  const answers = all.map((each) =>
    each.means === 'no' &&
    (each.elliptical
      ? each.start > first && !isUnlikeOthers
      : readings.some((one) => one.start < each.start && (one.question !== question || one.says === 'is')))
      ? { ...each, means: 'hedgedNo' as const }
      : each,
  );
  const counting = answers.filter((each) => !isMadeMilder(each, question, readings));
  const says = (...means: readonly string[]): boolean => counting.some((each) => means.includes(each.means));
  return {
    yes: says('yes'),
    no: says('no'),
    fine: says('fine'),
    unsure: says('unsure', 'unsureOnly'),
    hedgedYes: says('hedgedYes'),
    hedgedNo: says('hedgedNo'),
  };
}

const isEmergency = (findings: Findings): boolean => emergencyRules(findings).length > 0;

/** "Fever, and my legs are weak": of which leg was not said, but that something is there was. */
const deficitIn = ({ readings }: Read): Findings =>
  readings.some(
    ({ question, says, value, certain }) =>
      (question === 'legWeakness' || question === 'sensoryOrReflex') && says === 'is' && value === undefined && certain,
  )
    ? findingOf('legWeakness', 'unsure')
    : {};

/** The words left over, as typed: neighbours together, with the small words between them. */
function stretches(left: readonly number[], { tokens, parts }: Read, text: string): readonly string[] {
  const found: { start: number; end: number; part: unknown }[] = [];
  for (const at of left) {
    const token = tokens[at];
    const part = parts.findLast(({ start }) => start <= at);
    const last = found.at(-1);
    if (token === undefined) continue;
    if (last && last.part === part) last.end = token.end;
    else found.push({ start: token.start, end: token.end, part });
  }
  return found.map(({ start, end }) => text.slice(start, end));
}

function restsOn(text: string, { tokens, readings, answers }: Read): string {
  const spans = [...readings, ...answers];
  const starts = spans.map(({ start }) => tokens[start]?.start ?? 0);
  const ends = spans.map(({ end }) => tokens[end - 1]?.end ?? 0);
  return spans.length === 0 ? text.trim() : text.slice(Math.min(...starts), Math.max(...ends));
}
