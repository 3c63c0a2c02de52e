import { z } from 'zod';
import { type Entry, type Log, revision } from '../../machines/answerLog.ts';
import { finding, questionIdSchema } from '../../machines/findings.ts';
import { triage } from '../../machines/triage.ts';
import { isBelow, urgencySchema } from '../../machines/urgency.ts';
import { type ChatView, chatView } from '../conversation/chatView.ts';
import { isConfirmedFirst } from '../conversation/outcome.ts';
import { withTold } from '../conversation/told.ts';
import { type Hearing, hearLine } from './callHearing.ts';
import { computedUrgency, judgementReasons, storedReason } from './judgement.ts';

const words = z.string().trim().min(1).max(2_000);
const short = z.string().trim().max(200);

/** What a professional does at the desk. Untrusted input. */
export const callActSchema = z.discriminatedUnion('act', [
  /** An answer to any question, asked or not; `confirmed` where it takes an emergency away. */
  z.strictObject({
    act: z.literal('set'),
    question: questionIdSchema,
    value: z.string(),
    heard: z.exactOptional(words),
    confirmed: z.exactOptional(z.boolean()),
  }),
  z.strictObject({ act: z.literal('back'), confirmed: z.exactOptional(z.boolean()) }),
  z.strictObject({ act: z.literal('type'), text: words, about: z.exactOptional(questionIdSchema) }),
  z.strictObject({
    act: z.literal('lifeThreats'),
    present: z.boolean(),
    confirmed: z.exactOptional(z.boolean()),
  }),
  z.strictObject({ act: z.literal('note'), text: words, about: z.exactOptional(questionIdSchema) }),
  z.strictObject({
    act: z.literal('party'),
    about: z.enum(['self', 'other']),
    relation: z.exactOptional(short),
    age: z.exactOptional(z.int().min(0).max(130)),
    callback: z.exactOptional(short),
    interpreter: z.exactOptional(z.boolean()),
    language: z.exactOptional(z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)),
  }),
  z.strictObject({
    act: z.literal('judge'),
    to: urgencySchema,
    reason: z.enum([...judgementReasons.moreUrgent, ...judgementReasons.lessUrgent]),
    words: short,
  }),
  z.strictObject({ act: z.literal('unjudge') }),
  z.strictObject({
    act: z.literal('close'),
    how: z.enum(['complete', 'disconnected', 'transferred', 'declined']),
    readBack: z.array(z.string().max(60)).max(60),
    callback: z.exactOptional(short),
  }),
  z.strictObject({ act: z.literal('handOver'), to: words.max(200) }),
  z.strictObject({ act: z.literal('take') }),
]);
export type CallAct = z.infer<typeof callActSchema>;

/** Who acts, at which second, and what stood on the screen then. */
export type Acting = {
  readonly by: string;
  /** The revision that was seen. */
  readonly seen: number;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** A second person who has signed for this very act, by their opaque id. */
  readonly secondedBy?: string | undefined;
};

/** Why an act is not done; nothing has changed then. */
export type Refusal =
  /** That question was answered otherwise since the act's screen. */
  | 'stale'
  | 'takesEmergencyAway'
  /** To take what nobody has, or act on what another has: take the call over first. */
  | 'notYours'
  | 'noSuchAnswer'
  | 'nothingToGoBackTo'
  | 'needsWords'
  | 'wrongReason'
  | 'needsSecond'
  | 'sameAsComputed';

export type Acted =
  | { readonly kind: 'done'; readonly entries: readonly Entry[]; readonly hearing?: Hearing }
  | { readonly kind: 'refused'; readonly why: Refusal };

const done = (...entries: readonly Entry[]): Acted => ({ kind: 'done', entries });
const refused = (why: Refusal): Acted => ({ kind: 'refused', why });

/** The entry that makes a log a call of somebody's. */
export const takenBy = (by: string, at = 0): Entry => ({ kind: 'taken', at, by });

/** What an act adds to a call's log, in whichever order calls go. Pure. */
export function actOnCall(log: Log, act: CallAct, acting: Acting): Acted {
  const shows = chatView(log);
  const owner = shows.margin.taken?.by;
  if (act.act !== 'take' && owner !== acting.by) return refused('notYours');
  const acted = actOn(log, shows, act, acting);
  if (acted.kind === 'refused') return acted;
  const entries = acted.entries.map((one) => signed(one, acting.by));
  return { ...acted, entries: withTold(log, entries) };
}

const signed = (entry: Entry, by: string): Entry => (entry.kind === 'foreign' ? entry : { ...entry, by });

function actOn(log: Log, shows: ChatView, act: CallAct, { seen, now, by, secondedBy }: Acting): Acted {
  const at = Math.max(log.entries.at(-1)?.at ?? 0, Math.floor((now - Date.parse(log.head.started)) / 1000));
  switch (act.act) {
    case 'set':
      return set(log, shows, act, seen, at);
    case 'back':
      return back(log, shows, act.confirmed ?? false, seen, at);
    case 'type': {
      const { entries, hearing } = hearLine(log, act.text, act.about, at, new Date(now));
      return { kind: 'done', entries, hearing };
    }
    case 'lifeThreats':
      return lifeThreats(shows, act, at);
    case 'note':
      return done({ kind: 'note', text: act.text, ...(act.about === undefined ? {} : { about: act.about }), at });
    case 'party': {
      const { act: _, ...party } = act;
      return done({ kind: 'party', ...party, at });
    }
    case 'judge':
      return judge(shows, act, secondedBy, at);
    case 'unjudge':
      return done({ kind: 'unjudged', at });
    case 'close': {
      const callback = act.callback === undefined || act.callback === '' ? [] : [act.callback];
      return done(...callback.map((text): Entry => ({ kind: 'note', text, at })), {
        kind: 'closed',
        how: act.how,
        readBack: act.readBack,
        at,
      });
    }
    case 'handOver':
      return done({ kind: 'handedOver', to: act.to, at });
    case 'take':
      return shows.margin.taken?.by === by ? done() : done(takenBy(by, at));
    default:
      return act satisfies never;
  }
}

/** One that was noted is an emergency: it is taken back only with a second word, and stays on the record. */
function lifeThreats(
  { otherEmergency }: ChatView,
  { present, confirmed = false }: Extract<CallAct, { act: 'lifeThreats' }>,
  at: number,
): Acted {
  if (otherEmergency === (present ? 'noted' : 'none')) return done();
  if (present) return done({ kind: 'noted', what: 'otherEmergency', at });
  if (otherEmergency === 'not asked') return done({ kind: 'noted', what: 'noOtherEmergency', at });
  return confirmed ? done({ kind: 'noted', what: 'otherEmergencyTakenBack', at }) : refused('takesEmergencyAway');
}

/** Stale only if that very question changed since it was seen. */
function set(
  log: Log,
  shows: ChatView,
  { question, value, heard, confirmed = false }: Extract<CallAct, { act: 'set' }>,
  seen: number,
  at: number,
): Acted {
  const findings = finding(question, value);
  if (findings === undefined || seen > revision(log)) return refused('noSuchAnswer');
  const saw = triage({ head: log.head, entries: log.entries.slice(0, seen) }).context.answers[question];
  const stands = triage(log).context.answers[question];
  if (stands === value) return done();
  if (saw !== stands) return refused('stale');
  const entry: Entry = {
    kind: 'answered',
    findings: { [question]: value },
    ...(heard === undefined ? {} : { heard }),
    at,
  };
  if (!confirmed && isConfirmedFirst({ log, before: shows, at }, entry)) return refused('takesEmergencyAway');
  return done(entry);
}

function back(log: Log, shows: ChatView, confirmed: boolean, seen: number, at: number): Acted {
  const entry: Entry = { kind: 'undone', at };
  if (shows.answers.length === 0) return refused('nothingToGoBackTo');
  // Only what was on the screen is taken back.
  if (log.entries.slice(seen).some(({ kind }) => kind === 'answered' || kind === 'undone')) return refused('stale');
  if (!confirmed && isConfirmedFirst({ log, before: shows, at }, entry)) return refused('takesEmergencyAway');
  return done(entry);
}

function judge(
  shows: ChatView,
  { to, reason, words: explained }: Extract<CallAct, { act: 'judge' }>,
  secondedBy: string | undefined,
  at: number,
): Acted {
  const computed = computedUrgency(shows);
  if (to === computed) return refused('sameAsComputed');
  const less = isBelow(to, computed);
  const fitting: readonly string[] = less ? judgementReasons.lessUrgent : judgementReasons.moreUrgent;
  if (!fitting.includes(reason)) return refused('wrongReason');
  if (less && explained === '') return refused('needsWords');
  if (less && computed === 'emergency' && secondedBy === undefined) return refused('needsSecond');
  return done({
    kind: 'judged',
    to,
    reason: storedReason(reason, explained),
    under: computed,
    ...(secondedBy === undefined ? {} : { secondedBy }),
    at,
  });
}
