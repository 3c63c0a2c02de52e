import type { RecommendationView, View } from '../../machines/conversationView.ts';
import { isProfessional } from '../../machines/findings.ts';
import { practicePointIds } from '../../machines/practicePoints.ts';
import { advice } from '../advice.ts';
import type { Presentation } from '../presentation.ts';
import { message, practicePointText } from '../texts.ts';
import type { AdaptiveCard, CardElement } from './adaptiveCard.ts';
import { answerLine, flaggedAnswers, reasons } from './answerLines.ts';
import { type Button, type Buttons, buttonsOf } from './buttons.ts';
import { claimsBehind } from './claimsBehind.ts';
import { box, bullets, collapsed, heading, small, text } from './elements.ts';
import { finished } from './finished.ts';
import { conditionsSection, imagingSection } from './imagingSection.ts';
import { otherEmergencyNoted, tellTheClinician } from './tellTheClinician.ts';
import { urgencyBox } from './urgencyBox.ts';

/** The result: what to do now first, then what it rests on, then how to change it. */
export function recommendationCard(view: RecommendationView, presentation: Presentation): AdaptiveCard {
  const now = [
    urgencyBox(view, presentation),
    ...otherEmergencyNoted(view, presentation),
    ...safetyNet(view, presentation),
  ];
  return finished(
    view,
    [
      ...now,
      ...because(view),
      ...imagingSection(view),
      ...conditionsSection(view),
      ...tellTheClinician(view),
      ...answers(view),
      ...practicePoints(view),
      ...sources(view),
      small(message(view, 'card.notice'), { separator: true, spacing: 'medium' }),
      ...whatNext(view, buttonsOf(view, presentation)),
    ],
    now,
  );
}

function safetyNet(view: View, presentation: Presentation): readonly CardElement[] {
  const net = advice(view, presentation).filter(({ id }) => id === 'safetyNet');
  return net.map((one) =>
    box('emphasis', [heading(message(view, 'card.safetyNet')), text(one.text, { spacing: 'small' })]),
  );
}

function because(view: View): readonly CardElement[] {
  const lines = view.recommendation.urgency === 'routine' ? [] : reasons(view);
  return lines.length === 0 ? [] : [heading(message(view, 'card.because')), bullets(lines, { spacing: 'small' })];
}

function answers(view: View): readonly CardElement[] {
  const lines = flaggedAnswers(view).map((one) => {
    const flag = message(view, 'card.flag', { flag: one.flag });
    return flag === '' ? answerLine(view, one) : `**${answerLine(view, one)}** (${flag})`;
  });
  return lines.length === 0 ? [] : collapsed(view, 'answers', message(view, 'card.answers'), [bullets(lines)]);
}

function practicePoints(view: View): readonly CardElement[] {
  if (!isProfessional(view.role) || view.recommendation.imaging === null) return [];
  const points = practicePointIds.map((id) => practicePointText(view, id));
  return collapsed(view, 'practice', message(view, 'card.practicePoints'), [bullets(points)]);
}

function sources(view: View): readonly CardElement[] {
  const items = claimsBehind(view).flatMap(({ source, says }) => [
    text(source, { weight: 'bolder', size: 'small' }),
    bullets(says, { size: 'small', spacing: 'small' }),
  ]);
  return collapsed(view, 'sources', message(view, 'card.sources'), items);
}

function whatNext(view: RecommendationView, buttons: Buttons): readonly CardElement[] {
  const goOn: Button = { title: message(view, 'card.goOn'), verb: { verb: 'continue' } };
  const change: Button = { title: message(view, 'card.changeAnswer'), verb: { verb: 'change' } };
  const again: Button = { title: message(view, 'card.startAgain'), verb: { verb: 'restart' } };
  return [
    ...(view.stopped ? buttons.stacked([goOn]) : []),
    buttons.links(view.answers.length === 0 ? [again] : [change, again]),
  ];
}
