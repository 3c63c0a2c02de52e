import type { QuestionId } from '../machines/findings.ts';

/** Drawings with a caption, by the name of their file in `dialogs/pictures/`. */
export const pictureIds = [
  'saddle',
  'footDrop',
  'heelAndToe',
  'pacemaker',
  'stimulator',
  'cochlearImplant',
  'pumpOrSensor',
  'shuntOrRecorder',
  'clipOrRod',
  'metalInEye',
  'bulletOrPellet',
  'metalPiece',
] as const;
export type PictureId = (typeof pictureIds)[number];

/** The lower body from behind, in parts that can be tapped. */
export const legPictures = { left: 'legLeft', right: 'legRight', both: 'legsBoth' } as const;

export type DrawingName = PictureId | (typeof legPictures)[keyof typeof legPictures];
export const drawingNames: readonly DrawingName[] = [...pictureIds, ...Object.values(legPictures)];

/** What a question's drawings show, for whoever would rather look than read. */
export const picturesFor: Partial<Record<QuestionId, readonly PictureId[]>> = {
  legWeakness: ['footDrop', 'heelAndToe'],
  saddleNumbness: ['saddle'],
  implantedDevice: ['pacemaker', 'stimulator', 'cochlearImplant', 'pumpOrSensor', 'shuntOrRecorder', 'clipOrRod'],
  metalFragments: ['metalInEye', 'bulletOrPellet', 'metalPiece'],
};
