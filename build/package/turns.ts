/** `cauda/turns`: the conversation without a bot library: an activity and a log go in, the log and activities come out. */
export type { SaidActivity, SentActivity } from '../../dialogs/activity.ts';
export type { ChatView } from '../../dialogs/conversation/chatView.ts';
export type { ShownCard } from '../../dialogs/shownCards.ts';
export type { Theme } from '../../dialogs/theme.ts';
export type { TriageSettings, TriageTurn, TriageTurns } from '../../dialogs/triageTurn.ts';
export { chatView, languageToBegin, newHead, takeContent, triageTurns } from './checkedTurns.ts';
