/** `cauda`: the triage conversation as one Bot Framework dialog. */

export type { CardAction, Shown, Verb } from '../../dialogs/cardActions.ts';
export type { Theme } from '../../dialogs/theme.ts';
export {
  TriageDialog,
  type TriageDialogSettings,
  type TriageOptions,
  type TriageResult,
} from '../../dialogs/triageDialog.ts';
export type { TriageSettings } from '../../dialogs/triageTurn.ts';
export type { Log } from '../../machines/answerLog.ts';
export type { Findings, QuestionId, Role } from '../../machines/findings.ts';
export type { Recommendation } from '../../machines/recommendation.ts';
export { cardAction } from './checkedCardAction.ts';
