/** `cauda/engine`: findings to recommendation, questions, log and view; pure, without the Bot Framework, also in a browser. */
export type { ActionId, Audience, Disposition } from '../../machines/actions.ts';
export {
  type Entry,
  entrySchema,
  type Log,
  type LogHead,
  logHeadSchema,
} from '../../machines/answerLog.ts';
export type { Because, Without } from '../../machines/because.ts';
export type {
  EmergencyView,
  QuestionView,
  RecommendationView,
  Summary,
  View,
} from '../../machines/conversationView.ts';
export {
  type Answer,
  type Findings,
  type QuestionId,
  type Role,
  roleSchema,
} from '../../machines/findings.ts';
export type { Imaging } from '../../machines/imagingRules.ts';
export type { Question } from '../../machines/questions.ts';
export type { Recommendation, RuleId } from '../../machines/recommendation.ts';
export type { Claim, ClaimId, Source } from '../../machines/sources.ts';
export { triageMachine } from '../../machines/triageMachine.ts';
export type { Urgency } from '../../machines/urgency.ts';
export type { Condition } from '../../machines/urgencyRules.ts';
export {
  answersTo,
  because,
  claim,
  findingsIn,
  findingsSchema,
  isProfessional,
  question,
  questionIds,
  recommend,
  revision,
  view,
} from './checkedEngine.ts';
