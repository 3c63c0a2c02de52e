import { type Criteria, meets } from './criteria.ts';
import { deficit } from './deficit.ts';
import type { Findings, QuestionId } from './findings.ts';
import type { Imaging } from './imagingRules.ts';
import { settledInPerson } from './notKnown.ts';
import { type ClaimId, citable } from './sources.ts';

/** What the card is about: the urgency, or why a routine or soon card cannot be given. */
export const dispositions = ['emergency', 'urgent', 'soon', 'routine', 'notEnoughAsked', 'madeForAdults'] as const;
export type Disposition = (typeof dispositions)[number];

export type Situation = {
  readonly findings: Findings;
  readonly disposition: Disposition;
  readonly imaging: Imaging | null;
};

/** `patients` are the person and their carer, `professionals` the nurse and the clinician. */
export type Audience = 'patients' | 'professionals';

/** Given to its audience `at` these dispositions, where everything else that is named here holds. */
export type ActionRow = {
  readonly for: Audience | 'everyone';
  readonly at: readonly Disposition[];
  readonly when?: Criteria;
  readonly unless?: Criteria;
  /** Some of these were not answered. */
  readonly notAsked?: readonly QuestionId[];
  /** Imaging is advised, or imaging with contrast. */
  readonly imaging?: 'advised' | 'with contrast';
  readonly because: readonly ClaimId[];
};

const scanned: readonly Disposition[] = ['emergency', 'urgent'];
const twoWeakLegsOrMajorInjury: Criteria = [{ legWeakness: ['both'], trauma: ['major'] }];
const recentlyOperated: Criteria = [{ spinalSurgery: ['recent'] }];
const deviceToClear: Criteria = [{ implantedDevice: ['mr-conditional', 'mr-unsafe', 'unknown', 'unsure'] }];
const metalToClear: Criteria = [{ metalFragments: ['yes', 'unsure'] }];
const cancer: Criteria = [{ cancerHistory: ['yes'] }];
const cancerWithLegPain: Criteria = [{ cancerHistory: ['yes'] }, { legPain: ['one', 'both'] }];
const maybeBroken: Criteria = [{ boneFragility: ['yes'] }];
const somethingUnknown: Criteria = [settledInPerson];

/** What to do, in the order in which it is done. */
const actions = {
  callAmbulance: { for: 'everyone', at: ['emergency'], when: twoWeakLegsOrMajorInjury, because: ['neverDrive'] },
  goToEmergencyDepartment: {
    for: 'everyone',
    at: ['emergency'],
    unless: twoWeakLegsOrMajorInjury,
    because: ['delayWorsensOutcome', 'neverDrive'],
  },
  doNotDrive: { for: 'everyone', at: ['emergency'], unless: twoWeakLegsOrMajorInjury, because: ['neverDrive'] },
  sayAtTheDesk: { for: 'patients', at: ['emergency'], because: ['delayWorsensOutcome', 'mriFindsSeriousCauses'] },
  tellAboutImplantsAndPregnancy: {
    for: 'patients',
    at: ['emergency'],
    notAsked: ['implantedDevice', 'metalFragments', 'pregnancy'],
    because: ['tellThemAboutMetal'],
  },

  examineToday: {
    for: 'everyone',
    at: ['urgent'],
    because: ['imagingNowForWeakness', 'delayWorsensOutcome', 'nothingIsTriedFirst'],
  },
  emergencyDepartmentIfNobody: { for: 'everyone', at: ['urgent'], because: ['emergencyDepartmentIfNobody'] },

  pulsePressureAndBelly: {
    for: 'professionals',
    at: ['emergency', 'urgent', 'soon'],
    when: maybeBroken,
    because: ['aneurysmInOverSixty'],
  },
  telephoneToday: { for: 'everyone', at: ['soon'], because: ['telephoneFirst'] },
  todayNotInTwoDays: { for: 'everyone', at: ['soon'], when: maybeBroken, because: ['fractureWithinTwoDays'] },
  treatAsBroken: {
    for: 'everyone',
    at: ['emergency', 'urgent', 'soon', 'notEnoughAsked', 'madeForAdults'],
    when: maybeBroken,
    because: ['vertebralFractureIsStabilised'],
  },
  sayBoneMayBeBroken: { for: 'everyone', at: ['soon'], when: maybeBroken, because: ['telephoneFirst'] },
  sayWhatIsNotKnown: { for: 'everyone', at: ['soon'], when: somethingUnknown, because: ['telephoneFirst'] },
  emergencyDepartmentIfNeither: { for: 'everyone', at: ['soon'], because: ['withinTwoDaysSomewhere'] },

  orderImaging: {
    for: 'professionals',
    at: scanned,
    because: ['imagingNowForWeakness', 'noTrialOfConservativeTherapy', 'nothingIsTriedFirst'],
  },
  callSpineSurgeon: { for: 'professionals', at: ['emergency'], because: ['specialistPlansTreatment'] },
  callSpineTeam: {
    for: 'professionals',
    at: ['urgent'],
    when: [{ boneFragility: ['yes'] }, deficit],
    because: ['brokenBoneMayPress', 'vertebralFractureIsStabilised'],
  },
  callOncology: {
    for: 'professionals',
    at: ['emergency'],
    when: cancer,
    unless: cancerWithLegPain,
    because: ['malignantCompressionIsUrgent'],
  },
  callCancerTeamNow: {
    for: 'everyone',
    at: scanned,
    when: cancerWithLegPain,
    because: ['cancerTeamKnows', 'malignantCompressionIsUrgent'],
  },
  takeBloodCultures: {
    for: 'professionals',
    at: scanned,
    when: [{ infection: ['yes'] }],
    because: ['infectionWorkUp'],
  },
  clearDeviceForMri: {
    for: 'professionals',
    at: scanned,
    when: deviceToClear,
    because: ['deviceLabelsAreOftenConditional'],
  },
  clearMetalForMri: { for: 'professionals', at: scanned, when: metalToClear, because: ['metalInEyeIsCleared'] },
  bladderScan: { for: 'professionals', at: scanned, because: ['bladderScanAndExamination'] },
  bladderCannotWarn: {
    for: 'professionals',
    at: scanned,
    when: [{ bladder: ['unsure'] }],
    because: ['bladderThatCannotWarn'],
  },
  imageTheFracture: {
    for: 'everyone',
    at: ['soon'],
    imaging: 'advised',
    because: ['fragilityFractureIsImaged'],
  },
  examineLegsAndSaddle: {
    for: 'professionals',
    at: ['soon'],
    because: ['fractureWithinTwoDays', 'notKnownIsSettled'],
  },
  bloodForBone: { for: 'professionals', at: ['soon'], when: maybeBroken, because: ['boneIsTreated'] },
  treatTheBone: { for: 'professionals', at: ['soon'], when: maybeBroken, because: ['boneIsTreated'] },
  settleWhatIsNotKnown: {
    for: 'professionals',
    at: ['soon'],
    when: somethingUnknown,
    because: ['notKnownIsSettled'],
  },

  callOperatingTeamNow: {
    for: 'everyone',
    at: ['emergency'],
    when: recentlyOperated,
    because: ['operatingTeamKnows'],
  },
  callOperatingTeam: {
    for: 'everyone',
    at: ['urgent'],
    when: recentlyOperated,
    because: ['operatingTeamKnows', 'recentSurgeryIsAssessed'],
  },
  bringImplantCard: {
    for: 'patients',
    at: scanned,
    when: [{ ...deviceToClear[0], ...metalToClear[0] }],
    because: ['deviceLabelsAreOftenConditional', 'metalInEyeIsCleared'],
  },
  tellAboutPregnancy: {
    for: 'patients',
    at: ['emergency', 'urgent', 'soon'],
    when: [{ pregnancy: ['possible', 'yes', 'unsure'] }],
    because: ['mriInPregnancy'],
  },
  tellAboutTightSpaces: {
    for: 'patients',
    at: scanned,
    when: [{ claustrophobia: ['yes'] }],
    because: ['claustrophobiaIsManageable'],
  },
  tellAboutKidneys: { for: 'patients', at: scanned, imaging: 'with contrast', because: ['contrastIsChecked'] },
  settleTheCourse: {
    for: 'everyone',
    at: ['urgent'],
    when: [{ weaknessCourse: ['unsure'] }],
    because: ['unsettledCourseIsExamined'],
  },
  compareWithEarlierImaging: {
    for: 'everyone',
    at: ['urgent'],
    when: [{ weaknessCourse: ['longstanding'] }],
    because: ['weaknessIsADeficit', 'oldWeaknessComparedFirst'],
  },

  notEnoughAsked: { for: 'everyone', at: ['notEnoughAsked'], because: ['stoppedEarlyIsSeen'] },
  madeForAdults: { for: 'everyone', at: ['madeForAdults'], because: ['adultsOnly'] },

  noImagingNow: { for: 'everyone', at: ['routine'], because: ['noImagingForSimpleBackPain'] },
  stayActive: { for: 'everyone', at: ['routine'], because: ['stayActive'] },
  clinicianAfterWeeks: {
    for: 'everyone',
    at: ['routine'],
    because: ['simpleBackPainCanWait', 'lonePatchIsFollowedUp'],
  },

  safetyNet: {
    for: 'everyone',
    at: ['urgent', 'soon', 'routine', 'notEnoughAsked', 'madeForAdults'],
    because: ['safetyNet', 'progressionIsRedFlag'],
  },
} as const satisfies Readonly<Record<string, ActionRow>>;

export type ActionId = keyof typeof actions;
const isActionId = (id: string): id is ActionId => id in actions;
export const actionIds: readonly ActionId[] = Object.keys(actions).filter(isActionId);
export const actionRow = (id: ActionId): ActionRow => actions[id];
/** What an action rests on for the findings at hand. */
export const actionSources = (id: ActionId, f: Findings): readonly ClaimId[] => citable(actions[id].because, f);

/** What one audience is told to do, in order. */
export const actionsFor = (audience: Audience, situation: Situation): readonly ActionId[] =>
  considered[audience][situation.disposition].filter((id) => isGiven(actions[id], situation));

const consideredBy = (audience: Audience): Readonly<Record<Disposition, readonly ActionId[]>> => {
  const at = (disposition: Disposition): readonly ActionId[] =>
    actionIds.filter((id) => {
      const row: ActionRow = actions[id];
      return (row.for === audience || row.for === 'everyone') && row.at.includes(disposition);
    });
  return {
    emergency: at('emergency'),
    urgent: at('urgent'),
    soon: at('soon'),
    routine: at('routine'),
    notEnoughAsked: at('notEnoughAsked'),
    madeForAdults: at('madeForAdults'),
  };
};
/** The rows for an audience and a disposition, found once: every turn asks for them. */
const considered = { patients: consideredBy('patients'), professionals: consideredBy('professionals') };

function isGiven(row: ActionRow, { findings: f, imaging }: Situation): boolean {
  if (row.when !== undefined && !meets(f, row.when)) return false;
  if (row.unless !== undefined && meets(f, row.unless)) return false;
  if (row.notAsked?.every((question) => f[question] !== undefined)) return false;
  if (row.imaging === undefined) return true;
  return imaging !== null && (row.imaging === 'advised' || imaging.contrast !== 'without');
}
