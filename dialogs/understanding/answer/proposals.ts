import { type Answer, answersTo, type QuestionId } from '../../../machines/findings.ts';
import type { Command } from '../../heard.ts';
import { deniedValue, gravest, isGrave, isMild, isReassuring } from '../gravity.ts';
import type { Likelihoods } from '../likely/likelihoods.ts';
import type { LikelyAnswer } from './likelyAnswer.ts';
import type { Settled } from './settle.ts';

/** A likeliest answer below this is no better than to ask again. */
export const worthATap = 1 / 2;

/**
 * How sure likeness must be of a value to be believed, `grave` or `mild`, and of a mild one that no phrase hints at
 * (`unhinted`); how likely what phrases say for certain must be to stand, where it reassures (`calm`) or not (`agrees`); and
 * what is mild, to leave what they say is grave in doubt (`otherwise`).
 */
const sure = { grave: 0.9, mild: 0.95, unhinted: 0.99, calm: 0.8, agrees: 0.2, otherwise: 0.7 };

/**
 * As likely as not is enough in a story: who tells of an emergency first of all must not have to answer questions. What is
 * said in a few words the phrases know, and likeness errs. Where the phrases hear one of another person, it need only not
 * be ruled out.
 */
const likelyUrgent = { story: 0.5, fewWords: 0.97, ofAnother: 0.1 };
const storyLength = 8;

/**
 * What phrases and likeness to labelled sentences say together. What is grave is believed where either is sure of it, unless
 * likeness is sure that it is not; what is mild, only where likeness is sure of it, the words are plain and the phrases say
 * nothing graver.
 */
export function judged(question: QuestionId, settled: Settled, { values, isPlain, tellsMore }: LikelyAnswer): Settled {
  const [likeliest] = values;
  if (!likeliest) return settled;
  const guess = answersTo(question).find((value) => value === likeliest.value);
  const said = settled.is === 'value' ? settled.value : settled.is === 'doubt' ? settled.guess : undefined;
  const isSaidGraver = (than: Answer): boolean => said !== undefined && isGraver(question, said, than);
  if (settled.is === 'value') {
    const { value } = settled;
    const likely = (is: (each: Answer) => boolean): number =>
      values.reduce(
        (sum, each) =>
          answersTo(question).some((one) => one === each.value && is(one)) ? sum + each.probability : sum,
        0,
      );
    if (isGrave(question, value))
      return likely((each) => isMild(question, each)) > sure.otherwise ? { is: 'doubt', guess: value } : settled;
    if (tellsMore) return settled;
    const isGraverLikelier = guess !== undefined && guess !== value && isGraver(question, guess, value);
    if (
      !isGraverLikelier &&
      likely((each) => each === value) > (isReassuring(question, value) ? sure.calm : sure.agrees)
    )
      return settled;
  }
  const isBelieved = (value: Answer): boolean =>
    isGrave(question, value)
      ? likeliest.probability > sure.grave
      : likeliest.probability > (settled.is === 'nothing' ? sure.unhinted : sure.mild) &&
        isPlain(value) &&
        !isSaidGraver(value);
  if (guess !== undefined && isBelieved(guess)) return { is: 'value', value: guess };
  if (settled.is === 'present') return settled;
  return { is: 'doubt', guess: guess !== undefined && likeliest.probability > worthATap ? guess : said };
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
  'change',
  'status',
  'who',
  'form',
  'keep',
  'ambulance',
  'person',
  'alone',
  'worry',
  'howLong',
  'off-topic',
] as const satisfies readonly (Command | 'off-topic')[];

/** What a text seems to want of the bot, or to speak of something else, where no phrase of it says so. */
export function likelyCommand(text: string, likelihoods: Likelihoods): Command | 'off-topic' | undefined {
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
