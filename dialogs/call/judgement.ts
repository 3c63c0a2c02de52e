import type { Judgement } from '../../machines/margin.ts';
import { isBelow, type Urgency } from '../../machines/urgency.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { dispositionText, type Reader } from '../texts.ts';

/** Why a professional judges otherwise than the rules; the words follow. */
export const judgementReasons = {
  moreUrgent: ['soundsWorse', 'otherIllness', 'alone', 'other'],
  lessUrgent: ['seenAlready', 'known', 'misheard', 'other'],
} as const;
export type JudgementReason = (typeof judgementReasons)[keyof typeof judgementReasons][number];

/** As it is kept: the reason's id, then the words. */
export const storedReason = (reason: JudgementReason, words: string): string =>
  words === '' ? reason : `${reason}: ${words}`;

export function reasonIn(stored: string): { readonly reason: string; readonly words: string } {
  const [reason = '', ...words] = stored.split(': ');
  return { reason, words: words.join(': ') };
}

/** What the record says by itself; another emergency weighs as much as one of the back. */
export const computedUrgency = ({ otherEmergency, recommendation }: ChatView): Urgency =>
  otherEmergency === 'noted' ? 'emergency' : recommendation.urgency;

/** A judgement no longer holds once the computed urgency rose above the one that it was made under. */
export const hasLapsed = (view: ChatView, judged: Judgement): boolean =>
  judged.lapsed || isBelow(judged.under, computedUrgency(view));

/** A level as its card is headed. */
export const levelTitle = (reader: Reader, level: Urgency): string => dispositionText(reader, level, 'title');
