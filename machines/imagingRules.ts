import type { Findings, QuestionId } from './findings.ts';
import type { ClaimId } from './sources.ts';
import { emergencyRules, type Urgency } from './urgencyRules.ts';

export type ImagingRuleId = `M${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

export type Imaging = {
  readonly modality: 'mri' | 'ct';
  readonly region: 'lumbar' | 'whole-spine';
  readonly contrast: 'without' | 'with-and-without' | 'with';
  /** MRI must be cleared first (device or metal). */
  readonly safetyCheck: boolean;
  /** What if the modality is not possible. */
  readonly alternative: Alternative;
  readonly notes: readonly NoteId[];
  /** Questions not answered yet that could still change this. */
  readonly provisional: readonly QuestionId[];
};

/** CT stands in for MRI; from CT there is always a way to MRI: by transfer, once cleared, or both, or simply afterwards. */
export const alternatives = [
  'ct',
  'mri-by-transfer',
  'mri-once-cleared',
  'mri-by-transfer-once-cleared',
  'mri-afterwards',
] as const;
export type Alternative = (typeof alternatives)[number];

type ImagingRow = {
  readonly id: ImagingRuleId;
  readonly when: (f: Findings) => boolean;
  readonly on: readonly QuestionId[];
  readonly because: readonly ClaimId[];
};

const cancer = (f: Findings): boolean => f.cancerHistory === 'yes';
const infected = (f: Findings): boolean => f.infection === 'yes';
const operated = (f: Findings): boolean => f.spinalSurgery === 'recent' || f.spinalSurgery === 'past';
const majorTrauma = (f: Findings): boolean => f.trauma === 'major';
const unsafeDevice = (f: Findings): boolean => f.implantedDevice === 'mr-unsafe';
const noMri = (f: Findings): boolean => f.mriAccess === 'unavailable';
const mriWaits = (f: Findings): boolean => f.mriAccess === 'delayed' || f.mriAccess === 'unsure';
export const deviceToClear = (f: Findings): boolean => f.implantedDevice !== undefined && f.implantedDevice !== 'none';
export const metalToClear = (f: Findings): boolean => f.metalFragments === 'yes' || f.metalFragments === 'unsure';
export const maybePregnant = (f: Findings): boolean => f.pregnancy !== undefined && f.pregnancy !== 'no';

/** The rows of the imaging table; they apply once the urgency is urgent or emergency. */
export const imagingRows: readonly ImagingRow[] = [
  {
    id: 'M1',
    when: () => true,
    on: [],
    because: ['imagingNowForWeakness', 'mriShowsSoftTissue', 'mriFindsSeriousCauses', 'noContrastForDiscDisease'],
  },
  { id: 'M2', when: infected, on: ['infection'], because: ['contrastForThreeReasons', 'infectionWorkUp'] },
  {
    id: 'M3',
    when: (f) => cancer(f) || f.sensoryOrReflex === 'cord-signs',
    on: ['cancerHistory', 'sensoryOrReflex'],
    because: ['contrastForThreeReasons', 'cancerImagesWholeSpine', 'cordSignsImageWholeSpine'],
  },
  { id: 'M4', when: operated, on: ['spinalSurgery'], because: ['contrastForThreeReasons', 'contrastNeverDelays'] },
  { id: 'M5', when: majorTrauma, on: ['trauma'], because: ['ctFirstAfterTrauma'] },
  {
    id: 'M6',
    when: (f) => unsafeDevice(f) || noMri(f),
    on: ['implantedDevice', 'mriAccess'],
    because: ['ctWhenMriImpossible', 'ctWithIncompatibleDevice', 'myelographyShowsCompression', 'transferToMri'],
  },
  { id: 'M7', when: mriWaits, on: ['mriAccess'], because: ['ctWhenMriDelayed'] },
  {
    id: 'M8',
    when: (f) => deviceToClear(f) || metalToClear(f),
    on: ['implantedDevice', 'metalFragments'],
    because: ['ctWithIncompatibleDevice', 'deviceLabelsAreOftenConditional', 'metalInEyeIsCleared'],
  },
  { id: 'M9', when: maybePregnant, on: ['pregnancy'], because: ['mriInPregnancy'] },
  {
    id: 'M10',
    when: (f) => f.claustrophobia === 'yes',
    on: ['claustrophobia'],
    because: ['claustrophobiaIsManageable'],
  },
];

type Situation = {
  readonly f: Findings;
  readonly urgency: Urgency;
  readonly modality: Imaging['modality'];
  readonly contrast: Imaging['contrast'];
};

/** What the scan's team must know besides modality, region and contrast; in the order in which it is read. */
const notes = {
  doNotWaitForTheSlot: {
    when: ({ f, urgency }) => mriWaits(f) && urgency === 'emergency',
    because: ['ctWhenMriDelayed'],
  },
  ctIfNotToday: { when: ({ f, urgency }) => mriWaits(f) && urgency === 'urgent', because: ['ctWhenMriDelayed'] },
  spineProtected: { when: ({ f }) => majorTrauma(f), because: ['ctFirstAfterTrauma'] },
  restOfSpineAsTraumaTeamDecides: { when: ({ f }) => majorTrauma(f), because: ['restOfSpineAfterTrauma'] },
  myelographyWhereCompressionMustBeShown: {
    when: ({ f }) => unsafeDevice(f) || noMri(f),
    because: ['myelographyShowsCompression'],
  },
  noPunctureBeforeSpineTeam: {
    when: ({ f, modality }) => modality === 'mri' && (infected(f) || f.spinalSurgery === 'recent'),
    because: ['myelographyShowsCompression'],
  },
  normalCtDoesNotExclude: { when: ({ modality }) => modality === 'ct', because: ['plainCtDoesNotExclude'] },
  transferInParallel: {
    when: ({ f, urgency }) => (unsafeDevice(f) || noMri(f)) && (urgency === 'emergency' || infected(f) || cancer(f)),
    because: ['transferToMri'],
  },
  infectionIsTheQuestion: { when: ({ f }) => infected(f), because: ['contrastForThreeReasons', 'infectionWorkUp'] },
  wholeSpineForCancer: { when: ({ f }) => cancer(f), because: ['cancerImagesWholeSpine'] },
  wholeSpineForCordSigns: {
    when: ({ f }) => f.sensoryOrReflex === 'cord-signs',
    because: ['cordSignsImageWholeSpine'],
  },
  includeTheConus: {
    when: ({ f }) =>
      f.legWeakness === 'both' && !emergencyRules(f).some((id) => id === 'E1' || id === 'E2' || id === 'E3'),
    because: ['conusMayExplain'],
  },
  tellTheOperatingTeam: { when: ({ f }) => f.spinalSurgery === 'recent', because: ['operatingTeamKnows'] },
  contrastMustNotDelay: { when: ({ contrast }) => contrast !== 'without', because: ['contrastNeverDelays'] },
  contrastIsCheckedByMriTeam: { when: ({ contrast }) => contrast !== 'without', because: ['contrastIsChecked'] },
  contrastForInfectionIsTheRadiologists: {
    when: ({ f, contrast }) => infected(f) && contrast === 'without',
    because: ['contrastForThreeReasons'],
  },
  contrastForCancerIsTheRadiologists: {
    when: ({ f, contrast }) => cancer(f) && contrast === 'without',
    because: ['contrastForThreeReasons'],
  },
  contrastForOperationIsTheRadiologists: {
    when: ({ f, contrast }) => operated(f) && contrast === 'without',
    because: ['contrastForThreeReasons'],
  },
  deviceDetailsToMriTeamNow: { when: ({ f }) => deviceToClear(f), because: ['deviceLabelsAreOftenConditional'] },
  unsafeLabelIsOftenConditional: { when: ({ f }) => unsafeDevice(f), because: ['deviceLabelsAreOftenConditional'] },
  metalInEyeClearedFirst: { when: ({ f }) => metalToClear(f), because: ['metalInEyeIsCleared'] },
  ctInParallelIfClearingIsSlow: {
    when: ({ f, modality }) => modality === 'mri' && (deviceToClear(f) || metalToClear(f)),
    because: ['ctWithIncompatibleDevice'],
  },
  mriIsRightInPregnancy: { when: ({ f }) => maybePregnant(f), because: ['mriInPregnancy'] },
  testForPregnancyNow: {
    when: ({ f }) => f.pregnancy === 'possible' || f.pregnancy === 'unsure',
    because: ['mriInPregnancy'],
  },
  avoidCtInPregnancy: { when: ({ f }) => maybePregnant(f) && !majorTrauma(f), because: ['mriInPregnancy'] },
  claustrophobiaIsNoObstacle: { when: ({ f }) => f.claustrophobia === 'yes', because: ['claustrophobiaIsManageable'] },
} as const satisfies Readonly<Record<string, { when: (s: Situation) => boolean; because: readonly ClaimId[] }>>;

export type NoteId = keyof typeof notes;
const isNoteId = (id: string): id is NoteId => id in notes;
export const noteIds: readonly NoteId[] = Object.keys(notes).filter(isNoteId);
export const noteSources = (id: NoteId): readonly ClaimId[] => notes[id].because;

export const imagingRules = (f: Findings): readonly ImagingRuleId[] =>
  imagingRows.filter((row) => row.when(f)).map((row) => row.id);

/**
 * The imaging for findings that are urgent or an emergency (rows M1-M10; where they disagree: CT after major trauma or
 * without MRI, whole spine over lumbar, no contrast in pregnancy).
 * @param complete false until every question was asked: then the safety check stands while device or metal is unknown.
 */
export function imaging(f: Findings, urgency: Exclude<Urgency, 'routine'>, complete: boolean): Imaging {
  const modality = majorTrauma(f) || unsafeDevice(f) || noMri(f) ? 'ct' : 'mri';
  const contrast = contrastFor(f, modality);
  const safetyNotAsked = !complete && (f.implantedDevice === undefined || f.metalFragments === undefined);
  return {
    modality,
    region: imagingRules(f).includes('M3') ? 'whole-spine' : 'lumbar',
    contrast,
    safetyCheck: deviceToClear(f) || metalToClear(f) || safetyNotAsked,
    alternative: alternativeTo(f, modality),
    notes: noteIds.filter((id) => notes[id].when({ f, urgency, modality, contrast })),
    provisional: complete
      ? []
      : [...new Set(imagingRows.flatMap((row) => row.on))].filter((question) => f[question] === undefined),
  };
}

function contrastFor(f: Findings, modality: Imaging['modality']): Imaging['contrast'] {
  if (maybePregnant(f)) return 'without';
  if (modality === 'ct') return infected(f) || cancer(f) ? 'with' : 'without';
  return infected(f) || cancer(f) || operated(f) ? 'with-and-without' : 'without';
}

function alternativeTo(f: Findings, modality: Imaging['modality']): Alternative {
  if (modality === 'mri') return 'ct';
  const toClear = deviceToClear(f) || metalToClear(f);
  if (noMri(f)) return toClear ? 'mri-by-transfer-once-cleared' : 'mri-by-transfer';
  return toClear ? 'mri-once-cleared' : 'mri-afterwards';
}
