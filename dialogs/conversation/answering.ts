import type { Entry, Log } from '../../machines/answerLog.ts';
import { type Findings, finding, questionIds } from '../../machines/findings.ts';
import { triage } from '../../machines/triage.ts';
import { asides, type Proposal, timesNotUnderstood } from './asides.ts';
import { type ChatView, chatView } from './chatView.ts';
import {
  currentView,
  isConfirmedFirst,
  type Outcome,
  preceded,
  type Reply,
  recording,
  replying,
  type Step,
  sentence,
} from './outcome.ts';
import { afterwards } from './told.ts';

export const hasAny = (findings: Findings): boolean => questionIds.some((question) => findings[question] !== undefined);
export const stored = (findings: Findings): Readonly<Record<string, string>> => ({ ...findings });

/** Records answers, unless that would lower the urgency: then it asks first. `heard` are the words, if typed. */
export function answer(step: Step, findings: Findings, heard?: string): Outcome {
  const answered = { kind: 'answered' as const, findings: stored(findings), ...(heard === undefined ? {} : { heard }) };
  const entry: Entry = { ...answered, at: step.at };
  return isConfirmedFirst(step, entry) ? propose(step, answered) : recordingAnswer(step, entry, findings);
}

/** Asks "is that right?" before anything is recorded. */
export const propose = ({ at }: Step, of: Proposal): Outcome =>
  recording({ kind: 'asked', asked: { kind: 'confirmation', of }, at }, currentView);

/** Records an entry, and says what was understood of typed words and what the entry changed or took back. */
export function recordingAnswer({ log, before }: Step, entry: Entry, findings: Findings): Outcome {
  const after = afterwards(log, [entry]);
  const changes = changesBetween(log, after, entry.kind === 'undone');
  const understood: readonly Reply[] =
    entry.kind === 'answered' && entry.heard !== undefined && hasAny(findings)
      ? [{ kind: 'understood', findings }]
      : [];
  const urgency = urgencyChange(before, chatView(after), changes.length > 0);
  return recording(entry, ...understood, ...changes, ...urgency, currentView);
}

function changesBetween(before: Log, after: Log, takesBack: boolean): readonly Reply[] {
  const known = said(before);
  const now = said(after);
  return questionIds.flatMap((question): Reply[] => {
    const from = known[question];
    const to = now[question];
    if (from === undefined || from === to) return [];
    if (to !== undefined) return [{ kind: 'changed', question, from, to }];
    return takesBack ? [{ kind: 'takenBack', question, answer: from }] : [];
  });
}

/** What stands, and what was answered "not sure" so far. */
function said(log: Log): Findings {
  const { answers, simpler } = triage(log).context;
  return Object.assign({}, answers, ...simpler.map((question) => finding(question, 'unsure')));
}

function urgencyChange(before: ChatView, after: ChatView, changed: boolean): readonly Reply[] {
  const from = before.recommendation.urgency;
  const to = after.recommendation.urgency;
  if (from === 'emergency' && to !== 'emergency') return [sentence('emergencyTakenAway'), { kind: 'safetyNet' }];
  // Without an answer there is no advice to speak of.
  return changed && from !== to && after.answers.length > 0 ? [{ kind: 'urgencyChanged' }] : [];
}

/** The same question once more; the second time in a row with the choices as a list. */
export function askAgain({ log, before, at }: Step, because: Reply): Outcome {
  if (before.kind !== 'question') return replying(because, currentView);
  // An answered question that is being changed stays the one that is asked.
  if (asides(log).at(-1)?.kind === 'change') return replying(because, currentView);
  const list = timesNotUnderstood(log) > 0 ? [sentence('choicesAsList')] : [];
  return recording(
    { kind: 'asked', asked: { kind: 'again', question: before.question }, at },
    because,
    ...list,
    currentView,
  );
}

/** What was not understood is asked again; the very first words get a kind answer, and the first question. */
export function notUnderstood(step: Step, unheard: readonly string[] = []): Outcome {
  if (isBeforeAll(step)) return askAgain(step, sentence('storyHeard'));
  if (step.before.kind === 'recommendation') return replying(sentence('notUnderstoodAtTheEnd'));
  return askAgain(step, unheard.length === 0 ? sentence('notUnderstood') : { kind: 'notHeard', words: unheard });
}

export function offTopic(step: Step): Outcome {
  if (isBeforeAll(step)) return askAgain(step, sentence('hello'));
  if (step.before.kind !== 'question') return replying(sentence('offTopicAtTheEnd'), ...waiting(step));
  return askAgain(step, sentence('offTopic'));
}

/** Nothing was said yet that could be an answer. */
const isBeforeAll = ({ log, before }: Step): boolean =>
  before.kind === 'question' && !hasAny(said(log)) && asides(log).length === 0;

/** A card with advice stands above already; all others wait for something. */
const waiting = ({ before }: Step): readonly Reply[] => (before.kind === 'recommendation' ? [] : [currentView]);

/** Emergency words: findings that are certain are recorded; another emergency is noted and answered. */
export function emergency(step: Step, findings: Findings, other: boolean, text: string): Outcome {
  const noted: readonly Entry[] = other ? [{ kind: 'noted', what: 'otherEmergency', at: step.at }] : [];
  const told: readonly Reply[] = other ? [{ kind: 'otherEmergency' }] : [];
  if (!hasAny(findings)) return { entries: noted, replies: [...told, currentView], next: 'go on' };
  const standsAlready = step.before.recommendation.urgency === 'emergency' ? [sentence('emergencyStands')] : [];
  return preceded(answer(step, findings, text), [...told, ...standsAlready], noted);
}

export function under18(step: Step, findings: Findings, text: string): Outcome {
  const noted: Entry = { kind: 'noted', what: 'under18', at: step.at };
  const rest = hasAny(findings) ? answer(step, findings, text) : replying(currentView);
  return preceded(rest, [sentence('under18')], [noted]);
}
