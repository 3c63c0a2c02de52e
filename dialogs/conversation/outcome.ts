import type { Entry, Log } from '../../machines/answerLog.ts';
import { view } from '../../machines/conversationView.ts';
import { type Answer, type Findings, isProfessional, type QuestionId } from '../../machines/findings.ts';
import { isBelow } from '../../machines/urgency.ts';
import type { Shown } from '../cardActions.ts';
import type { MessageId } from '../texts.ts';
import type { Unread } from '../unread.ts';
import type { ChatView } from './chatView.ts';
import { afterwards } from './told.ts';

/** What the bot shows, in order. */
export type Reply =
  /** The current question, emergency, recommendation or confirmation. */
  | { readonly kind: 'view' }
  | { readonly kind: 'say'; readonly message: MessageId }
  /** The tapped card becomes its question and answer. */
  | { readonly kind: 'settled'; readonly question: QuestionId; readonly value: Answer; readonly shown: Shown }
  /** Typed answers are said back. */
  | { readonly kind: 'understood'; readonly findings: Findings }
  | { readonly kind: 'changed'; readonly question: QuestionId; readonly from: Answer; readonly to: Answer }
  /** By going back. */
  | { readonly kind: 'takenBack'; readonly question: QuestionId; readonly answer: Answer }
  | { readonly kind: 'urgencyChanged' }
  | { readonly kind: 'explained'; readonly question: QuestionId; readonly part: 'why' | 'help' }
  | { readonly kind: 'adviceExplained' }
  /** All answers so far, each with a way to change it. */
  | { readonly kind: 'answers' }
  | { readonly kind: 'oldCard'; readonly question: QuestionId | undefined }
  | { readonly kind: 'progress' }
  /** The words that were not understood, with what to do instead. */
  | { readonly kind: 'notHeard'; readonly words: readonly string[] }
  /** What was understood and no question holds: shown as not used. */
  | { readonly kind: 'unused'; readonly words: readonly string[] }
  | { readonly kind: 'otherEmergency' }
  | { readonly kind: 'form' }
  /** The form becomes the answers that were given on it. */
  | { readonly kind: 'filled'; readonly findings: Findings; readonly shown: Shown }
  | { readonly kind: 'unread'; readonly what: Unread }
  | { readonly kind: 'safetyNet' };

export type Outcome = {
  readonly entries: readonly Entry[];
  readonly replies: readonly Reply[];
  /** `restart` begins the next log of the conversation; `erase` removes everything that is stored of it. */
  readonly next: 'go on' | 'restart' | 'erase';
};

/** Where a turn stands: the log before it, what that shows, and the second since its start. */
export type Step = { readonly log: Log; readonly before: ChatView; readonly at: number };

export const currentView: Reply = { kind: 'view' };
export const sentence = (message: MessageId): Reply => ({ kind: 'say', message });
export const replying = (...replies: Reply[]): Outcome => ({ entries: [], replies, next: 'go on' });
export const recording = (entry: Entry, ...replies: Reply[]): Outcome => ({ entries: [entry], replies, next: 'go on' });

/** More replies and entries before those of an outcome. */
export const preceded = (outcome: Outcome, replies: readonly Reply[], entries: readonly Entry[] = []): Outcome => ({
  ...outcome,
  entries: [...entries, ...outcome.entries],
  replies: [...replies, ...outcome.replies],
});

/** Whether an entry lowers the urgency so that it is confirmed first: at all by patients, from an emergency by all. */
export function isConfirmedFirst({ log, before }: Step, entry: Entry): boolean {
  const { urgency } = before.recommendation;
  const lowers = isBelow(view(afterwards(log, [entry])).recommendation.urgency, urgency);
  return lowers && (urgency === 'emergency' || !isProfessional(before.role));
}
