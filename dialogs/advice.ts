import { type ActionId, actionSources } from '../machines/actions.ts';
import { isHandedOver } from '../machines/answerFlag.ts';
import { findingsIn } from '../machines/conversationView.ts';
import { isProfessional } from '../machines/findings.ts';
import type { ClaimId } from '../machines/sources.ts';
import { flaggedAnswers, notKnown } from './cards/answerLines.ts';
import type { ChatView } from './conversation/chatView.ts';
import type { Presentation } from './presentation.ts';
import { actionText, answerText, imagingText, listed, message, questionText } from './texts.ts';

export type Advice = { readonly id: ActionId; readonly text: string; readonly sources: readonly ClaimId[] };

/** What the reader is to do, in order, in their words. */
export function advice(shows: ChatView, { emergencyNumber }: Pick<Presentation, 'emergencyNumber'>): readonly Advice[] {
  const { actions, imaging } = shows.recommendation;
  const findings = findingsIn(shows);
  const values = {
    number: emergencyNumber ?? message(shows, 'localEmergencyNumber'),
    imaging: imaging === null ? '' : imagingText(shows, imaging),
    signs: signs(shows),
    unknown: listed(shows.language, notKnown(shows)).toLocaleLowerCase(shows.language),
  };
  return actions[isProfessional(shows.role) ? 'professionals' : 'patients'].map((id) => ({
    id,
    text: actionText(shows, id, values),
    sources: actionSources(id, findings),
  }));
}

/** The answers that weigh, as words to say: "numbness between the legs, bladder: cannot go". */
export function signs(shows: ChatView): string {
  const findings = findingsIn(shows);
  const said = flaggedAnswers(shows)
    .filter(({ flag, question }) => flag === shows.recommendation.urgency || isHandedOver(findings, question))
    .map(({ question, value }) => {
      const label = questionText(shows, question, 'label').toLocaleLowerCase(shows.language);
      return value === 'yes'
        ? label
        : `${label}: ${answerText(shows, question, value).toLocaleLowerCase(shows.language)}`;
    });
  // What was told before the content changed has no answer that still says so.
  return listed(shows.language, said.length > 0 ? said : [message(shows, 'signsToldBefore')]);
}
