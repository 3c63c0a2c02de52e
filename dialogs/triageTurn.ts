import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Entry, extended, type Log, type LogHead } from '../machines/answerLog.ts';
import { answersTo, isProfessional, type Role } from '../machines/findings.ts';
import { type Activities, activitiesFor, type FoldedCard } from './activities.ts';
import type { SaidActivity } from './activity.ts';
import { type CardAction, cardAction, notShownYet, shownSchema } from './cardActions.ts';
import { chatView } from './conversation/chatView.ts';
import { isToTheBot } from './conversation/commands.ts';
import { converse, type Message } from './conversation/converse.ts';
import { nextLog } from './conversation/newLog.ts';
import { currentView, type Reply, sentence } from './conversation/outcome.ts';
import { type EmergencyNumbers, emergencyNumber } from './emergencyNumbers.ts';
import { hear, hearLong } from './hear.ts';
import { mostTyped } from './longText.ts';
import { messageText } from './messageText.ts';
import type { Presentation } from './presentation.ts';
import { foldedAgain, type ShownCard } from './shownCards.ts';
import { answerText, isSpoken } from './texts.ts';
import { understand } from './understanding/understand.ts';
import { unreadIn } from './unread.ts';

/** What an activity made of a conversation, and what is sent. */
export type TriageTurn = Activities & {
  /** Undefined where the person asked to have everything erased. */
  readonly log: Log | undefined;
  /** It has come to a recommendation. */
  readonly finished: boolean;
};

/** How the conversation is shown, and what it takes from the world. */
export type TriageSettings = Partial<Omit<Presentation, 'emergencyNumber'>> & {
  /** What to call, by country; where none is known it says "your local emergency number". */
  readonly emergencyNumbers?: EmergencyNumbers;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** What a run that begins is called; the default is short, since every button carries it. */
  readonly newRun?: () => string;
};

/** The conversation as its channels have it: an activity and a log go in, the log and activities come out. */
export type TriageTurns = {
  /** The first activity of a log that begins. */
  readonly begin: (head: LogHead, activity: SaidActivity) => TriageTurn;
  /** The same where the log was begun elsewhere. */
  readonly takeUp: (log: Log, activity: SaidActivity) => TriageTurn;
  /**
   * What the person does next.
   * @param cards those of the chat that are known, which may change.
   * @param role whom the channel vouches for, where it does: a log that was begun as somebody else goes on as them.
   */
  readonly next: (log: Log, activity: SaidActivity, cards: readonly ShownCard[], role?: Role) => TriageTurn;
  /** What the conversation shows now, once more. */
  readonly again: (log: Log, activity: SaidActivity) => TriageTurn;
};

const shortRun = (): string => randomBytes(4).toString('base64url');

export function triageTurns({
  now = Date.now,
  newRun = shortRun,
  emergencyNumbers = {},
  buttons = 'submit',
  ...shown
}: TriageSettings): TriageTurns {
  const presentation = (activity: SaidActivity): Presentation => ({
    ...shown,
    buttons,
    emergencyNumber: emergencyNumber(emergencyNumbers, activity),
  });

  /** @param before what the cards were drawn from. */
  function turn(
    before: Log,
    log: Log,
    activity: SaidActivity,
    said: Message,
    cards: readonly ShownCard[],
    first: readonly Reply[] = [],
  ): TriageTurn {
    const { entries, next, ...outcome } = converse(log, said, now());
    const replies = [...first, ...outcome.replies];
    const way = presentation(activity);
    if (next === 'erase') return { log: undefined, finished: false, ...activitiesFor(replies, log, way) };
    const after = next === 'restart' ? nextLog(log, now(), anotherRun(log, newRun())) : extended(log, entries);
    const shows = next === 'restart' ? [...replies, currentView] : replies;
    return sending(after, shows, way, foldedAgain(before, after, cards, way));
  }

  function takeUp(log: Log, activity: SaidActivity): TriageTurn {
    const { locale } = activity;
    const spoken = locale === undefined || locale === '' || isSpoken(locale) ? [] : [sentence('languagesSpoken')];
    const volunteered = firstWords(activity, log, new Date(now()));
    return volunteered === undefined
      ? sending(log, [...spoken, currentView], presentation(activity))
      : turn(log, log, activity, volunteered, [], spoken);
  }

  return {
    begin: (head, activity) => takeUp({ head: { run: newRun(), ...head }, entries: [] }, activity),
    takeUp,
    next(log, activity, cards, role) {
      const as = role === undefined ? undefined : changedRole(log, role);
      const going = as === undefined ? log : extended(log, [settings(log, as, now())]);
      const said = read(activity, going, new Date(now()));
      if (said === undefined) return sending(log, [], presentation(activity));
      const first = as === undefined ? [] : [sentence('roleChanged')];
      return turn(log, going, activity, role === undefined ? said : withoutRole(going, said), cards, first);
    },
    again: (log, activity) => sending(log, [currentView], presentation(activity)),
  };
}

/** Under one name the cards of the run that has ended would count in the next. */
function anotherRun({ head }: Log, run: string): string {
  if (run === head.run) throw new TypeError(`newRun(): "${run}" is what the last run is called too`);
  return run;
}

const sending = (
  log: Log,
  replies: readonly Reply[],
  presentation: Presentation,
  folded: readonly FoldedCard[] = [],
): TriageTurn => ({
  log,
  finished: chatView(log).kind === 'recommendation',
  ...activitiesFor(replies, log, presentation, folded),
});

/** As whom a conversation goes on, where that changes: who is vouched for by nobody any more answers for themselves. */
function changedRole(log: Log, role: Role): Role | undefined {
  const now = chatView(log).role;
  return now === role || (!isProfessional(role) && !isProfessional(now)) ? undefined : role;
}

const settings = ({ head }: Log, role: Role, now: number): Entry => ({
  kind: 'settings',
  role,
  at: Math.max(0, Math.floor((now - Date.parse(head.started)) / 1000)),
});

/** Where the channel vouches for roles, no button makes a professional of anybody. */
const withoutRole = (log: Log, said: Message): Message =>
  said.kind === 'tapped' && said.action.verb.verb === 'role' && isProfessional(said.action.verb.role)
    ? { kind: 'tapped', action: unknownCard(log) }
    : said;

/**
 * Words that come before any question answer none, but what they say counts, and what they ask of the bot is answered. Of an
 * edit nothing counts but an emergency, as later on.
 */
function firstWords(activity: SaidActivity, log: Log, today: Date): Message | undefined {
  const isEdit = unreadIn(activity) === 'edit';
  const text = activity.type === 'message' || isEdit ? messageText(activity) : '';
  if (text === '') return undefined;
  const { language, role } = chatView(log);
  if (text.length > mostTyped)
    return { kind: 'typed', text, ...hearLong(text, language, today, role), shown: undefined };
  const heard = understand(text, undefined, language, today, role);
  const says = isEdit
    ? heard.kind === 'emergency'
    : ['emergency', 'under18', 'answer', 'partial', 'ambiguous', 'story'].includes(heard.kind) ||
      (heard.kind === 'command' && isToTheBot(heard.command));
  return says ? { kind: 'typed', text, heard, shown: undefined } : undefined;
}

/** What an activity says; undefined for one that says nothing, such as typing. */
function read(activity: SaidActivity, log: Log, today: Date): Message | undefined {
  const action = cardAction(activity);
  const text = activity.type === 'invoke' ? '' : messageText(activity);
  const unread = unreadIn(activity);
  if (activity.type !== 'message' && unread !== undefined) return { kind: 'unread', what: unread, text };
  // Words beside a button that is not ours are words; beside one of ours they count where they are an emergency.
  const isTap = typeof action === 'object' && (isItsTitle(log, text, action) || !criesForHelp(log, text, today));
  if (isTap) return { kind: 'tapped', action };
  if (text === '' && action !== undefined)
    return { kind: 'tapped', action: action === 'unreadable' ? unknownCard(log) : action };
  if (activity.type !== 'message') return undefined;
  if (text === '' && unread !== undefined) return { kind: 'unread', what: unread, text };
  const shown = stampedSchema.safeParse(activity.channelData);
  return {
    kind: 'typed',
    text,
    ...hear(log, text, today),
    shown: shown.data?.cauda,
    beside: unread,
  };
}

/** Some channels say a button's own words beside it. */
const isItsTitle = (log: Log, text: string, { verb }: CardAction): boolean =>
  verb.verb === 'answer' &&
  answersTo(verb.question).some((one) => one === verb.value && answerText(chatView(log), verb.question, one) === text);

/** Pages send back with typed words what they show. */
const stampedSchema = z.object({ cauda: shownSchema });

const criesForHelp = (log: Log, text: string, today: Date): boolean =>
  text !== '' && hear(log, text, today).heard.kind === 'emergency';

/** A button that is not ours is treated like one of an old card. */
const unknownCard = ({ head }: Log): CardAction => ({ shown: notShownYet(head.conversation), verb: { verb: 'back' } });
