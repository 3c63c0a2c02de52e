import type { ClaimId } from './sources.ts';

/** What a professional's card says whenever MRI or CT is advised. */
const practicePoints = {
  noTrialOfConservativeTherapy: ['noTrialOfConservativeTherapy', 'weaknessSetsApart', 'nothingIsTriedFirst'],
  noRadiographFirst: ['noRadiographFirst', 'radiographHasNoRole'],
  contrastOnlyForThreeReasons: ['noContrastForDiscDisease', 'contrastForThreeReasons'],
  whyMri: ['mriShowsSoftTissue', 'mriHasNoRadiation', 'mriFindsSeriousCauses'],
  specialist: ['specialistPlansTreatment'],
  delayWorsensOutcome: ['delayWorsensOutcome', 'nothingIsTriedFirst'],
  correlate: ['findingsAreCommon', 'correlateWithWeakness', 'correlateWithExamination'],
  someAreMisclassified: ['someAreMisclassified'],
  normalScanIsNotTheEnd: ['normalScanIsNotTheEnd'],
} as const satisfies Readonly<Record<string, readonly ClaimId[]>>;

export type PracticePointId = keyof typeof practicePoints;
const isPracticePointId = (id: string): id is PracticePointId => id in practicePoints;
export const practicePointIds: readonly PracticePointId[] = Object.keys(practicePoints).filter(isPracticePointId);
export const practicePointSources = (id: PracticePointId): readonly ClaimId[] => practicePoints[id];
