import { type Findings, findingsOn, type QuestionId } from './findings.ts';
import type { ClaimId } from './sources.ts';

export type Urgency = 'emergency' | 'urgent' | 'routine';

export const conditions = [
  'cauda-equina-syndrome',
  'cord-compression',
  'malignant-compression',
  'abscess-or-osteomyelitis',
  'haematoma-or-abscess',
  'disc-herniation',
] as const;
export type Condition = (typeof conditions)[number];

/** One row of the decision table. It fires on answers that are there; a missing answer never fires a row. */
export type UrgencyRow<Id extends string> = {
  readonly id: Id;
  readonly when: (f: Findings) => boolean;
  /** The questions whose answers it rests on. */
  readonly on: readonly QuestionId[];
  readonly suspects: readonly Condition[];
  readonly because: readonly ClaimId[];
};

export type EmergencyRuleId = `E${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11}`;
export type UrgentRuleId = `U${1 | 2 | 3 | 4 | 5}`;

const weaknessPresentOrUnsure = (f: Findings): boolean => f.legWeakness !== undefined && f.legWeakness !== 'none';
/** Enough of a deficit to make cancer, infection or a recent operation an emergency. */
const deficit = (f: Findings): boolean => weaknessPresentOrUnsure(f) || f.sensoryOrReflex === 'mild';

/** Emergency department now, emergency imaging, spine surgeon told at the same time. */
export const emergencyRows: readonly UrgencyRow<EmergencyRuleId>[] = [
  {
    id: 'E1',
    when: (f) => f.saddleNumbness === 'yes',
    on: ['saddleNumbness'],
    suspects: ['cauda-equina-syndrome', 'disc-herniation'],
    because: ['saddleNumbnessIsRedFlag', 'sexualChangeCounts'],
  },
  {
    id: 'E2',
    when: (f) => f.bladder === 'retention' || f.bladder === 'incontinence' || f.bladder === 'altered',
    on: ['bladder'],
    suspects: ['cauda-equina-syndrome', 'disc-herniation'],
    because: ['bladderOrBowelIsRedFlag', 'bladderChangeCounts'],
  },
  {
    id: 'E3',
    when: (f) => f.bowel === 'incontinence' || f.bowel === 'altered',
    on: ['bowel'],
    suspects: ['cauda-equina-syndrome', 'disc-herniation'],
    because: ['bladderOrBowelIsRedFlag', 'bowelChangeCounts'],
  },
  {
    id: 'E4',
    when: (f) => f.legWeakness === 'both',
    on: ['legWeakness'],
    suspects: ['cauda-equina-syndrome', 'disc-herniation'],
    because: ['bothLegsSuggestCaudaEquina'],
  },
  {
    id: 'E5',
    when: (f) => weaknessPresentOrUnsure(f) && f.weaknessCourse === 'worsening',
    on: ['legWeakness', 'weaknessCourse'],
    suspects: ['disc-herniation'],
    because: ['progressionIsRedFlag', 'weaknessIsADeficit'],
  },
  {
    id: 'E6',
    when: (f) => f.sensoryOrReflex === 'severe' || f.sensoryOrReflex === 'cord-signs',
    on: ['sensoryOrReflex'],
    suspects: ['cauda-equina-syndrome', 'cord-compression'],
    because: ['sensoryOrReflexLossIsRedFlag', 'cordSignsAreEmergent'],
  },
  {
    id: 'E7',
    when: (f) => f.cancerHistory === 'yes' && deficit(f),
    on: ['cancerHistory', 'legWeakness', 'sensoryOrReflex'],
    suspects: ['malignant-compression'],
    because: ['malignantCompressionIsUrgent', 'mildNumbnessCountsWithCancerOrInfection'],
  },
  {
    id: 'E8',
    when: (f) => f.infection === 'yes' && deficit(f),
    on: ['infection', 'legWeakness', 'sensoryOrReflex'],
    suspects: ['abscess-or-osteomyelitis'],
    because: ['infectionNeedsAntibiotics', 'mildNumbnessCountsWithCancerOrInfection'],
  },
  {
    id: 'E9',
    when: (f) => f.legPain === 'both',
    on: ['legPain'],
    suspects: ['cauda-equina-syndrome'],
    because: ['bothLegsPainCanPrecede'],
  },
  {
    id: 'E10',
    when: (f) => f.trauma === 'major',
    on: ['trauma'],
    suspects: [],
    because: ['majorTraumaIsEmergent'],
  },
  {
    id: 'E11',
    when: (f) => f.spinalSurgery === 'recent' && deficit(f),
    on: ['spinalSurgery', 'legWeakness', 'sensoryOrReflex'],
    suspects: ['haematoma-or-abscess'],
    because: ['recentSurgeryWithDeficit', 'mildNumbnessCountsWithCancerOrInfection'],
  },
];

/** Questions where "not sure" is enough to be seen today. */
const redFlagQuestions = ['legWeakness', 'saddleNumbness', 'bladder', 'bowel', 'sensoryOrReflex'] as const;

/** Assessed in person today, MRI today. */
export const urgentRows: readonly UrgencyRow<UrgentRuleId>[] = [
  {
    id: 'U1',
    when: (f) => f.legWeakness === 'left' || f.legWeakness === 'right',
    on: ['legWeakness'],
    suspects: ['disc-herniation'],
    because: ['imagingNowForWeakness', 'weaknessIsADeficit'],
  },
  {
    id: 'U2',
    when: (f) => redFlagQuestions.some((question) => f[question] === 'unsure'),
    on: redFlagQuestions,
    suspects: [],
    because: ['notKnownIsNeverNo'],
  },
  {
    id: 'U3',
    when: (f) => f.infection === 'yes',
    on: ['infection'],
    suspects: ['abscess-or-osteomyelitis'],
    because: ['feverWithBackPain'],
  },
  {
    id: 'U4',
    when: (f) => f.cancerHistory === 'yes',
    on: ['cancerHistory'],
    suspects: ['malignant-compression'],
    because: ['cancerWithBackPain'],
  },
  {
    id: 'U5',
    when: (f) => f.spinalSurgery === 'recent',
    on: ['spinalSurgery'],
    suspects: [],
    because: ['recentSurgeryIsAssessed'],
  },
];

/** The row behind an emergency or urgent rule id; undefined for the imaging rules. */
export const rowOf = (id: string): UrgencyRow<EmergencyRuleId | UrgentRuleId> | undefined =>
  [...emergencyRows, ...urgentRows].find((row) => row.id === id);

export const emergencyRules = (f: Findings): readonly EmergencyRuleId[] =>
  emergencyRows.filter((row) => row.when(f)).map((row) => row.id);

const urgentRules = (f: Findings): readonly UrgentRuleId[] =>
  urgentRows.filter((row) => row.when(f)).map((row) => row.id);

/** Urgency of what is known; answers that are added can only raise it. */
export const urgency = (f: Findings): Urgency =>
  emergencyRules(f).length > 0 ? 'emergency' : urgentRules(f).length > 0 ? 'urgent' : 'routine';

/** The rows that decide: emergency rows, or urgent rows where no emergency row fired. */
export const decidingRules = (f: Findings): readonly (EmergencyRuleId | UrgentRuleId)[] => {
  const emergency = emergencyRules(f);
  return emergency.length > 0 ? emergency : urgentRules(f);
};

/** What may be behind it, by every row that fires, also the urgent ones beneath an emergency. */
export const suspectedConditions = (f: Findings): readonly Condition[] => [
  ...new Set([...emergencyRows, ...urgentRows].filter((row) => row.when(f)).flatMap((row) => row.suspects)),
];

/** The answers that an emergency row rests on. */
export const answersBehind = (id: EmergencyRuleId, f: Findings): Findings => findingsOn(f, rowOf(id)?.on ?? []);
