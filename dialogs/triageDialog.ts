import type { Activity, TurnContext } from 'botbuilder';
import { Dialog, type DialogContext, type DialogInstance, type DialogTurnResult } from 'botbuilder-dialogs';
import { z } from 'zod';
import { type Log, type LogHead, logHeadSchema, logSchema } from '../machines/answerLog.ts';
import { type Role, roleSchema } from '../machines/findings.ts';
import { checked, plainObject } from './checked.ts';
import { takeContent } from './content/deploymentContent.ts';
import { contentVersion } from './contentVersion.ts';
import { chatView } from './conversation/chatView.ts';
import { newHead } from './conversation/newLog.ts';
import { languageToBegin } from './hear.ts';
import { plainTurns } from './plainTurns.ts';
import { readActivity } from './readActivity.ts';
import { refuseSecondCopy } from './secondCopy.ts';
import { type ShownCard, shownCardsKey } from './shownCards.ts';
import type { TriageSettings, TriageTurn, TriageTurns } from './triageTurn.ts';
import { checkedSources, pathSchema, turnSettings } from './turnSettings.ts';
import { deliveryId } from './unread.ts';

const handledSchema = z.array(z.string()).readonly().default([]);
/** A host that hands in anything else means it to count for something. */
const optionsSchema = z.strictObject({ head: z.exactOptional(logHeadSchema), log: z.exactOptional(z.unknown()) });
/** Logs that were checked once, or made here. */
const logsRead = new WeakMap<object, Log>();

/** `head` or `log` take up a conversation that is kept elsewhere; without them a new one begins. */
export type TriageOptions = { readonly head?: LogHead; readonly log?: Log };
/** What the dialog ends with; undefined instead where the person had everything deleted. */
export type TriageResult = {
  readonly recommendation: ReturnType<typeof chatView>['recommendation'];
  readonly log: Log;
};

/** How the dialog is shown, and what it takes from its host; all may be left out. */
export type TriageDialogSettings = Omit<TriageSettings, 'endsThere'> & {
  /** A folder of texts and languages of the bot's own; one for the whole process. */
  readonly content?: string;
  /** Who answers, where the person does not say otherwise; `self` by default. */
  readonly role?: Role;
};

const { endsThere: _, ...ofTurns } = turnSettings;
/** A misspelt setting must not pass for one that was never made. */
const settingsSchema = plainObject(
  z.strictObject({
    ...ofTurns,
    content: z.exactOptional(pathSchema),
    role: z.exactOptional(roleSchema),
  } satisfies Record<keyof TriageDialogSettings, z.ZodType>),
);

const placeSchema = z.looseObject({
  conversation: z.looseObject({ id: logHeadSchema.shape.conversation }),
  channelId: logHeadSchema.shape.channel,
});

const rememberedActivities = 20;

/**
 * The triage conversation as a Bot Framework dialog: a thin shell around `triageTurns`.
 * Its state is the answer log, so it lives in any host's dialog state (and is as safe as that).
 * Ends with `{ recommendation, log }`.
 */
export class TriageDialog extends Dialog {
  readonly #turns: TriageTurns;
  readonly #role: Role;
  readonly #now: () => number;

  /** Throws where a setting is misspelt or has a value that it does not take; the message names it. */
  constructor(id = 'triage', settings: TriageDialogSettings = {}) {
    if (typeof id !== 'string' || id === '')
      throw new TypeError('TriageDialog: its id, before the settings, is a name');
    super(id);
    refuseSecondCopy(import.meta.url);
    const { role = 'self', content, ...rest } = checked(`TriageDialog '${id}'`, settingsSchema, settings);
    if (content !== undefined) takeContent(content);
    const sources = checkedSources(rest, `TriageDialog '${id}'`);
    this.#turns = plainTurns({ ...rest, ...sources, endsThere: true });
    this.#role = role;
    this.#now = sources.now ?? Date.now;
  }

  /** The hash of the clinical content that is in force: what a clinician signs. */
  get contentVersion(): string {
    return contentVersion;
  }

  /**
   * Throws for options that it does not take; the message names them.
   * @param options null where botbuilder's own test client begins it.
   */
  override async beginDialog(dc: DialogContext, options?: TriageOptions | null): Promise<DialogTurnResult> {
    const { activity } = dc.context;
    const given = checked(`beginDialog('${this.id}', options)`, optionsSchema, options ?? {});
    const { log, head = this.#newHead(activity) } = given;
    this.#isNew(stateOf(dc), activity);
    return send(
      dc,
      log === undefined ? this.#turns.begin(head, activity) : this.#turns.takeUp(logIn({ log }), activity),
    );
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const state = stateOf(dc);
    const log = logIn(state);
    const { activity } = dc.context;
    if (!this.#isNew(state, activity)) return Dialog.EndOfTurn;
    const cards = dc.context.turnState.get<readonly ShownCard[] | undefined>(shownCardsKey) ?? [];
    return send(dc, this.#turns.next(log, activity, cards));
  }

  override async resumeDialog(dc: DialogContext): Promise<DialogTurnResult> {
    this.#isNew(stateOf(dc), dc.context.activity);
    return send(dc, this.#turns.again(logIn(stateOf(dc)), dc.context.activity));
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const { messages } = this.#turns.again(logIn(instance.state), context.activity);
    for (const one of messages) await context.sendActivity(one);
  }

  /**
   * Remembers an activity, and whether it came for the first time. Also one that begins or resumes the dialog: delivered again,
   * a "no" to something else would answer the question that is asked by then.
   */
  #isNew(state: State, activity: Activity): boolean {
    const handled = handledSchema.safeParse(state.handled).data;
    if (handled === undefined) throw new Error('the state of TriageDialog holds no messages that can be read');
    const id = deliveryId({ ...readActivity(this.id, activity), timestamp: activity.timestamp });
    if (id !== '' && handled.includes(id)) return false;
    if (id !== '') state.handled = [...handled, id].slice(-rememberedActivities);
    return true;
  }

  #newHead(activity: Activity): LogHead {
    const { text, locale } = readActivity(this.id, activity);
    const { conversation, channelId: channel } = checked(`${this.id}, activity`, placeSchema, activity);
    const language = languageToBegin(text, locale);
    return newHead({ conversation: conversation.id, channel, role: this.#role, language }, this.#now());
  }
}

/** Sends what a turn shows, keeps its log, and ends the dialog where it has come to an end. */
async function send(dc: DialogContext, { log, finished, updates, messages }: TriageTurn): Promise<DialogTurnResult> {
  keep(dc, log);
  for (const one of messages) await dc.context.sendActivity(one);
  // An old card that stays as it was is a pity, no more: many channels cannot change one.
  for (const update of updates) await dc.context.updateActivity(update).catch(() => undefined);
  if (log === undefined) return dc.endDialog();
  if (!finished) return Dialog.EndOfTurn;
  const result: TriageResult = { recommendation: chatView(log).recommendation, log };
  return dc.endDialog(result);
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

function keep(dc: DialogContext, log: Log | undefined): void {
  if (log !== undefined) logsRead.set(log, log);
  stateOf(dc).log = log;
}

/** The frame's state object; the host saves it. */
function stateOf(dc: DialogContext): State {
  const { activeDialog } = dc;
  if (activeDialog === undefined) throw new Error('TriageDialog has no frame on the dialog stack');
  return activeDialog.state;
}
