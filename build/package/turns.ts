/** `cauda/turns`: the conversation without a bot library: an activity and a log go in, the log and activities come out. */
export type { SaidActivity, SentActivity } from '../../dialogs/activity.ts';
export { takeContent } from '../../dialogs/content/deploymentContent.ts';
export { type ChatView, chatView } from '../../dialogs/conversation/chatView.ts';
export { languageToBegin } from '../../dialogs/hear.ts';
export { plainTurns as triageTurns } from '../../dialogs/plainTurns.ts';
export type { ShownCard } from '../../dialogs/shownCards.ts';
export type { TriageSettings, TriageTurn, TriageTurns } from '../../dialogs/triageTurn.ts';
export { newHead } from './checkedTurns.ts';
