import type { Log } from '../machines/answerLog.ts';
import type { Answer, QuestionId } from '../machines/findings.ts';
import type { FoldedCard } from './activities.ts';
import type { Shown } from './cardActions.ts';
import type { AdaptiveCard } from './cards/adaptiveCard.ts';
import { outdatedCard, settledCard, takenBackCard } from './cards/answerCards.ts';
import { type ChatView, chatView } from './conversation/chatView.ts';
import type { Presentation } from './presentation.ts';

/** A card that stands in the chat, by the id of the activity that shows it. */
export type ShownCard = Pick<Shown, 'log' | 'run' | 'question'> & {
  /** Without it the card cannot be replaced. */
  readonly id?: string;
  readonly view: ChatView['kind'];
};

/** Where a channel that can replace cards puts those that it knows, as a list in the turn's state. */
export const shownCardsKey = Symbol.for('cauda.shownCards');

/** What earlier cards become once answers have changed: none goes on to state what is no longer so. Pure. */
export function foldedAgain(
  before: Log,
  after: Log,
  cards: readonly ShownCard[],
  presentation: Presentation,
): readonly FoldedCard[] {
  if (before.head.number !== after.head.number) return [];
  const then = chatView(before);
  const now = chatView(after);
  const ofThisLog = cards.filter(({ log, run }) => log === now.log && run === now.run);
  return ofThisLog.flatMap(({ id, ...one }) => {
    const card = id === undefined ? undefined : cardNow(one, then, now, presentation);
    return id === undefined || card === undefined ? [] : [{ id, card }];
  });
}

function cardNow(
  { view: kind, question }: Omit<ShownCard, 'id'>,
  then: ChatView,
  now: ChatView,
  presentation: Presentation,
): AdaptiveCard | undefined {
  switch (kind) {
    case 'question': {
      if (question === undefined || answerIn(then, question) === answerIn(now, question)) return undefined;
      const value = answerIn(now, question);
      return value === undefined ? takenBackCard(now, question) : settledCard(now, question, value, presentation);
    }
    case 'emergency':
      return isEmergency(then) && !isEmergency(now) ? outdatedCard(now) : undefined;
    case 'recommendation':
      return sameAnswers(then, now) ? undefined : outdatedCard(now);
    case 'confirmation':
      return undefined;
    default:
      return kind satisfies never;
  }
}

const answerIn = ({ answers }: ChatView, question: QuestionId): Answer | undefined =>
  answers.find((one) => one.question === question)?.value;
const isEmergency = ({ recommendation }: ChatView): boolean => recommendation.urgency === 'emergency';
const sameAnswers = (then: ChatView, now: ChatView): boolean =>
  then.answers.length === now.answers.length &&
  then.answers.every(({ question, value }) => answerIn(now, question) === value);
