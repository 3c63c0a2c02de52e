import type { Command, Heard } from '../../heard.ts';
import type { Likelihoods } from '../likely/likelihoods.ts';
import { type Found, withoutOverlaps } from '../phrases/phraseBook.ts';
import type { Message } from '../readings/message.ts';
import type { Read } from '../readings/readings.ts';
import { isInside, overlap } from '../words/spans.ts';
import { isMark } from '../words/tokens.ts';

type HeardCommand = Extract<Heard, { kind: 'command' }>;

const longestCommand = 30;

/** A cry for an ambulance, or the longest phrase; of equally long ones the last. */
const longestOf = (found: readonly Found<Command>[]): Found<Command> | undefined =>
  found.find(({ means }) => means === 'ambulance') ??
  found.toSorted((one, other) => one.end - one.start - (other.end - other.start)).at(-1);

/** The command that a message is, polite words aside; undefined when it is none. */
export function wholeCommand(message: Message): HeardCommand | undefined {
  const { commands, said } = message.language;
  const words = message.words.filter((word) => !isMark(word));
  if (words.length > longestCommand) return undefined;
  const polite = said.polite.find(words);
  const found = commands.whole.find(words);
  /** "I've had enough, end this please": polite words and the same command, in other words. */
  const isAllOf = (one: Found<Command>): boolean => {
    const tiles = [...polite, ...found.filter(({ means }) => means === one.means)];
    const leads = (from: number, to: number): boolean =>
      from === to || tiles.some(({ start, end }) => start === from && end <= to && leads(end, to));
    return leads(0, one.start) && leads(one.end, words.length);
  };
  const longest = longestOf(found.filter(isAllOf));
  return longest && named(longest.means, { ...message, words });
}

/**
 * A command within a longer message: only phrases that can hardly be anything else, when nothing else is said.
 * @param answers whether the message is most likely an answer.
 */
export function commandWithin(message: Read, answers: boolean): HeardCommand | undefined {
  const { words, readings, parts, asked, language } = message;
  const { commands, doubt } = language;
  const found = withoutOverlaps(commands.anywhere.find(words));
  const longest = longestOf(found);
  const said = readings.filter(({ certain, says }) => certain || says === 'is');
  if (!longest || !said.every((each) => isInside(each, [longest]))) return undefined;
  // "I was terrified of it, but no"
  const answer = [...message.answers, ...readings.filter(({ question }) => question === asked)];
  const takesAway = !harmless.some((each) => each === longest.means);
  // "it scares me to end up leaking, but so far it comes as ever"
  const goesOn = parts.some(({ joined, start }) => joined === 'contrast' && start >= longest.end);
  if (answers && (takesAway || goesOn || answer.some((each) => !isInside(each, [longest])))) return undefined;
  // who only plans to call one asks for none now
  const isPlanned =
    doubt.conditions.find(words).length > 0 && doubt.plans.find(words).some((each) => overlap(each, longest));
  if (longest.means === 'ambulance' && isPlanned) return undefined;
  return named(longest.means, message);
}

/** Whether another answer than that to the question asked is to be changed. */
export function changesAnother({ words, asked, language }: Message): boolean {
  const names = withoutOverlaps(language.questionNames.find(words));
  const changes = language.commands.anywhere.find(words).some(({ means }) => means === 'change');
  return changes && names.length > 0 && names.every(({ means }) => means !== asked);
}

function named(command: Command, { words, language }: Message): HeardCommand {
  const [name] = command === 'language' ? language.languageNames.find(words) : [];
  const [question] =
    command === 'change' || command === 'why' ? withoutOverlaps(language.questionNames.find(words)) : [];
  return {
    kind: 'command',
    command,
    ...(name && { language: name.means }),
    ...(question && { question: question.means }),
  };
}

const surelyMeant = 0.75;

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
