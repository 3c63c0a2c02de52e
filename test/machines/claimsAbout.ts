import type { Findings } from '../../machines/findings.ts';
import type { ClaimId } from '../../machines/sources.ts';

/**
 * What the findings must be for a claim to be about them, read from its sentence and not from the program. A claim that is
 * not here is about everybody, or about a case that only the row which cites it knows.
 */
const weak = ({ legWeakness }: Findings): boolean =>
  legWeakness === 'left' || legWeakness === 'right' || legWeakness === 'both';
const deficit = (f: Findings): boolean =>
  weak(f) ||
  f.legWeakness === 'unsure' ||
  (f.sensoryOrReflex !== undefined && !['none', 'longstanding'].includes(f.sensoryOrReflex)) ||
  (f.saddleNumbness !== undefined && f.saddleNumbness !== 'no') ||
  (f.bladder !== undefined && !['normal', 'longstanding'].includes(f.bladder)) ||
  (f.bowel !== undefined && !['normal', 'longstanding', 'constipation'].includes(f.bowel));
const cancer = (f: Findings): boolean => f.cancerHistory === 'yes';
const infected = (f: Findings): boolean => f.infection === 'yes';
const justOperated = (f: Findings): boolean => f.spinalSurgery === 'recent';
const maybePregnant = (f: Findings): boolean => f.pregnancy !== undefined && f.pregnancy !== 'no';
const fragile = (f: Findings): boolean => f.boneFragility === 'yes';
const device = (f: Findings): boolean => f.implantedDevice !== undefined && f.implantedDevice !== 'none';

export const claimsAbout: Readonly<Partial<Record<ClaimId, (f: Findings) => boolean>>> = {
  imagingNowForWeakness: weak,
  weaknessIsADeficit: weak,
  weaknessSetsApart: weak,
  correlateWithWeakness: weak,
  correlateWithExamination: weak,
  noImagingForSimpleBackPain: (f) => !weak(f),
  lonePatchIsFollowedUp: (f) => f.sensoryOrReflex === 'mild',
  delayWorsensOutcome: deficit,
  noTrialOfConservativeTherapy: deficit,
  radiographHasNoRole: deficit,
  ctWithIncompatibleDevice: (f) => f.implantedDevice === 'mr-unsafe',
  ctWhenMriImpossible: (f) => f.implantedDevice === 'mr-unsafe' || f.mriAccess === 'unavailable',
  saddleNumbnessIsRedFlag: (f) => f.saddleNumbness === 'yes',
  sexualChangeCounts: (f) => f.saddleNumbness === 'yes',
  bladderOrBowelIsRedFlag: (f) =>
    f.bladder === 'retention' || f.bladder === 'incontinence' || f.bowel === 'incontinence',
  bladderChangeCounts: (f) => ['retention', 'incontinence', 'altered'].includes(f.bladder ?? ''),
  bowelChangeCounts: (f) => ['incontinence', 'altered'].includes(f.bowel ?? ''),
  bothLegsSuggestCaudaEquina: (f) => f.legWeakness === 'both',
  conusMayExplain: (f) => f.legWeakness === 'both',
  sensoryOrReflexLossIsRedFlag: (f) => f.sensoryOrReflex === 'severe',
  cordSignsAreEmergent: (f) => f.sensoryOrReflex === 'cord-signs',
  cordSignsImageWholeSpine: (f) => f.sensoryOrReflex === 'cord-signs',
  malignantCompressionIsUrgent: cancer,
  cancerWithBackPain: cancer,
  cancerImagesWholeSpine: cancer,
  cancerTeamKnows: (f) => cancer(f) && (f.legPain === 'one' || f.legPain === 'both'),
  infectionNeedsAntibiotics: infected,
  feverWithBackPain: infected,
  infectionWorkUp: infected,
  recentSurgeryWithDeficit: (f) => justOperated(f) && deficit(f),
  recentSurgeryIsAssessed: justOperated,
  operatingTeamKnows: justOperated,
  bothLegsPainCanPrecede: (f) => f.legPain === 'both',
  majorTraumaIsEmergent: (f) => f.trauma === 'major',
  ctFirstAfterTrauma: (f) => f.trauma === 'major',
  restOfSpineAfterTrauma: (f) => f.trauma === 'major',
  transferToMri: (f) => f.implantedDevice === 'mr-unsafe' || f.mriAccess === 'unavailable',
  deviceLabelsAreOftenConditional: device,
  metalInEyeIsCleared: (f) => f.metalFragments === 'yes' || f.metalFragments === 'unsure',
  mriInPregnancy: maybePregnant,
  claustrophobiaIsManageable: (f) => f.claustrophobia === 'yes',
  fragilityFractureIsImaged: fragile,
  radiographFirstForFracture: fragile,
  freshFractureOnMri: fragile,
  normalRadiographDoesNotExclude: fragile,
  boneIsTreated: fragile,
  aneurysmInOverSixty: fragile,
  fractureWithinTwoDays: fragile,
  vertebralFractureIsStabilised: (f) => fragile(f) || f.trauma === 'major',
  brokenBoneMayPress: (f) => fragile(f) && deficit(f),
  notKnownIsNeverNo: (f) => Object.values(f).includes('unsure'),
  notKnownIsSettled: (f) =>
    [f.legPain, f.cancerHistory, f.infection, f.boneFragility, f.spinalSurgery].includes('unsure'),
  notKnownBesideADeficit: (f) => [f.cancerHistory, f.infection, f.spinalSurgery].includes('unsure') && deficit(f),
  mildNumbnessCountsWithCancerOrInfection: (f) =>
    f.sensoryOrReflex === 'mild' && (cancer(f) || infected(f) || justOperated(f)),
  unknownDeficitCounts: (f) =>
    [f.legWeakness, f.saddleNumbness, f.bladder, f.bowel, f.sensoryOrReflex].includes('unsure') &&
    (cancer(f) || infected(f) || justOperated(f)),
  bladderThatCannotWarn: (f) => f.bladder === 'unsure',
  oldWeaknessComparedFirst: (f) => f.weaknessCourse === 'longstanding',
  unsettledCourseIsExamined: (f) => f.weaknessCourse === 'unsure',
};
