import * as z from 'zod';
import { checked, optionalText, plainObject } from '../../dialogs/checked.ts';
import { takeContent as takeContentOf } from '../../dialogs/content/deploymentContent.ts';
import { type ChatView, chatView as chatViewOf } from '../../dialogs/conversation/chatView.ts';
import { newHead as newHeadOf } from '../../dialogs/conversation/newLog.ts';
import { languageToBegin as languageToBeginOf } from '../../dialogs/hear.ts';
import { plainTurns } from '../../dialogs/plainTurns.ts';
import type { ShownCard } from '../../dialogs/shownCards.ts';
import type { TriageSettings, TriageTurns } from '../../dialogs/triageTurn.ts';
import { instantSchema, pathSchema } from '../../dialogs/turnSettings.ts';
import { type Log, type LogHead, logHeadSchema, logSchema } from '../../machines/answerLog.ts';
import { questionIdSchema, roleSchema } from '../../machines/findings.ts';

const beginsSchema = plainObject(
  z.strictObject({
    conversation: logHeadSchema.shape.conversation,
    channel: logHeadSchema.shape.channel,
    role: logHeadSchema.shape.role,
    language: logHeadSchema.shape.language,
  }),
);

/**
 * How the first log of a conversation begins. @param now milliseconds since the epoch.
 * @throws TypeError for what is missing, misspelt or has a value that it does not take.
 */
export const newHead = (
  begins: Pick<LogHead, 'conversation' | 'channel' | 'role' | 'language'>,
  now: number,
): LogHead => newHeadOf(checked('newHead', beginsSchema, begins), checked('newHead, now', instantSchema, now));

const cardsSchema = z.array(
  z.object({
    log: z.int().positive(),
    run: z.exactOptional(z.string()),
    question: z.exactOptional(questionIdSchema),
    id: z.exactOptional(z.string()),
    view: z.enum(['question', 'emergency', 'recommendation', 'confirmation']),
  } satisfies Record<keyof ShownCard, z.ZodType>),
);
const roleGivenSchema = z.optional(roleSchema);

/**
 * The conversation's turns, for any bot library.
 * @throws TypeError where a setting is misspelt or has a value that it does not take; each of the turns for what is no log,
 * no activity, no list of cards or no role, and where `now` or `newRun` give what they must not.
 */
export function triageTurns(settings: TriageSettings = {}): TriageTurns {
  const { begin, takeUp, next, again } = plainTurns(settings);
  return {
    begin: (head, activity) => begin(checked('begin, head', logHeadSchema, head), activity),
    takeUp: (log, activity) => takeUp(checked('takeUp, log', logSchema, log), activity),
    next: (log, activity, cards, role) =>
      next(
        checked('next, log', logSchema, log),
        activity,
        checked('next, cards', cardsSchema, cards),
        checked('next, role', roleGivenSchema, role),
      ),
    again: (log, activity) => again(checked('again, log', logSchema, log), activity),
  };
}

/**
 * What a conversation is to show now: the pathway's own view, or what the bot asked aside. Pure.
 * @param content the version of the clinical content that is in force; without it, the one that the log began under.
 * @throws TypeError for what is no log.
 */
export const chatView = (log: Log, content?: string): ChatView =>
  chatViewOf(checked('chatView, log', logSchema, log), checked('chatView, content', optionalText, content));

/**
 * The language to begin a conversation in: that of its first words where it is clear, else that of the channel's locale.
 * @throws TypeError for what is no text.
 */
export const languageToBegin = (text: string | undefined, locale: string | undefined): string =>
  languageToBeginOf(
    checked('languageToBegin, text', optionalText, text),
    checked('languageToBegin, locale', optionalText, locale),
  );

/**
 * Puts a deployment's own content in force, for the whole process: `texts/xx.json` with the texts that are other than
 * Cauda's, and for a further language all of them with its lexicon in `lexicons/xx/`.
 * @param folder a path; again the same is nothing new, and a second one is refused.
 * @throws ContentError where a text is misspelt, is missing or does not mean what its key does; all stays as it was then.
 */
export const takeContent = (folder: string): void => takeContentOf(checked('takeContent, folder', pathSchema, folder));
