import { isProfessional } from '../../machines/findings.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { alternativeText, conditionTexts, imagingText, listed, message, noteText } from '../texts.ts';
import type { CardElement } from './adaptiveCard.ts';
import { labels } from './answerLines.ts';
import { bullets, heading, text } from './elements.ts';

/** Which scan, for the reader: all of it for a professional, one plain sentence for the others. */
export function imagingSection(view: ChatView): readonly CardElement[] {
  const { imaging, urgency } = view.recommendation;
  if (imaging === null) return [];
  const title = heading(message(view, 'card.imaging'), { separator: true, spacing: 'medium' });
  if (!isProfessional(view.role)) {
    const { modality, region } = imaging;
    return [title, text(message(view, 'card.scanAdvised', { modality, region, urgency }))];
  }
  const missing = listed(view.language, labels(view, imaging.provisional));
  return [
    title,
    text(message(view, 'card.imagingAdvised', { imaging: imagingText(view, imaging), urgency }), { weight: 'bolder' }),
    ...(imaging.safetyCheck
      ? [text(message(view, 'card.safetyCheck', { modality: imaging.modality }), { spacing: 'small' })]
      : []),
    text(
      message(view, 'card.alternative', {
        modality: imaging.modality,
        alternative: alternativeText(view, imaging.alternative),
      }),
      {
        spacing: 'small',
      },
    ),
    ...(imaging.notes.length === 0 ? [] : [bullets(imaging.notes.map((note) => noteText(view, note)))]),
    ...(imaging.provisional.length === 0 ? [] : [text(message(view, 'card.provisional', { questions: missing }))]),
  ];
}

/** What may be behind it, with its clock: for professionals only. */
export function conditionsSection(view: ChatView): readonly CardElement[] {
  const { conditions } = view.recommendation;
  if (!isProfessional(view.role) || conditions.length === 0) return [];
  const lines = conditions.map((condition) => {
    const { name, clock } = conditionTexts(view, condition);
    return `**${name}:** ${clock}`;
  });
  return [heading(message(view, 'card.conditions'), { separator: true, spacing: 'medium' }), bullets(lines)];
}
