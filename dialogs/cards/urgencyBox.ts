import type { Disposition } from '../../machines/actions.ts';
import { isProfessional } from '../../machines/findings.ts';
import { advice } from '../advice.ts';
import type { ChatView } from '../conversation/chatView.ts';
import type { Presentation } from '../presentation.ts';
import { dispositionText } from '../texts.ts';
import type { Container, ContainerStyle } from './adaptiveCard.ts';
import { callButtons } from './callButtons.ts';
import { banner, box, steps, text } from './elements.ts';
import { urgencyIcon } from './urgencyIcon.ts';

const urgencyStyles: Readonly<Record<Disposition, ContainerStyle>> = {
  emergency: 'attention',
  urgent: 'warning',
  soon: 'accent',
  routine: 'good',
  notEnoughAsked: 'accent',
  madeForAdults: 'accent',
};

/** What to do now: the urgency in words, colour and icon, and numbered steps. */
export function urgencyBox(view: ChatView, presentation: Presentation): Container {
  const { disposition } = view.recommendation;
  const title = dispositionText(view, disposition, 'title');
  const summary = text(dispositionText(view, disposition, 'summary'), { spacing: 'medium' });
  return box(urgencyStyles[disposition], [
    banner(urgencyIcon(view, disposition), title, 'large'),
    ...steps(stepsOf(view, presentation)),
    summary,
    ...(disposition === 'emergency' && !isProfessional(view.role) ? callButtons(view, presentation) : []),
  ]);
}

/** The advice but for the safety net, which stands by itself. */
export const stepsOf = (view: ChatView, presentation: Presentation): readonly string[] =>
  advice(view, presentation)
    .filter(({ id }) => id !== 'safetyNet')
    .map((one) => one.text);
