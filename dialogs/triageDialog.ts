import { randomBytes } from 'node:crypto';
import type { Activity, TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import { z } from 'zod';
import { entrySchema, extended, type Log, type LogHead, logHeadSchema } from '../machines/answerLog.ts';
import { type Role, roleSchema } from '../machines/findings.ts';
import { activitiesFor, type FoldedCard } from './activities.ts';
import { type CardAction, cardAction, notShownYet, shownSchema } from './cardActions.ts';
import { chatView } from './conversation/chatView.ts';
import { isToTheBot } from './conversation/commands.ts';
import { converse, type Message } from './conversation/converse.ts';
import { newLog, nextLog } from './conversation/newLog.ts';
import { currentView, type Reply, sentence } from './conversation/outcome.ts';
import { type EmergencyNumbers, emergencyNumber } from './emergencyNumbers.ts';
import { hear, hearLong, languageToBegin } from './hear.ts';
import { mostTyped } from './longText.ts';
import { messageText } from './messageText.ts';
import type { Presentation } from './presentation.ts';
import { foldedAgain, type ShownCard, shownCardsKey } from './shownCards.ts';
import { isSpoken } from './texts.ts';
import { understand } from './understanding/understand.ts';
import { deliveryId, unreadIn } from './unread.ts';

const logSchema = z.object({ head: logHeadSchema, entries: z.array(entrySchema).readonly() });
const handledSchema = z.array(z.string()).readonly().default([]);
/** Logs that were checked once, or made here. */
const logsRead = new WeakMap<object, Log>();

/** `head` or `log` take up a conversation that is kept elsewhere; without them a new one begins. */
export type TriageOptions = { readonly head?: LogHead; readonly log?: Log };
export type TriageResult = {
  readonly recommendation: ReturnType<typeof chatView>['recommendation'];
  readonly log: Log;
};

export type TriageDialogSettings = Partial<Omit<Presentation, 'emergencyNumber'>> & {
  readonly emergencyNumbers?: EmergencyNumbers;
  /** Who answers, where the person does not say otherwise; `self` by default. */
  readonly role?: Role;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** What a run that begins is called; the default is short, since every button carries it. */
  readonly newRun?: () => string;
};

/** A misspelt setting must not pass for one that was never made. */
const settingsSchema = z.strictObject({
  buttons: z.exactOptional(z.enum(['execute', 'submit', 'submitInTeams'])),
  emergencyNumbers: z.exactOptional(z.record(z.string(), z.string())),
  reviewed: z.optional(z.unknown()),
  personLine: z.optional(z.string()),
  role: z.exactOptional(roleSchema),
  now: z.exactOptional(z.unknown()),
  newRun: z.exactOptional(z.unknown()),
} satisfies Record<keyof TriageDialogSettings, z.ZodType>);

const shortRun = (): string => randomBytes(4).toString('base64url');

const rememberedActivities = 20;

/**
 * The triage conversation as a Bot Framework dialog: a thin shell around `converse`.
 * Its state is the answer log, so it lives in any host's dialog state (and is as safe as that).
 * Ends with `{ recommendation, log }`.
 */
export class TriageDialog extends Dialog {
  readonly #presentation: (activity: Activity) => Presentation;
  readonly #now: () => number;
  readonly #newRun: () => string;
  readonly #role: Role;

  /**
   * Throws where a setting is misspelt or has a value that it does not take; the message names it.
   * @param buttons `execute` where the host answers adaptiveCard/action invokes by this dialog; `submit` works everywhere.
   * @param emergencyNumbers what to call, by country; where none is known it says "your local emergency number".
   */
  constructor(id = 'triage', settings: TriageDialogSettings = {}) {
    super(id);
    const wrong = settingsSchema.safeParse(settings).error;
    if (wrong !== undefined) throw new Error(`TriageDialog '${id}': ${z.prettifyError(wrong)}`);
    const { now = Date.now, newRun = shortRun, emergencyNumbers = {}, role = 'self', ...presentation } = settings;
    this.#presentation = (activity) => ({
      buttons: 'submit',
      ...presentation,
      emergencyNumber: emergencyNumber(emergencyNumbers, activity),
    });
    this.#now = now;
    this.#newRun = newRun;
    this.#role = role;
  }

  /** @param options null where botbuilder's own test client begins it. */
  override async beginDialog(dc: DialogContext, options?: TriageOptions | null): Promise<DialogTurnResult> {
    const given = options?.log;
    const begun = given === undefined ? this.#newLog(dc.context.activity, options?.head) : logIn({ log: given });
    keep(dc, begun);
    const volunteered = firstWords(dc.context.activity, begun, new Date(this.#now()));
    const { locale } = dc.context.activity;
    const spoken = locale === undefined || isSpoken(locale) ? [] : [sentence('languagesSpoken')];
    if (volunteered !== undefined) return this.#turn(dc, begun, volunteered, spoken);
    return this.#send(dc, begun, [...spoken, currentView]);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const state = stateOf(dc);
    const log = logIn(state);
    const handled = handledSchema.parse(state.handled);
    const { activity } = dc.context;
    const id = deliveryId(activity);
    if (id !== '' && handled.includes(id)) return Dialog.EndOfTurn;
    state.handled = [...handled, id].slice(-rememberedActivities);

    const said = read(activity, log, new Date(this.#now()));
    return said === undefined ? Dialog.EndOfTurn : this.#turn(dc, log, said);
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    return this.#send(dc, logIn(stateOf(dc)), [currentView]);
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const log = logIn(instance.state);
    for (const one of activitiesFor([currentView], log, this.#presentation(context.activity)).messages)
      await context.sendActivity(one);
  }

  async #turn(dc: DialogContext, log: Log, said: Message, first: readonly Reply[] = []): Promise<DialogTurnResult> {
    const { entries, next, ...outcome } = converse(log, said, this.#now());
    const replies = [...first, ...outcome.replies];
    if (next === 'erase') {
      stateOf(dc).log = undefined;
      await this.#send(dc, log, replies);
      return dc.endDialog();
    }
    const after = next === 'restart' ? nextLog(log, this.#now(), this.#newRun()) : extended(log, entries);
    keep(dc, after);
    const cards = dc.context.turnState.get<readonly ShownCard[] | undefined>(shownCardsKey) ?? [];
    return this.#send(dc, after, next === 'restart' ? [...replies, currentView] : replies, (presentation) =>
      foldedAgain(log, after, cards, presentation),
    );
  }

  async #send(
    dc: DialogContext,
    log: Log,
    replies: readonly Reply[],
    folded: (presentation: Presentation) => readonly FoldedCard[] = () => [],
  ): Promise<DialogTurnResult> {
    const presentation = this.#presentation(dc.context.activity);
    const { updates, messages } = activitiesFor(replies, log, presentation, folded(presentation));
    for (const one of messages) await dc.context.sendActivity(one);
    // An old card that stays as it was is a pity, no more: many channels cannot change one.
    for (const update of updates) await dc.context.updateActivity(update).catch(() => undefined);
    const shows = chatView(log);
    if (shows.kind !== 'recommendation') return Dialog.EndOfTurn;
    const result: TriageResult = { recommendation: shows.recommendation, log };
    return dc.endDialog(result);
  }

  #newLog({ conversation, channelId, text, locale }: Activity, head: LogHead | undefined): Log {
    const run = this.#newRun();
    if (head !== undefined) return { head: { run, ...head }, entries: [] };
    const language = languageToBegin(text, locale);
    return newLog({ conversation: conversation.id, channel: channelId, role: this.#role, language }, this.#now(), run);
  }
}

/** What the dialog keeps in its frame: plain JSON. */
type State = { log?: unknown; handled?: unknown };

/** The log of a frame; checked when it is first read, since a host's storage wrote it. Throws where it is none. */
function logIn({ log }: State): Log {
  const known = typeof log === 'object' && log !== null ? logsRead.get(log) : undefined;
  if (known !== undefined) return known;
  const { data } = logSchema.safeParse(log);
  if (data === undefined) throw new Error('the state of TriageDialog holds no log that can be read');
  if (typeof log === 'object' && log !== null) logsRead.set(log, data);
  return data;
}

function keep(dc: DialogContext, log: Log): void {
  logsRead.set(log, log);
  stateOf(dc).log = log;
}

/** The frame's state object; the host saves it. */
function stateOf(dc: DialogContext): State {
  const { activeDialog } = dc;
  if (activeDialog === undefined) throw new Error('TriageDialog has no frame on the dialog stack');
  return activeDialog.state;
}

/** Words that come before any question answer none, but what they say counts, and what they ask of the bot is answered. */
function firstWords(activity: Activity, log: Log, today: Date): Message | undefined {
  const text = messageText(activity);
  if (activity.type !== 'message' || text === '') return undefined;
  const { language, role } = chatView(log);
  if (text.length > mostTyped)
    return { kind: 'typed', text, ...hearLong(text, language, today, role), shown: undefined };
  const heard = understand(text, undefined, language, today, role);
  const says =
    ['emergency', 'under18', 'answer', 'ambiguous', 'story'].includes(heard.kind) ||
    (heard.kind === 'command' && isToTheBot(heard.command));
  return says ? { kind: 'typed', text, heard, shown: undefined } : undefined;
}

/** What an activity says; undefined for one that says nothing, such as typing. */
function read(activity: Activity, log: Log, today: Date): Message | undefined {
  const action = cardAction(activity);
  const text = activity.type === 'invoke' ? '' : messageText(activity);
  const unread = unreadIn(activity);
  if (activity.type !== 'message' && unread !== undefined) return { kind: 'unread', what: unread, text };
  // Words beside a button that is not ours are words; beside one of ours they count where they are an emergency.
  const isTap = typeof action === 'object' && !criesForHelp(log, text, today);
  if (isTap) return { kind: 'tapped', action };
  if (text === '' && action !== undefined)
    return { kind: 'tapped', action: action === 'unreadable' ? unknownCard(log) : action };
  if (activity.type !== 'message') return undefined;
  if (text === '' && unread !== undefined) return { kind: 'unread', what: unread, text };
  const shown = shownSchema.safeParse(activity.channelData?.cauda);
  return {
    kind: 'typed',
    text,
    ...hear(log, text, today),
    shown: shown.success ? shown.data : undefined,
    beside: unread,
  };
}

const criesForHelp = (log: Log, text: string, today: Date): boolean =>
  text !== '' && hear(log, text, today).heard.kind === 'emergency';

/** A button that is not ours is treated like one of an old card. */
const unknownCard = ({ head }: Log): CardAction => ({ shown: notShownYet(head.conversation), verb: { verb: 'back' } });
