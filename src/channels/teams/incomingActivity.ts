import type { Activity } from 'botbuilder';
import { z } from 'zod';
import { BoundedMap } from '../../../dialogs/boundedMap.ts';

/** What a field says; undefined for one of another type, which is not there then. */
type Reader = (value: unknown) => unknown;

const text: Reader = (value) => (typeof value === 'string' ? value : undefined);
const flag: Reader = (value) => (typeof value === 'boolean' ? value : undefined);
const anything: Reader = (value) => value;
const fieldsSchema = z.record(z.string(), z.unknown());
const fields: Reader = (value) => fieldsSchema.safeParse(value).data;
const list =
  (one: z.ZodType): Reader =>
  (value) =>
    Array.isArray(value) ? value.flatMap((some) => one.safeParse(some).data ?? []) : undefined;

/** Keeps of an object what somebody here reads. Most fields are absent from most activities, and cost nothing then. */
function only(readers: Readonly<Record<string, Reader>>): (sent: Readonly<Record<string, unknown>>) => object {
  const all = Object.entries(readers);
  return (sent) => {
    const kept: Record<string, unknown> = {};
    for (const [name, read] of all) {
      const value = sent[name] === undefined ? undefined : read(sent[name]);
      // The SDK's types name no `undefined`.
      if (value !== undefined) kept[name] = value;
    }
    return kept;
  };
}

const named = z.string().min(1);
const account = z
  .looseObject({ id: named })
  .transform(only({ id: text, name: text, aadObjectId: text, role: text, properties: fields }));
const conversation = z
  .looseObject({ id: named })
  .transform(only({ id: text, tenantId: text, conversationType: text, isGroup: flag, name: text }));

/** An activity as the rest of the program may read it; without what it needs there is no answer to it. */
const activitySchema = z.looseObject({
  type: named,
  channelId: named,
  serviceUrl: z.string().refine(isWebAddress, 'Invalid URL'),
  conversation,
  from: account,
  recipient: account,
});

const ofActivity = only({
  type: text,
  id: text,
  channelId: text,
  serviceUrl: text,
  conversation: anything,
  from: anything,
  recipient: anything,
  name: text,
  action: text,
  text,
  textFormat: text,
  locale: text,
  replyToId: text,
  deliveryMode: text,
  timestamp: text,
  localTimestamp: text,
  localTimezone: text,
  value: anything,
  channelData: fields,
  entities: list(z.looseObject({ type: z.string() })),
  attachments: list(z.looseObject({ contentType: z.string() })),
  membersAdded: list(account),
  membersRemoved: list(account),
  reactionsAdded: list(z.looseObject({ type: z.string() })),
  reactionsRemoved: list(z.looseObject({ type: z.string() })),
});

/**
 * An activity with what every turn relies on. Fields of other types than the protocol's, and fields that nobody here
 * reads, are left out, so that nothing behind this edge meets them.
 */
export const incomingActivity = activitySchema
  .transform(ofActivity)
  .pipe(z.custom<Activity>((clean) => typeof clean === 'object'));

function isWebAddress(url: string): boolean {
  return known.get(url) ?? isNewWebAddress(url);
}

/** A channel has few, and to read one takes longer than most of an activity. */
const known = new BoundedMap<string, true>({ most: 20, mostSize: 20_000, sizeOf: (_, url) => url.length });

function isNewWebAddress(url: string): boolean {
  const isGood = webAddress.safeParse(url).success;
  if (isGood) known.set(url, true);
  return isGood;
}
const webAddress = z.url({ protocol: /^https?$/ });

/** What is missing from a body that is no activity. */
export function activityProblem(error: z.ZodError): string {
  const [issue] = error.issues;
  return `The body must be a Bot Framework activity (${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'invalid'}).`;
}
