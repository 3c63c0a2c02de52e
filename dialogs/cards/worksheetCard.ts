import { disposition, safetyNet, whatToDo } from '../call/callSections.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { openOnForm } from '../form.ts';
import type { Presentation } from '../presentation.ts';
import { message } from '../texts.ts';
import type { AdaptiveCard, CardElement } from './adaptiveCard.ts';
import { answerLine, flaggedAnswers, labels, notKnown } from './answerLines.ts';
import { type Button, buttonsOf } from './buttons.ts';
import { banner, bullets, heading, small } from './elements.ts';
import { finished } from './finished.ts';
import { conditionsSection, imagingSection } from './imagingSection.ts';
import { urgencyIcon } from './urgencyIcon.ts';

/** A professional's overview, told as on a call's sheet: what is known, what it means so far, and what is open. */
export function worksheetCard(view: ChatView, presentation: Presentation): AdaptiveCard {
  const call = { shows: view, reader: presentation };
  const lines = flaggedAnswers(view).map((one) => {
    const words = message(view, 'card.flag', { flag: one.flag });
    return words === '' ? answerLine(view, one) : `**${answerLine(view, one)}** (${words})`;
  });
  const unknown = notKnown(view);
  const notAsked = labels(view, view.notAsked);
  const icon = view.otherEmergency === 'noted' ? 'emergency' : view.recommendation.disposition;
  return finished([
    banner(urgencyIcon(view, icon), disposition(call).title, 'medium'),
    ...listed(message(view, 'card.whatToDo'), [...whatToDo(call), ...safetyNet(call)]),
    ...imagingSection(view),
    ...conditionsSection(view),
    ...listed(message(view, 'card.answersSoFar'), lines),
    ...(unknown.length === 0 ? [] : [small(`${message(view, 'card.notKnown')}: ${unknown.join(', ')}.`)]),
    ...(notAsked.length === 0 ? [] : [small(`${message(view, 'card.notAsked')}: ${notAsked.join(', ')}.`)]),
    buttonsOf(view, presentation).links(whatNext(view)),
  ]);
}

const listed = (title: string, lines: readonly string[]): readonly CardElement[] =>
  lines.length === 0 ? [] : [heading(title), bullets(lines, { spacing: 'small' })];

function whatNext(view: ChatView): readonly Button[] {
  const change: Button = { title: message(view, 'card.changeAnswer'), verb: { verb: 'change' } };
  const form: Button = { title: message(view, 'card.openForm'), verb: { verb: 'form' } };
  const restart: Button = { title: message(view, 'card.startAgain'), verb: { verb: 'restart' } };
  return [...(view.answers.length === 0 ? [] : [change]), ...(openOnForm(view).length === 0 ? [] : [form]), restart];
}
