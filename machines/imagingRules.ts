import { type Criteria, meets, questionsOf } from './criteria.ts';
import type { Findings, QuestionId } from './findings.ts';
import type { ClaimId } from './sources.ts';
import type { Urgency } from './urgency.ts';
import { decided } from './urgencyRules.ts';

export type ImagingRuleId = `M${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10}`;

export type Modality = 'mri' | 'ct' | 'radiograph';
/** The scan that is advised, what to do where it cannot be had, and what the team is told. */
export type Imaging = {
  readonly modality: Modality;
  readonly region: 'lumbar' | 'whole-spine' | 'thoracolumbar';
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
  'mri-or-ct',
] as const;
export type Alternative = (typeof alternatives)[number];

/** What the scan's team must know besides modality, region and contrast; in the order in which it is read. */
const notes = {
  doNotWaitForTheSlot: ['ctWhenMriDelayed'],
  ctIfNotToday: ['ctWhenMriDelayed'],
  spineProtected: ['ctFirstAfterTrauma'],
  restOfSpineAsTraumaTeamDecides: ['restOfSpineAfterTrauma'],
  fractureToBeShown: ['freshFractureOnMri'],
  normalRadiographDoesNotExclude: ['normalRadiographDoesNotExclude'],
  myelographyWhereCompressionMustBeShown: ['myelographyShowsCompression'],
  noPunctureBeforeSpineTeam: ['myelographyShowsCompression'],
  normalCtDoesNotExclude: ['plainCtDoesNotExclude'],
  transferInParallel: ['transferToMri'],
  infectionIsTheQuestion: ['contrastForThreeReasons', 'infectionWorkUp'],
  wholeSpineForCancer: ['cancerImagesWholeSpine'],
  wholeSpineForCordSigns: ['cordSignsImageWholeSpine'],
  includeTheConus: ['conusMayExplain'],
  tellTheOperatingTeam: ['operatingTeamKnows'],
  contrastMustNotDelay: ['contrastNeverDelays'],
  contrastIsCheckedByMriTeam: ['contrastIsChecked'],
  contrastForInfectionIsTheRadiologists: ['contrastForThreeReasons'],
  contrastForCancerIsTheRadiologists: ['contrastForThreeReasons'],
  contrastForOperationIsTheRadiologists: ['contrastForThreeReasons'],
  deviceDetailsToMriTeamNow: ['deviceLabelsAreOftenConditional'],
  unsafeLabelIsOftenConditional: ['deviceLabelsAreOftenConditional'],
  metalInEyeClearedFirst: ['metalInEyeIsCleared'],
  ctInParallelIfClearingIsSlow: ['ctWhenMriDelayed'],
  mriIsRightInPregnancy: ['mriInPregnancy'],
  testForPregnancyNow: ['mriInPregnancy'],
  avoidCtInPregnancy: ['mriInPregnancy'],
  claustrophobiaIsNoObstacle: ['claustrophobiaIsManageable'],
} as const satisfies Readonly<Record<string, readonly ClaimId[]>>;

export type NoteId = keyof typeof notes;
const isNoteId = (id: string): id is NoteId => id in notes;
export const noteIds: readonly NoteId[] = Object.keys(notes).filter(isNoteId);
export const noteSources = (id: NoteId): readonly ClaimId[] => notes[id];

/** When a row's note is given: everything named here holds. */
export type Only = {
  readonly at?: Urgency;
  readonly when?: Criteria;
  readonly unless?: Criteria;
  readonly modality?: Modality;
  /** Whether contrast is given. */
  readonly contrast?: boolean;
};

/** One reason of a row: rows with several reasons stand several times. `notes` are given where any of their `Only` holds. */
export type ImagingRow = {
  readonly id: ImagingRuleId;
  readonly when: Criteria;
  readonly modality?: Modality;
  readonly region?: Imaging['region'];
  /** With what contrast for MRI and for CT; or that there must be none. */
  readonly contrast?: { readonly mri: Imaging['contrast']; readonly ct: Imaging['contrast'] } | 'none';
  readonly safetyCheck?: true;
  readonly notes: { readonly [Id in NoteId]?: readonly Only[] };
  readonly because: readonly ClaimId[];
};

const always: readonly Only[] = [{}];
const contrastEverywhere = { mri: 'with-and-without', ct: 'with' } as const;
const contrastForMri = { mri: 'with-and-without', ct: 'without' } as const;
const caudaSigns: Criteria = [
  {
    saddleNumbness: ['yes'],
    bladder: ['retention', 'incontinence', 'altered'],
    bowel: ['incontinence', 'altered'],
  },
];
const maybePregnant: Criteria = [{ pregnancy: ['possible', 'yes', 'unsure'] }];
const perhapsPregnant: Criteria = [{ pregnancy: ['possible', 'unsure'] }];

/** The rows of the imaging table; they apply once the urgency is urgent or emergency. */
export const imagingRows: readonly ImagingRow[] = [
  {
    id: 'M1',
    when: [],
    modality: 'mri',
    region: 'lumbar',
    notes: {
      includeTheConus: [{ when: [{ legWeakness: ['both'] }], unless: caudaSigns }],
      fractureToBeShown: [{ when: [{ boneFragility: ['yes'] }] }],
    },
    because: ['imagingNowForWeakness', 'mriShowsSoftTissue', 'mriFindsSeriousCauses', 'noContrastForDiscDisease'],
  },
  {
    id: 'M2',
    when: [{ infection: ['yes'] }],
    contrast: contrastEverywhere,
    notes: {
      infectionIsTheQuestion: always,
      noPunctureBeforeSpineTeam: [{ modality: 'mri' }],
      contrastMustNotDelay: [{ contrast: true }],
      contrastIsCheckedByMriTeam: [{ contrast: true }],
      contrastForInfectionIsTheRadiologists: [{ contrast: false }],
    },
    because: ['contrastForThreeReasons', 'infectionWorkUp'],
  },
  {
    id: 'M3',
    when: [{ cancerHistory: ['yes'] }],
    region: 'whole-spine',
    contrast: contrastEverywhere,
    notes: {
      wholeSpineForCancer: always,
      contrastMustNotDelay: [{ contrast: true }],
      contrastIsCheckedByMriTeam: [{ contrast: true }],
      contrastForCancerIsTheRadiologists: [{ contrast: false }],
    },
    because: ['contrastForThreeReasons', 'cancerImagesWholeSpine'],
  },
  {
    id: 'M3',
    when: [{ sensoryOrReflex: ['cord-signs'] }],
    region: 'whole-spine',
    notes: { wholeSpineForCordSigns: always },
    because: ['cordSignsImageWholeSpine'],
  },
  {
    id: 'M4',
    when: [{ spinalSurgery: ['recent', 'past'] }],
    contrast: contrastForMri,
    notes: {
      tellTheOperatingTeam: [{ when: [{ spinalSurgery: ['recent'] }] }],
      noPunctureBeforeSpineTeam: [{ when: [{ spinalSurgery: ['recent'] }], modality: 'mri' }],
      contrastMustNotDelay: [{ contrast: true }],
      contrastIsCheckedByMriTeam: [{ contrast: true }],
      contrastForOperationIsTheRadiologists: [{ contrast: false }],
    },
    because: ['contrastForThreeReasons', 'contrastNeverDelays'],
  },
  {
    id: 'M5',
    when: [{ trauma: ['major'] }],
    modality: 'ct',
    notes: { spineProtected: always, restOfSpineAsTraumaTeamDecides: always, normalCtDoesNotExclude: always },
    because: ['ctFirstAfterTrauma'],
  },
  {
    id: 'M6',
    when: [{ implantedDevice: ['mr-unsafe'], mriAccess: ['unavailable'] }],
    modality: 'ct',
    notes: {
      myelographyWhereCompressionMustBeShown: always,
      normalCtDoesNotExclude: always,
      transferInParallel: [{ at: 'emergency' }, { when: [{ infection: ['yes'], cancerHistory: ['yes'] }] }],
    },
    because: ['ctWhenMriImpossible', 'ctWithIncompatibleDevice', 'myelographyShowsCompression'],
  },
  {
    id: 'M7',
    when: [{ mriAccess: ['delayed', 'unsure'] }],
    notes: { doNotWaitForTheSlot: [{ at: 'emergency' }], ctIfNotToday: [{ at: 'urgent' }] },
    because: ['ctWhenMriDelayed'],
  },
  {
    id: 'M8',
    when: [{ implantedDevice: ['mr-conditional', 'mr-unsafe', 'unknown', 'unsure'] }],
    safetyCheck: true,
    notes: {
      deviceDetailsToMriTeamNow: always,
      unsafeLabelIsOftenConditional: [{ when: [{ implantedDevice: ['mr-unsafe'] }] }],
      ctInParallelIfClearingIsSlow: [{ modality: 'mri' }],
    },
    because: ['ctWhenMriDelayed', 'deviceLabelsAreOftenConditional'],
  },
  {
    id: 'M8',
    when: [{ metalFragments: ['yes', 'unsure'] }],
    safetyCheck: true,
    notes: { metalInEyeClearedFirst: always, ctInParallelIfClearingIsSlow: [{ modality: 'mri' }] },
    because: ['ctWhenMriDelayed', 'metalInEyeIsCleared'],
  },
  {
    id: 'M9',
    when: maybePregnant,
    contrast: 'none',
    notes: {
      mriIsRightInPregnancy: always,
      testForPregnancyNow: [{ when: perhapsPregnant }],
      avoidCtInPregnancy: [{ unless: [{ trauma: ['major'] }] }],
    },
    because: ['mriInPregnancy'],
  },
  {
    id: 'M10',
    when: [{ claustrophobia: ['yes'] }],
    notes: { claustrophobiaIsNoObstacle: always },
    because: ['claustrophobiaIsManageable'],
  },
];

/** The rows for a suspected fragility fracture alone (S1): an X-ray, and MRI instead where there may be a pregnancy. */
export const fractureRows: readonly ImagingRow[] = [
  {
    id: 'M0',
    when: [{ boneFragility: ['yes'] }],
    modality: 'radiograph',
    region: 'thoracolumbar',
    notes: { normalRadiographDoesNotExclude: [{ modality: 'radiograph' }] },
    because: ['fragilityFractureIsImaged', 'radiographFirstForFracture'],
  },
  {
    id: 'M0',
    when: [{ boneFragility: ['yes'] }, ...maybePregnant],
    modality: 'mri',
    region: 'lumbar',
    safetyCheck: true,
    notes: {
      fractureToBeShown: always,
      mriIsRightInPregnancy: always,
      testForPregnancyNow: [{ when: perhapsPregnant }],
      avoidCtInPregnancy: always,
    },
    because: ['mriInPregnancy'],
  },
];

/** Every row, in the numbering of the table. */
export const everyImagingRow: readonly ImagingRow[] = [...fractureRows, ...imagingRows];

/** Whether an urgency calls for MRI or CT. */
export const scanIsAdvised = (urgency: Urgency): boolean => urgency === 'emergency' || urgency === 'urgent';
/** Whether they advise an X-ray for a suspected fracture: S1 is all that calls for imaging. */
export const fractureIsImaged = (f: Findings): boolean => decided(f).rules.includes('S1');

/** The rows that fire at an urgency; none where no imaging is advised. While soon may still rise, nothing is imaged. */
export const imagingReasons = (f: Findings, urgency: Urgency, complete: boolean): readonly ImagingRow[] => {
  const rows = scanIsAdvised(urgency) ? imagingRows : complete && fractureIsImaged(f) ? fractureRows : [];
  return rows.filter((row) => meets(f, row.when));
};

/**
 * The imaging that rows which fire give together; null where none does. Where rows disagree: CT after major trauma
 * or without MRI, whole spine over lumbar, no contrast in pregnancy.
 * @param complete false until every question was asked: then the safety check stands while device or metal is unknown.
 */
export function imaging(rows: readonly ImagingRow[], f: Findings, urgency: Urgency, complete: boolean): Imaging | null {
  if (rows.length === 0) return null;
  const modality = rows.findLast((row) => row.modality !== undefined)?.modality ?? 'mri';
  const contrast = contrastFor(rows, modality);
  const safetyNotAsked = !complete && (f.implantedDevice === undefined || f.metalFragments === undefined);
  const isGiven = ({ at, when = [], unless, ...only }: Only): boolean =>
    (at === undefined || at === urgency) &&
    meets(f, when) &&
    !(unless !== undefined && meets(f, unless)) &&
    (only.modality === undefined || only.modality === modality) &&
    (only.contrast === undefined || only.contrast === (contrast !== 'without'));
  return {
    modality,
    region: rows.findLast((row) => row.region !== undefined)?.region ?? 'lumbar',
    contrast,
    safetyCheck: rows.some((row) => row.safetyCheck) || safetyNotAsked,
    alternative: alternativeTo(f, modality, rows),
    notes: noteIds.filter((id) => rows.some((row) => row.notes[id]?.some(isGiven))),
    provisional: complete ? [] : provisional.filter((question) => f[question] === undefined),
  };
}

/** The questions that the rows and their notes ask for. */
const provisional = questionsOf(
  imagingRows.flatMap((row) => [
    ...row.when,
    ...Object.values(row.notes)
      .flat()
      .flatMap(({ when = [], unless = [] }) => [...when, ...unless]),
  ]),
);

function contrastFor(rows: readonly ImagingRow[], modality: Modality): Imaging['contrast'] {
  const wanted = rows.flatMap(({ contrast }) => (contrast === undefined ? [] : [contrast]));
  if (modality === 'radiograph' || wanted.includes('none')) return 'without';
  const given = wanted.flatMap((one) => (one === 'none' ? [] : [one[modality]]));
  return given.find((one) => one !== 'without') ?? 'without';
}

function alternativeTo(f: Findings, modality: Modality, rows: readonly ImagingRow[]): Alternative {
  if (modality === 'mri') return 'ct';
  if (modality === 'radiograph') return 'mri-or-ct';
  const toClear = rows.some((row) => row.safetyCheck);
  if (f.mriAccess === 'unavailable') return toClear ? 'mri-by-transfer-once-cleared' : 'mri-by-transfer';
  return toClear ? 'mri-once-cleared' : 'mri-afterwards';
}
