import type { Log } from '../../machines/answerLog.ts';
import {
  type EmergencyView,
  type QuestionView,
  questionView,
  type RecommendationView,
  type Summary,
  summary,
  view,
} from '../../machines/conversationView.ts';
import { type Answer, isQuestionId } from '../../machines/findings.ts';
import { oncePerPair } from '../../machines/remembered.ts';
import { isBelow } from '../../machines/urgency.ts';
import { asides, type Proposal } from './asides.ts';
import { afterwards } from './told.ts';

/** "Is that right?", before anything is recorded. */
export type ConfirmationView = Summary & {
  readonly kind: 'confirmation';
  readonly of: Proposal;
  /** A "yes" would lower the urgency. */
  readonly lowers: boolean;
};
export type ChatQuestionView = QuestionView & {
  /** The answer that stands, when it is asked in order to change it. */
  readonly changing: Answer | undefined;
};
/** The view of the pathway, or what the bot asks aside: a confirmation, an answer that is changed. */
export type ChatView = ChatQuestionView | EmergencyView | RecommendationView | ConfirmationView;

/**
 * What a conversation is to show now: the pathway's own view, or what the bot asked aside. Pure.
 * @param content the version of the clinical content that is in force; without it, the one that the log began under.
 */
export function chatView(log: Log, content = log.head.content): ChatView {
  const asked = asides(log).at(-1);
  if (asked?.kind !== 'confirmation') return viewUnder(log, content);
  const shows = summary(log, content);
  return { ...shows, kind: 'confirmation', of: asked.of, lowers: lowers(log, shows, asked.of) };
}

/** A turn looks at the same log in many places. What is in force can change, so nothing here may depend on that. */
const viewUnder = oncePerPair((log: Log, content: string): Exclude<ChatView, ConfirmationView> => {
  const asked = asides(log).at(-1);
  if (asked?.kind === 'change' && isQuestionId(asked.question)) {
    const { question } = asked;
    const shows = questionView(log, question, content);
    return { ...shows, changing: shows.answers.find((one) => one.question === question)?.value };
  }
  const shows = view(log, content);
  return shows.kind === 'question' ? { ...shows, changing: undefined } : shows;
});

function lowers(log: Log, shows: Summary, of: Proposal): boolean {
  if (of.kind !== 'answered' && of.kind !== 'undone') return false;
  const { urgency } = view(afterwards(log, [{ ...of, at: 0 }])).recommendation;
  return isBelow(urgency, shows.recommendation.urgency);
}
