import { z } from 'zod';
import { questionIdSchema, questionIds, roleSchema } from '../machines/findings.ts';
import { oncePer } from '../machines/remembered.ts';

/** Where a button or a typed message stood: in Teams and on the web alike, everything here is untrusted input. */
export const shownSchema = z.object({
  conversation: z.string(),
  log: z.int().positive(),
  /** The head's `run`. */
  run: z.exactOptional(z.string()),
  revision: z.int().nonnegative(),
  /** The question that was shown, if one was. */
  question: z.exactOptional(questionIdSchema),
  /** The id of the activity that shows the card, where the channel does not say it in replyToId. */
  card: z.exactOptional(z.string()),
});
/** Where in the conversation something was shown. */
export type Shown = z.infer<typeof shownSchema>;

/** For what was said before the newest question could be seen: no place in the conversation that was ever shown. */
export const notShownYet = (conversation: string): Shown => ({
  conversation,
  log: 1,
  revision: Number.MAX_SAFE_INTEGER,
});

/** What a button says that it does. */
const verbSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('answer'), question: questionIdSchema, value: z.string() }),
  z.object({ verb: z.literal('role'), role: roleSchema }),
  z.object({ verb: z.literal('change'), question: z.exactOptional(questionIdSchema) }),
  z.object({ verb: z.literal('why'), question: z.exactOptional(questionIdSchema) }),
  z.object({ verb: z.literal('help'), question: z.exactOptional(questionIdSchema) }),
  z.object({ verb: z.enum(['back', 'continue', 'stop', 'status', 'restart', 'erase', 'confirm', 'decline', 'form']) }),
  /** A form that was filled in; `answers` by question. */
  z.object({ verb: z.literal('filled'), answers: z.record(z.string(), z.string()) }),
]);
export type Verb = z.infer<typeof verbSchema>;

export type CardAction = { readonly shown: Shown; readonly verb: Verb };

/** All that a button, or what typed words say about where they stood, can hold. */
export const payloadKeys: ReadonlySet<string> = new Set([
  ...Object.keys(shownSchema.shape),
  ...verbSchema.options.flatMap(({ shape }) => Object.keys(shape)),
  ...questionIds,
]);

/** The data of a button, as it is put on a card. */
export const actionPayload = (shown: Shown, verb: Verb) => ({ ...shown, ...verb });

type IncomingActivity = {
  readonly type: string;
  readonly name?: string | undefined;
  readonly value?: unknown;
  readonly replyToId?: string | null | undefined;
};

const submitSchema = z.record(z.string(), z.unknown());
const executeSchema = z.object({ action: z.object({ verb: z.exactOptional(z.string()), data: submitSchema }) });

/**
 * One normaliser for the buttons of all channels: a message's `value` (Action.Submit, in Teams and on the web) and an
 * invoke's `value.action` (Action.Execute). A turn asks several times; what a button says stands when its activity comes in.
 * @returns the action; `unreadable` for a button that is not ours or was tampered with; undefined when there is none.
 */
export const cardAction = oncePer((activity: IncomingActivity): CardAction | 'unreadable' | undefined => {
  const payload = payloadOf(activity);
  if (payload === undefined) return undefined;
  const shown = shownSchema.safeParse({
    ...(typeof activity.replyToId === 'string' ? { card: activity.replyToId } : {}),
    ...payload,
  });
  const verb = verbSchema.safeParse(
    payload['verb'] === 'filled' ? { ...payload, answers: inputsIn(payload) } : payload,
  );
  return shown.success && verb.success ? { shown: shown.data, verb: verb.data } : 'unreadable';
});

/** Inputs come beside the button's own data, by their ids. */
const inputsIn = (payload: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    questionIds.flatMap((id) => (payload[id] === undefined || payload[id] === '' ? [] : [[id, payload[id]]])),
  );

function payloadOf({ type, name, value }: IncomingActivity): Record<string, unknown> | undefined {
  if (type === 'invoke' && name === 'adaptiveCard/action') {
    const execute = executeSchema.safeParse(value);
    if (!execute.success) return {};
    const { verb, data } = execute.data.action;
    return verb === undefined ? data : { verb, ...data };
  }
  if (type !== 'message' || value === undefined || value === null) return undefined;
  const submit = submitSchema.safeParse(value);
  return submit.success ? submit.data : {};
}
