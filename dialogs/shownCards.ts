import { isDeepStrictEqual } from 'node:util';
import type { Log } from '../machines/answerLog.ts';
import type { Answer, QuestionId } from '../machines/findings.ts';
import type { FoldedCard } from './activities.ts';
import type { Shown } from './cardActions.ts';
import type { AdaptiveCard } from './cards/adaptiveCard.ts';
import { outdatedCard, settledCard, takenBackCard } from './cards/answerCards.ts';
import { standingEmergencyCard } from './cards/emergencyCard.ts';
import { contentVersion } from './contentVersion.ts';
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
  const then = chatView(before, contentVersion);
  const now = chatView(after, contentVersion);
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
      // One that was taken back stays so: what came after it has a card of its own.
      if (!isEmergency(then)) return undefined;
      return isEmergency(now) ? redrawn(then, now, presentation) : outdatedCard(now);
    case 'recommendation':
      return saysTheSame(then, now) ? undefined : outdatedCard(now);
    case 'confirmation':
      return undefined;
    default:
      return kind satisfies never;
  }
}

const answerIn = ({ answers }: ChatView, question: QuestionId): Answer | undefined =>
  answers.find((one) => one.question === question)?.value;
const isEmergency = ({ recommendation }: ChatView): boolean => recommendation.urgency === 'emergency';

/** The card of an emergency that still stands; undefined where it says already what is to be said. */
function redrawn(then: ChatView, now: ChatView, presentation: Presentation): AdaptiveCard | undefined {
  const card = standingEmergencyCard(now, presentation);
  return said(standingEmergencyCard(then, presentation)) === said(card) ? undefined : card;
}

/** All of a card but where its buttons stand. */
const said = (card: AdaptiveCard): string => JSON.stringify(card, (key, value) => (key === 'data' ? undefined : value));

/** Whether a card with advice is as true as it was. */
const saysTheSame = (then: ChatView, now: ChatView): boolean =>
  isDeepStrictEqual(then.answers, now.answers) &&
  isDeepStrictEqual(then.recommendation, now.recommendation) &&
  then.otherEmergency === now.otherEmergency &&
  then.under18 === now.under18;
