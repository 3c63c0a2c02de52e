import { type Answer, answersTo, type QuestionId } from '../../../machines/findings.ts';
import type { Command } from '../../heard.ts';
import { deniedValue, gravest, isGrave } from '../gravity.ts';
import type { Likelihoods } from '../likely/likelihoods.ts';
import type { LikelyAnswer } from './likelyAnswer.ts';
import { knowsOneSide } from './secondSides.ts';
import type { Settled } from './settle.ts';

/** A likeliest answer below this is no better than to ask again; at a half it cost no right guess, and nonsense got some. */
export const worthATap = 2 / 3;

/**
 * As likely as not is enough in a story: who tells of an emergency first of all must not have to answer questions. What is
 * said in a few words the phrases know, and likeness errs. Where the phrases hear one of another person, it need only not
 * be ruled out.
 */
const likelyUrgent = { story: 0.6, fewWords: 0.97, ofAnother: 0.1 };
const storyLength = 8;

/**
 * How sure likeness must be to be believed, beside a phrase and alone: of 247 answers that it was so sure of, in sentences
 * of ten authors that it had not learned from, none was wrong.
 */
const nearlySure = { withPhrase: 0.95, alone: 0.98 };

/** Less sure than this that an answer is no grave one, it was fooled by twice as many sentences that were made to fool it. */
const surelyMild = 0.98;

/**
 * What the phrases left open, proposed by likeness to labelled sentences. It is offered for one tap, and a guess of the
 * phrases gives way to a graver one alone. What is grave is believed where likeness is nearly sure of it and no phrase says
 * otherwise; what is not, only where the phrases say the same and nothing else, and each word that they leave over is known.
 * @param isOneSided whether no second side is spoken of.
 */
export function proposed(
  question: QuestionId,
  settled: Settled,
  { values: [likeliest], mild, isKnown, isAllRead }: LikelyAnswer,
  isOneSided: boolean,
): Settled {
  if (settled.is === 'value' || settled.is === 'present') return settled;
  const guess = answersTo(question).find((value) => value === likeliest?.value);
  if (!likeliest || guess === undefined || likeliest.probability < worthATap) return settled;
  const believed: Settled = { is: 'value', value: guess };
  if (settled.is === 'nothing')
    return !isAllRead && isGrave(question, guess) && likeliest.probability > nearlySure.alone
      ? believed
      : { is: 'doubt', guess };
  if (settled.guess === undefined) return { is: 'doubt', guess };
  if (isGraver(question, guess, settled.guess)) return { is: 'doubt', guess };
  if (likeliest.probability < nearlySure.withPhrase || guess !== settled.guess || guess === 'unsure') return settled;
  if (isGrave(question, guess)) return settled.hinted ? believed : settled;
  const isOnly = isOneSided || !knowsOneSide(question, guess);
  return settled.unopposed && isOnly && isKnown(guess) && mild() > surelyMild ? believed : settled;
}

/**
 * Whether a text tells of an emergency where no phrase of it does; `possible` needs something else that hints at it, which
 * "my nan couldn't pee, but that was years ago" does not.
 * @param isWhole whether it is a message, and not only a part of one.
 */
export function urgency(text: string, likelihoods: Likelihoods, isWhole: boolean): 'likely' | 'possible' | undefined {
  const probability = likelihoods(text, 'emergency').find(({ value }) => value === 'emergency')?.probability ?? 0;
  const isStory = isWhole && text.trim().split(/\s+/u).length >= storyLength;
  // one word that no phrase knows is a name ("Bob") more often than a cry
  const isNamed = !/\p{L}\s+\p{L}/u.test(text);
  if (!isNamed && probability > (isStory ? likelyUrgent.story : likelyUrgent.fewWords)) return 'likely';
  return probability > likelyUrgent.ofAnother ? 'possible' : undefined;
}

const surelyMeant = 0.95;

/** Commands that take nothing away: one that was not meant costs no more than to be asked again. */
const harmless = [
  'why',
  'help',
  'status',
  'who',
  'form',
  'keep',
  'ambulance',
  'person',
  'alone',
  'worry',
  'howLong',
] as const satisfies readonly Command[];

/** What a text seems to want of the bot, where no phrase of it says so. */
export function likelyCommand(text: string, likelihoods: Likelihoods): Command | undefined {
  const [likeliest] = likelihoods(text, 'command');
  return likeliest && likeliest.probability > surelyMeant
    ? harmless.find((command) => command === likeliest.value)
    : undefined;
}

/** Whether a value that says that something is the matter is graver than another. */
export function isGraver(question: QuestionId, one: Answer, other: Answer): boolean {
  const order = gravest(question);
  const place = (value: Answer): number => (value === 'unsure' ? order.length - 1.5 : order.indexOf(value));
  return one !== 'unsure' && one !== deniedValue(question) && place(one) < place(other);
}
