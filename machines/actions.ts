import type { Findings } from './findings.ts';
import { deviceToClear, type Imaging, maybePregnant, metalToClear } from './imagingRules.ts';
import type { ClaimId } from './sources.ts';

/** What the card is about: the urgency, or why a routine card cannot be given. */
export const dispositions = ['emergency', 'urgent', 'routine', 'notEnoughAsked', 'madeForAdults'] as const;
export type Disposition = (typeof dispositions)[number];

export type Situation = {
  readonly findings: Findings;
  readonly disposition: Disposition;
  readonly imaging: Imaging | null;
};

/** `patients` are the person and their carer, `professionals` the nurse and the clinician. */
export type Audience = 'patients' | 'professionals';

type ActionRow = {
  readonly for: Audience | 'everyone';
  readonly when: (s: Situation) => boolean;
  readonly because: readonly ClaimId[];
};

const emergency = ({ disposition }: Situation): boolean => disposition === 'emergency';
const urgent = ({ disposition }: Situation): boolean => disposition === 'urgent';
const routine = ({ disposition }: Situation): boolean => disposition === 'routine';
const scanned = ({ imaging }: Situation): boolean => imaging !== null;
const byAmbulance = (s: Situation): boolean =>
  emergency(s) && (s.findings.legWeakness === 'both' || s.findings.trauma === 'major');
const recentlyOperated = ({ findings }: Situation): boolean => findings.spinalSurgery === 'recent';
/** Not known, and no reason to be seen today by themselves. */
const notUrgentWhenUnsure = ['legPain', 'cancerHistory', 'infection', 'trauma', 'spinalSurgery'] as const;
const metalNotAsked = ({ findings }: Situation): boolean =>
  findings.implantedDevice === undefined || findings.metalFragments === undefined || findings.pregnancy === undefined;

/** What to do, in the order in which it is done. */
const actions = {
  callAmbulance: { for: 'everyone', when: byAmbulance, because: ['neverDrive'] },
  goToEmergencyDepartment: {
    for: 'everyone',
    when: (s) => emergency(s) && !byAmbulance(s),
    because: ['delayWorsensOutcome', 'neverDrive'],
  },
  doNotDrive: { for: 'everyone', when: (s) => emergency(s) && !byAmbulance(s), because: ['neverDrive'] },
  sayAtTheDesk: { for: 'patients', when: emergency, because: ['delayWorsensOutcome', 'mriFindsSeriousCauses'] },
  tellAboutImplantsAndPregnancy: {
    for: 'patients',
    when: (s) => emergency(s) && metalNotAsked(s),
    because: ['tellThemAboutMetal'],
  },

  examineToday: { for: 'everyone', when: urgent, because: ['imagingNowForWeakness', 'delayWorsensOutcome'] },
  emergencyDepartmentIfNobody: { for: 'everyone', when: urgent, because: ['emergencyDepartmentIfNobody'] },

  orderImaging: {
    for: 'professionals',
    when: scanned,
    because: ['imagingNowForWeakness', 'noTrialOfConservativeTherapy'],
  },
  callSpineSurgeon: { for: 'professionals', when: emergency, because: ['specialistPlansTreatment'] },
  callOncology: {
    for: 'professionals',
    when: (s) => emergency(s) && s.findings.cancerHistory === 'yes',
    because: ['malignantCompressionIsUrgent'],
  },
  takeBloodCultures: {
    for: 'professionals',
    when: (s) => scanned(s) && s.findings.infection === 'yes',
    because: ['infectionWorkUp'],
  },
  clearDeviceForMri: {
    for: 'professionals',
    when: (s) => scanned(s) && deviceToClear(s.findings),
    because: ['deviceLabelsAreOftenConditional'],
  },
  clearMetalForMri: {
    for: 'professionals',
    when: (s) => scanned(s) && metalToClear(s.findings),
    because: ['metalInEyeIsCleared'],
  },
  bladderScan: { for: 'professionals', when: scanned, because: ['bladderScanAndExamination'] },

  callOperatingTeamNow: {
    for: 'everyone',
    when: (s) => emergency(s) && recentlyOperated(s),
    because: ['operatingTeamKnows', 'recentSurgeryWithDeficit'],
  },
  callOperatingTeam: {
    for: 'everyone',
    when: (s) => urgent(s) && recentlyOperated(s),
    because: ['operatingTeamKnows', 'recentSurgeryIsAssessed'],
  },
  bringImplantCard: {
    for: 'patients',
    when: (s) => scanned(s) && (deviceToClear(s.findings) || metalToClear(s.findings)),
    because: ['deviceLabelsAreOftenConditional', 'metalInEyeIsCleared'],
  },
  tellAboutPregnancy: {
    for: 'patients',
    when: (s) => scanned(s) && maybePregnant(s.findings),
    because: ['mriInPregnancy'],
  },
  tellAboutTightSpaces: {
    for: 'patients',
    when: (s) => scanned(s) && s.findings.claustrophobia === 'yes',
    because: ['claustrophobiaIsManageable'],
  },
  tellAboutKidneys: {
    for: 'patients',
    when: ({ imaging }) => imaging !== null && imaging.contrast !== 'without',
    because: ['contrastIsChecked'],
  },
  settleTheCourse: {
    for: 'everyone',
    when: (s) => urgent(s) && s.findings.weaknessCourse === 'unsure',
    because: ['unsettledCourseIsExamined'],
  },
  compareWithEarlierImaging: {
    for: 'everyone',
    when: (s) => urgent(s) && s.findings.weaknessCourse === 'longstanding',
    because: ['weaknessIsADeficit', 'oldWeaknessComparedFirst'],
  },

  notEnoughAsked: { for: 'everyone', when: (s) => s.disposition === 'notEnoughAsked', because: ['stoppedEarlyIsSeen'] },
  madeForAdults: { for: 'everyone', when: (s) => s.disposition === 'madeForAdults', because: ['adultsOnly'] },

  noImagingNow: { for: 'everyone', when: routine, because: ['noImagingForSimpleBackPain', 'weaknessSetsApart'] },
  stayActive: { for: 'everyone', when: routine, because: ['stayActive'] },
  clinicianAfterWeeks: { for: 'everyone', when: routine, because: ['simpleBackPainCanWait'] },
  askAboutNotKnown: {
    for: 'everyone',
    when: (s) => routine(s) && notUrgentWhenUnsure.some((question) => s.findings[question] === 'unsure'),
    because: ['notKnownIsSettled'],
  },
  thinkOfFracture: {
    for: 'everyone',
    when: (s) => routine(s) && s.findings.trauma === 'minor',
    because: ['fractureAfterFall'],
  },

  safetyNet: { for: 'everyone', when: (s) => !emergency(s), because: ['safetyNet', 'progressionIsRedFlag'] },
} as const satisfies Readonly<Record<string, ActionRow>>;

export type ActionId = keyof typeof actions;
const isActionId = (id: string): id is ActionId => id in actions;
export const actionIds: readonly ActionId[] = Object.keys(actions).filter(isActionId);
export const actionSources = (id: ActionId): readonly ClaimId[] => actions[id].because;

/** What one audience is told to do, in order. */
export const actionsFor = (audience: Audience, situation: Situation): readonly ActionId[] =>
  actionIds.filter(
    (id) => (actions[id].for === audience || actions[id].for === 'everyone') && actions[id].when(situation),
  );
