import { drawing as svgOf } from '../../dialogs/drawings.ts';
import { type DrawingName, legPictures, picturesFor } from '../../dialogs/pictures.ts';
import { answerText, pictureText } from '../../dialogs/texts.ts';
import type { QuestionId } from '../../machines/findings.ts';
import { type Html, html } from './html.ts';
import type { Pack } from './words/packWords.ts';

/** What a question shows to whoever would rather look, with its captions. */
export function drawings({ words }: Pack, language: string, question: QuestionId): Html {
  const reader = { language, role: 'self' } as const;
  const captioned = (picturesFor[question] ?? []).map((id) => drawing(id, pictureText(reader, id, 'caption')));
  const legs =
    question === 'legWeakness'
      ? (['left', 'right', 'both'] as const).map((side) =>
          drawing(legPictures[side], answerText(reader, question, side)),
        )
      : [];
  return captioned.length === 0
    ? html``
    : html`<div class="drawings"><p>${words.drawings}</p>${[...legs, ...captioned]}</div>`;
}

function drawing(name: DrawingName, caption: string): Html {
  const svg = Buffer.from(svgOf(name));
  return html`<span class="drawing"><img src="data:image/svg+xml;base64,${svg.toString('base64')}" alt="">${caption}</span>`;
}
