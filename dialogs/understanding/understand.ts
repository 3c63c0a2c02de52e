import { type Findings, finding, type QuestionId, questionIds, type Role } from '../../machines/findings.ts';
import { emergencyRules } from '../../machines/urgencyRules.ts';
import type { Asked, Heard } from '../heard.ts';
import { commandWithin, wholeCommand } from './answer/commands.ts';
import { criesIn } from './answer/cries.ts';
import { isExplained, leftOver } from './answer/explained.ts';
import { likelyAnswer } from './answer/likelyAnswer.ts';
import { offered } from './answer/offered.ts';
import { isOffTopic } from './answer/offTopic.ts';
import { openSigns, urgentPieces } from './answer/openSigns.ts';
import { ownAnswer } from './answer/ownAnswer.ts';
import { judged, likelyCommand, urgency } from './answer/proposals.ts';
import { type Quoted, quoted } from './answer/quoted.ts';
import { speaksOfTwoSides } from './answer/secondSides.ts';
import { type Settled, settle } from './answer/settle.ts';
import { isUnder18 } from './answer/under18.ts';
import { type Learned, type Likelihood, nothingLearned } from './likely/likelihoods.ts';
import { languageOf } from './phrases/language.ts';
import type { Typed } from './readings/message.ts';
import { type Read, read } from './readings/readings.ts';
import { isOfLegs } from './readings/sides.ts';
import { covers } from './words/spans.ts';
import { normalise } from './words/tokens.ts';

/**
 * What a typed message says for certain, when `asked` was asked. Never throws; text over 2,000 characters is not read.
 * Words → phrases → readings → answer.
 * @param locale of the words; without a lexicon for it, English
 * @param today the day on which it is said: "in 2019" is long ago, or not
 * @param role whose "I" this is: the patient's own, or that of someone who speaks about a patient
 */
export function understand(text: string, asked: Asked, locale: string, today: Date, role: Role = 'self'): Heard {
  const typed = typedIn(text, asked, locale, today, role);
  return understood(typed, asked === 'confirmation', remembering(typed.language.lexicon.learned));
}

/** First words are read twice, as the patient's and as another's: what they look like is worked out once. */
function remembering({ likelihoods, mildWords }: Learned): Learned {
  const known = new Map<string, readonly Likelihood[]>();
  return {
    mildWords,
    likelihoods: (text, about, said) => {
      const key = JSON.stringify([text, about, said]);
      const likely = known.get(key) ?? likelihoods(text, about, said);
      known.set(key, likely);
      return likely;
    },
  };
}

/** What the phrases alone say: nothing that is only likely is proposed. */
export const saidByPhrases = (text: string, asked: Asked, locale: string, today: Date, role: Role = 'self'): Heard =>
  understood(typedIn(text, asked, locale, today, role), asked === 'confirmation', nothingLearned);

export function typedIn(typed: string, asked: Asked, locale: string, today: Date, role: Role): Typed {
  const language = languageOf(locale);
  const text = normalise(typed);
  const tokens = language.tokenise(text);
  return { text, tokens, language, asked: asked === 'confirmation' ? undefined : asked, today, role };
}

function understood(typed: Typed, isConfirming: boolean, learned: Learned): Heard {
  if (typed.tokens.length === 0) return { kind: 'ambiguous', findings: {} };
  const message = read(typed);
  const { text, asked } = message;
  const confirms = isConfirming ? confirmation(message) : undefined;
  if (confirms) return { kind: confirms };

  const known = isSpoken(message) ? learned : nothingLearned;
  const alike = known.likelihoods;
  const own = ownAnswer(message);
  const others = otherFindings(message);
  const ownFindings = asked && own.is === 'value' ? findingOf(asked, own.value) : {};
  const findings = { ...others, ...ownFindings };
  const left = leftOver(message);
  const said = quoted(message, left);

  const { meant: cry, denied } = criesIn(message);
  const first = asked === undefined && !isConfirming;
  const worsens = first && worsensSomewhere(message, others);
  // what answers the question is an answer, and the pathway finds the emergency in it; all else is said now
  if (cry !== undefined || worsens || (isEmergency(findings) && !isEmergency(ownFindings)) || isEmergency(others))
    return {
      kind: 'emergency',
      findings,
      other: cry !== undefined || worsens,
      ...(cry === 'selfHarm' && { selfHarm: true as const }),
      ...said,
    };
  const whole = wholeCommand(message);
  const command = whole ?? commandWithin(message);
  // "no chest pain nor short of breath": a cry that is denied, with every other word explained
  const deniesCries = denied.length > 0 && left.every((at) => covers(denied, at));
  const onlyDenies =
    (message.readings.length > 0 || deniesCries) && message.readings.every(({ says }) => says === 'isNot');
  /** "I go to work and my back hurts": every word was understood, and none of them tells of a sign. */
  const tellsNone =
    left.length === 0 &&
    message.readings.every(({ says }) => says === 'isNot') &&
    message.mentions.every(({ means }) => means.is !== 'topic' || means.topic === 'elsewhere') &&
    !message.words.some((word) => message.language.people.relatives.has(word));
  /** Whose words open a conversation is not known yet: "my dad can't feel when he wees". */
  const ofAnother = (): boolean =>
    typed.role === 'self' && understood({ ...typed, role: 'carer' }, false, learned).kind === 'emergency';
  const callsFor = message.language.people.callsFor.find(message.words).length > 0;
  const open = openSigns(message, findings);
  /** "My legs will not do as they are told": both, most likely. */
  const hints = message.readings.some(
    ({ question, says, value, guess, inDoubt }) =>
      isOfLegs(question) &&
      says === 'is' &&
      !inDoubt &&
      (isEmergency(findingOf(question, value ?? guess)) || speaksOfTwoSides(message)),
  );
  const looksUrgent = (): boolean => {
    const [all, ...pieces] = urgentPieces(message).map((piece) => urgency(piece, alike, piece === text));
    const isLikely = [all, ...pieces].some(
      (each) => (!tellsNone && each === 'likely') || (hints && each !== undefined),
    );
    return isLikely || ((all !== undefined || callsFor) && ofAnother());
  };
  const urgent =
    first && !onlyDenies && !message.onlyConditions && ((open.isAlone && isEmergency(open.doubtful)) || looksUrgent());
  // "should I worry that I leak?" tells of an emergency first
  if (command && !whole && urgent) return { kind: 'emergency', findings: others, other: true, ...said };
  if (command?.command === 'change' && command.question) return { ...command, ...changedTo(command.question, typed) };
  if (command) return command;
  if (isUnder18(message)) return { kind: 'under18', findings, ...said };
  const likely = asked ? likelyAnswer(asked, message, left, known) : undefined;
  const answered = asked && likely ? offered(asked, judged(asked, own, likely), message, left, likely.values) : own;
  const isOpen = open.weakness || Object.keys(open.doubtful).length > 0;
  const answersNothing =
    answered.is !== 'value' &&
    (own.is === 'nothing' || likely?.values[0]?.value === 'besides') &&
    Object.keys(others).length === 0 &&
    !isOpen &&
    !isConfirming;
  const plans = message.language.doubt.plans.find(message.words).length > 0; // "if it spreads I'll call an ambulance"
  const wished = answersNothing && !urgent && !plans ? likelyCommand(text, alike) : undefined;
  if (wished === 'off-topic') return { kind: 'off-topic' };
  if (wished) return { kind: 'command', command: wished };
  const offTopic = own.is === 'nothing' && answered.is !== 'value' && isOffTopic(message, left);
  if (asked === undefined && urgent) return { kind: 'emergency', findings: others, other: true, ...said };
  const answer = asked && answered.is === 'value' ? findingOf(asked, answered.value) : {};
  // "my leg is weak", to another question: what only looks like an answer does not stand in its way
  const guess = asked && own.is !== 'nothing' && answered.is === 'doubt' ? findingOf(asked, answered.guess) : {};
  if (isOpen && !isEmergency(answer) && !isEmergency(guess)) {
    const beside = { findings: { ...others, ...answer }, ...said };
    return open.weakness ? { kind: 'partial', ...beside } : { kind: 'ambiguous', guess: open.doubtful, ...beside };
  }
  if (asked !== undefined) return heardAs(asked, offTopic ? own : answered, others, said, offTopic);
  if (Object.keys(others).length > 0) return { kind: 'answer', findings: others, ...said };
  return offTopic ? { kind: 'off-topic' } : { kind: 'story', unheard: said.unheard ?? [] };
}

/** A number, a picture or another language is like nothing in the examples: at least half of the words must be known. */
function isSpoken({ words, language: { isWord } }: Read): boolean {
  const spelled = words.filter((word) => /^\p{L}/u.test(word));
  return spelled.length > 0 && spelled.filter(isWord).length * 2 >= spelled.length;
}

/** "Yes", "no" and no more, to the bot's own "is that right?". */
function confirmation(message: Read): 'confirm' | 'decline' | undefined {
  const means = message.answers.map((each) => each.means);
  if (means.length === 0 || !isExplained(message)) return undefined;
  if (means.every((each) => each === 'yes' || each === 'fine')) return 'confirm';
  return means.every((each) => each === 'no') ? 'decline' : undefined;
}

/** "I made a mistake about my bladder, I do leak": what is said in passing of what is to be changed. */
function changedTo(question: QuestionId, typed: Typed): { findings?: Findings } {
  const certain = read({ ...typed, asked: question }).readings.filter((each) => each.certain && each.says === 'is');
  const meant = settle(question, certain, nothingSaid, () => true);
  return meant.is === 'value' ? { findings: findingOf(question, meant.value) } : {};
}

const nothingSaid: ReadonlySet<never> = new Set();

function heardAs(asked: QuestionId, own: Settled, others: Findings, said: Quoted, offTopic: boolean): Heard {
  switch (own.is) {
    case 'value':
      return { kind: 'answer', findings: { ...others, ...findingOf(asked, own.value) }, ...said };
    case 'present':
      return asked === 'legWeakness'
        ? { kind: 'partial', findings: others, ...said }
        : { kind: 'ambiguous', findings: others, which: true, ...said };
    case 'doubt': {
      const guess = own.guess === undefined ? undefined : findingOf(asked, own.guess);
      return { kind: 'ambiguous', findings: others, ...said, ...(guess && { guess }) };
    }
    case 'nothing':
      return Object.keys(others).length === 0 && offTopic
        ? { kind: 'off-topic' }
        : { kind: 'ambiguous', findings: others, ...said };
  }
}

const findingOf = (question: QuestionId, value: unknown): Findings => finding(question, value) ?? {};

/** Certain findings about questions other than the one asked. */
function otherFindings(message: Read): Findings {
  const said = questionIds
    .filter((question) => question !== message.asked)
    .map((question) => {
      const settled = settle(question, message.readings, nothingSaid, () => isExplained(message));
      // that nothing is numb says nothing of stiff legs or reflexes: asked when its turn comes
      const tooLittle =
        settled.is !== 'value' ||
        settled.value === 'unsure' ||
        (question === 'sensoryOrReflex' && settled.value === 'none');
      return tooLittle ? {} : findingOf(question, settled.value);
    });
  return Object.assign({}, ...said);
}

const isEmergency = (findings: Findings): boolean => emergencyRules(findings).length > 0;

/** "It gets weaker every day", "fever, and my legs are weak": of which leg is asked after the number is known. */
function worsensSomewhere({ readings }: Read, others: Findings): boolean {
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
