import type { ChatView } from '../conversation/chatView.ts';
import { openOnForm } from '../form.ts';
import type { Presentation } from '../presentation.ts';
import { message } from '../texts.ts';
import { worksheet } from '../worksheet.ts';
import type { AdaptiveCard, CardElement } from './adaptiveCard.ts';
import { type Button, buttonsOf } from './buttons.ts';
import { banner, bullets, heading, small } from './elements.ts';
import { finished } from './finished.ts';
import { conditionsSection, imagingSection } from './imagingSection.ts';
import { urgencyIcon } from './urgencyIcon.ts';

/** A professional's overview: what is known so far, what it means so far, and what is open. */
export function worksheetCard(view: ChatView, presentation: Presentation): AdaptiveCard {
  const { headline, advice, answers, notAsked, notKnown } = worksheet(view, presentation);
  const lines = answers.map(({ label, answer, flag }) => {
    const words = message(view, 'card.flag', { flag });
    return words === '' ? `${label}: ${answer}` : `**${label}: ${answer}** (${words})`;
  });
  return finished([
    banner(urgencyIcon(view, view.recommendation.disposition), headline, 'medium'),
    ...listed(message(view, 'card.whatToDo'), advice),
    ...imagingSection(view),
    ...conditionsSection(view),
    ...listed(message(view, 'card.answersSoFar'), lines),
    ...(notKnown.length === 0 ? [] : [small(`${message(view, 'card.notKnown')}: ${notKnown.join(', ')}.`)]),
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
