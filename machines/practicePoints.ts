import type { ClaimId } from './sources.ts';

/** What a professional's card says whenever imaging is advised. */
const practicePoints = {
  noTrialOfConservativeTherapy: ['noTrialOfConservativeTherapy', 'noImagingForSimpleBackPain'],
  noRadiographFirst: ['noRadiographFirst', 'radiographHasNoRole'],
  contrastOnlyForThreeReasons: ['noContrastForDiscDisease', 'contrastForThreeReasons'],
  whyMri: ['mriShowsSoftTissue', 'mriHasNoRadiation', 'mriFindsSeriousCauses'],
  specialist: ['specialistPlansTreatment'],
  delayWorsensOutcome: ['delayWorsensOutcome'],
  correlate: ['findingsAreCommon', 'correlateWithWeakness', 'correlateWithExamination'],
  someAreMisclassified: ['someAreMisclassified'],
  normalScanIsNotTheEnd: ['normalScanIsNotTheEnd'],
  notLookedFor: ['notLookedFor'],
} as const satisfies Readonly<Record<string, readonly ClaimId[]>>;

export type PracticePointId = keyof typeof practicePoints;
const isPracticePointId = (id: string): id is PracticePointId => id in practicePoints;
export const practicePointIds: readonly PracticePointId[] = Object.keys(practicePoints).filter(isPracticePointId);
export const practicePointSources = (id: PracticePointId): readonly ClaimId[] => practicePoints[id];
