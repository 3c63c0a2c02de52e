import { isProfessional } from '../../machines/findings.ts';
import type { ChatQuestionView } from '../conversation/chatView.ts';
import { type DrawingName, legPictures, type PictureId, picturesFor } from '../pictures.ts';
import type { Pictures, Presentation } from '../presentation.ts';
import { answerText, message, pictureText } from '../texts.ts';
import type { ActionSet, CardElement, Column, Image } from './adaptiveCard.ts';
import type { Button, Buttons } from './buttons.ts';
import { column, columns, showCard, small, text } from './elements.ts';

type Asked = Pick<ChatQuestionView, 'question' | 'role' | 'language'>;

/** Drawings of what a question means, shown on demand below its answers: nothing moves under a finger, and nothing loads before. */
export function questionPictures(view: Asked, { pictures }: Presentation, buttons: Buttons): readonly ActionSet[] {
  const ids = picturesFor[view.question] ?? [];
  if (pictures === undefined || isProfessional(view.role) || ids.length === 0) return [];
  const map = view.question === 'legWeakness' ? legMap(view, pictures, buttons) : [];
  return [
    {
      type: 'ActionSet',
      spacing: 'small',
      actions: [showCard(message(view, 'card.showPicture'), ...map, ...captioned(view, ids, pictures))],
    },
  ];
}

type Size = readonly [width: number, height: number];
/** Pixels in CSS, both of them, so that nothing moves when a drawing arrives; two objects fit beside each other at 320. */
const alone = { saddle: [220, 110], footDrop: [160, 150], heelAndToe: [224, 140] } as const satisfies Partial<
  Record<PictureId, Size>
>;
const object: Size = [100, 80];
const half: Size = [100, 252];
const bracket: Size = [200, 22];
const isAlone = (id: PictureId): id is keyof typeof alone => id in alone;

function captioned(view: Asked, ids: readonly PictureId[], pictures: Pictures): readonly CardElement[] {
  const drawn = (id: PictureId): readonly CardElement[] => [
    drawing(pictures, id, pictureText(view, id, 'alt'), isAlone(id) ? alone[id] : object),
    small(pictureText(view, id, 'caption'), { spacing: 'small' }),
  ];
  const many = ids.filter((id) => !isAlone(id));
  const pairs = many.flatMap((id, index) => (index % 2 === 0 ? [[id, ...many.slice(index + 1, index + 2)]] : []));
  return [
    ...ids.filter(isAlone).flatMap(drawn),
    ...pairs.map((pair) => columns(...pair.map((id) => column('stretch', ...drawn(id))))),
  ];
}

/** The lower body, each side and both as places that answer like their buttons do. */
function legMap(view: Asked, pictures: Pictures, buttons: Buttons): readonly CardElement[] {
  const answer = (value: keyof typeof legPictures): Button => ({
    title: answerText(view, view.question, value),
    verb: { verb: 'answer', question: view.question, value },
  });
  const drawn = (side: keyof typeof legPictures): string => message(view, 'card.legDrawing', { side });
  const named = (value: keyof typeof legPictures): CardElement =>
    text(answer(value).title, { weight: 'bolder', color: 'accent', horizontalAlignment: 'center', spacing: 'small' });
  const side = (value: 'left' | 'right'): Column => ({
    ...column(
      'stretch',
      {
        ...drawing(pictures, legPictures[value], drawn(value), half),
        horizontalAlignment: value === 'left' ? 'right' : 'left',
      },
      named(value),
    ),
    spacing: 'none',
    selectAction: buttons.action(answer(value)),
  });
  return [
    small(message(view, 'card.legsFromBehind')),
    columns(side('left'), side('right')),
    {
      type: 'Container',
      spacing: 'small',
      selectAction: buttons.action(answer('both')),
      items: [
        { ...drawing(pictures, legPictures.both, drawn('both'), bracket), horizontalAlignment: 'center' },
        named('both'),
      ],
    },
  ];
}

const drawing = ({ at, as }: Pictures, name: DrawingName, altText: string, [width, height]: Size): Image => ({
  type: 'Image',
  url: `${at}${name}.${as}`,
  altText,
  width: `${width}px`,
  height: `${height}px`,
});
