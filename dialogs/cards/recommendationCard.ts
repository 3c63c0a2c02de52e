import type { RecommendationView } from '../../machines/conversationView.ts';
import { isProfessional } from '../../machines/findings.ts';
import { scanIsAdvised } from '../../machines/imagingRules.ts';
import { practicePointIds } from '../../machines/practicePoints.ts';
import { advice } from '../advice.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { notice } from '../notice.ts';
import type { Presentation } from '../presentation.ts';
import { message, practicePointText } from '../texts.ts';
import type { ActionSet, AdaptiveCard, CardElement, ShowCard } from './adaptiveCard.ts';
import { answerLine, decidingAnswers, flaggedAnswers } from './answerLines.ts';
import { type Button, buttonsOf } from './buttons.ts';
import { claimsBehind } from './claimsBehind.ts';
import { box, bullets, heading, showCard, small, text } from './elements.ts';
import { finished } from './finished.ts';
import { conditionsSection, imagingSection } from './imagingSection.ts';
import { masthead } from './masthead.ts';
import { otherEmergencyNoted, tellTheClinician } from './tellTheClinician.ts';
import { urgencyBox } from './urgencyBox.ts';
import { otherVersions, whyThisAdvice } from './whyThisAdvice.ts';

/** The result: what to do now first, then what it rests on, then how to change it. */
export function recommendationCard(view: RecommendationView, presentation: Presentation): AdaptiveCard {
  const now = [
    urgencyBox(view, presentation),
    ...otherEmergencyNoted(view, presentation),
    ...safetyNet(view, presentation),
  ];
  const buttons = buttonsOf(view, presentation);
  return finished(
    [
      ...now,
      ...because(view),
      buttons.links([whyThisAdvice(view)]),
      ...imagingSection(view),
      ...conditionsSection(view),
      ...tellTheClinician(view),
      ...(view.stopped ? buttons.stacked([{ title: message(view, 'card.goOn'), verb: { verb: 'continue' } }]) : []),
      ...notLookedFor(view),
      ...more(view),
      ...otherVersions(view),
      small(notice(view, presentation), { separator: true, spacing: 'medium' }),
      ...masthead(presentation),
      buttons.links(whatNext(view)),
    ],
    now,
  );
}

function safetyNet(view: ChatView, presentation: Presentation): readonly CardElement[] {
  const net = advice(view, presentation).filter(({ id }) => id === 'safetyNet');
  return net.map((one) =>
    box('emphasis', [heading(message(view, 'card.safetyNet')), text(one.text, { spacing: 'small' })]),
  );
}

function because(view: ChatView): readonly CardElement[] {
  const lines = view.recommendation.urgency === 'routine' ? [] : decidingAnswers(view);
  return lines.length === 0 ? [] : [heading(message(view, 'card.because')), bullets(lines, { spacing: 'small' })];
}

/** What a professional must not take for asked. */
const notLookedFor = (view: ChatView): readonly CardElement[] =>
  isProfessional(view.role) ? [small(message(view, 'card.notLookedFor'), { separator: true, spacing: 'medium' })] : [];

/** What is one tap away, one below the other: side by side Teams cuts their names on a phone. */
const more = (view: ChatView): readonly ActionSet[] =>
  [...answers(view), ...practicePoints(view), ...sources(view)].map((one, index) => ({
    type: 'ActionSet',
    spacing: index === 0 ? 'medium' : 'small',
    actions: [one],
  }));

function answers(view: ChatView): readonly ShowCard[] {
  const lines = flaggedAnswers(view).map((one) => {
    const flag = message(view, 'card.flag', { flag: one.flag });
    return flag === '' ? answerLine(view, one) : `**${answerLine(view, one)}** (${flag})`;
  });
  return lines.length === 0 ? [] : [showCard(message(view, 'card.answers'), bullets(lines))];
}

function practicePoints(view: ChatView): readonly ShowCard[] {
  if (!isProfessional(view.role) || !scanIsAdvised(view.recommendation.urgency)) return [];
  const points = practicePointIds.map((id) => practicePointText(view, id));
  return [showCard(message(view, 'card.practicePoints'), bullets(points))];
}

function sources(view: ChatView): readonly ShowCard[] {
  const items = claimsBehind(view).flatMap(({ source, says }) => [
    text(message(view, 'card.from', { source }), { weight: 'bolder', size: 'small' }),
    bullets(says, { size: 'small', spacing: 'small' }),
  ]);
  return [showCard(message(view, 'card.sources'), ...items)];
}

function whatNext(view: RecommendationView): readonly Button[] {
  const change: Button = { title: message(view, 'card.changeAnswer'), verb: { verb: 'change' } };
  const again: Button = { title: message(view, 'card.startAgain'), verb: { verb: 'restart' } };
  return view.answers.length === 0 ? [again] : [change, again];
}
