import { type Criteria, meets } from './criteria.ts';
import { deficit, weakness } from './deficit.ts';
import type { Findings } from './findings.ts';
import { settledInPerson } from './notKnown.ts';
import type { ClaimId } from './sources.ts';
import type { Urgency } from './urgency.ts';

export const conditions = [
  'cauda-equina-syndrome',
  'cord-compression',
  'malignant-compression',
  'abscess-or-osteomyelitis',
  'haematoma-or-abscess',
  'disc-herniation',
  'vertebral-fracture',
] as const;
/** What may be behind the findings, for professionals; no diagnosis. */
export type Condition = (typeof conditions)[number];

/** One row of the decision table: when it fires, and what it then suspects, with its sources. */
type Row<Id> = {
  readonly id: Id;
  readonly when: Criteria;
  readonly suspects: readonly Condition[];
  readonly because: readonly ClaimId[];
};

type Rows<Level extends string> = readonly Row<`${Level}${number}`>[];

/** Emergency department now, emergency imaging, spine surgeon told at the same time. */
const emergency = [
  {
    id: 'E1',
    when: [{ saddleNumbness: ['yes'] }],
    suspects: ['cauda-equina-syndrome', 'disc-herniation'],
    because: ['saddleNumbnessIsRedFlag', 'sexualChangeCounts'],
  },
  {
    id: 'E2',
    when: [{ bladder: ['retention', 'incontinence', 'altered'] }],
    suspects: ['cauda-equina-syndrome', 'disc-herniation'],
    because: ['bladderOrBowelIsRedFlag', 'bladderChangeCounts'],
  },
  {
    id: 'E3',
    when: [{ bowel: ['incontinence', 'altered'] }],
    suspects: ['cauda-equina-syndrome', 'disc-herniation'],
    because: ['bladderOrBowelIsRedFlag', 'bowelChangeCounts'],
  },
  {
    id: 'E4',
    when: [{ legWeakness: ['both'] }],
    suspects: ['cauda-equina-syndrome', 'disc-herniation'],
    because: ['bothLegsSuggestCaudaEquina'],
  },
  {
    id: 'E5',
    when: [weakness, { weaknessCourse: ['worsening'] }],
    suspects: ['disc-herniation'],
    because: ['progressionIsRedFlag', 'weaknessIsADeficit'],
  },
  {
    id: 'E6',
    when: [{ sensoryOrReflex: ['severe', 'cord-signs'] }],
    suspects: ['cauda-equina-syndrome', 'cord-compression'],
    because: ['sensoryOrReflexLossIsRedFlag', 'cordSignsAreEmergent'],
  },
  {
    id: 'E7',
    when: [{ cancerHistory: ['yes'] }, deficit],
    suspects: ['malignant-compression'],
    because: ['malignantCompressionIsUrgent', 'mildNumbnessCountsWithCancerOrInfection', 'unknownDeficitCounts'],
  },
  {
    id: 'E8',
    when: [{ infection: ['yes'] }, deficit],
    suspects: ['abscess-or-osteomyelitis'],
    because: ['infectionNeedsAntibiotics', 'mildNumbnessCountsWithCancerOrInfection', 'unknownDeficitCounts'],
  },
  {
    id: 'E9',
    when: [{ legPain: ['both'] }],
    suspects: ['cauda-equina-syndrome'],
    because: ['bothLegsPainCanPrecede'],
  },
  {
    id: 'E10',
    when: [{ trauma: ['major'] }],
    suspects: ['vertebral-fracture'],
    because: ['majorTraumaIsEmergent'],
  },
  {
    id: 'E11',
    when: [{ spinalSurgery: ['recent'] }, deficit],
    suspects: ['haematoma-or-abscess'],
    because: ['recentSurgeryWithDeficit', 'mildNumbnessCountsWithCancerOrInfection', 'unknownDeficitCounts'],
  },
] as const satisfies Rows<'E'>;

/** Assessed in person today, MRI today. */
const urgent = [
  {
    id: 'U1',
    when: [{ legWeakness: ['left', 'right'] }],
    suspects: ['disc-herniation'],
    because: ['imagingNowForWeakness', 'weaknessIsADeficit'],
  },
  {
    id: 'U2',
    when: [
      {
        legWeakness: ['unsure'],
        saddleNumbness: ['unsure'],
        bladder: ['unsure'],
        bowel: ['unsure'],
        sensoryOrReflex: ['unsure'],
        trauma: ['unsure'],
      },
    ],
    suspects: [],
    because: ['notKnownIsNeverNo'],
  },
  {
    id: 'U3',
    when: [{ infection: ['yes'] }],
    suspects: ['abscess-or-osteomyelitis'],
    because: ['feverWithBackPain'],
  },
  {
    id: 'U4',
    when: [{ cancerHistory: ['yes'] }],
    suspects: ['malignant-compression'],
    because: ['cancerWithBackPain'],
  },
  {
    id: 'U5',
    when: [{ spinalSurgery: ['recent'] }],
    suspects: [],
    because: ['recentSurgeryIsAssessed'],
  },
  {
    id: 'U6',
    when: [{ boneFragility: ['yes'] }, deficit],
    suspects: ['vertebral-fracture'],
    because: ['brokenBoneMayPress'],
  },
  {
    id: 'U7',
    when: [{ cancerHistory: ['unsure'], infection: ['unsure'], spinalSurgery: ['unsure'] }, deficit],
    suspects: [],
    because: ['notKnownBesideADeficit'],
  },
] as const satisfies Rows<'U'>;

/** A clinician telephoned today, seen within two days. */
const soon = [
  {
    id: 'S1',
    when: [{ boneFragility: ['yes'] }],
    suspects: ['vertebral-fracture'],
    because: ['fragilityFractureIsImaged', 'fractureWithinTwoDays'],
  },
  {
    id: 'S2',
    when: [settledInPerson],
    suspects: [],
    because: ['notKnownIsSettled'],
  },
] as const satisfies Rows<'S'>;

export type EmergencyRuleId = (typeof emergency)[number]['id'];
export type UrgentRuleId = (typeof urgent)[number]['id'];
export type SoonRuleId = (typeof soon)[number]['id'];
export type UrgencyRuleId = EmergencyRuleId | UrgentRuleId | SoonRuleId;
export type UrgencyRow<Id extends UrgencyRuleId = UrgencyRuleId> = Row<Id>;

export const emergencyRows: readonly UrgencyRow<EmergencyRuleId>[] = emergency;
export const urgentRows: readonly UrgencyRow<UrgentRuleId>[] = urgent;
export const soonRows: readonly UrgencyRow<SoonRuleId>[] = soon;

/** All rows, from the gravest down. */
export const urgencyRows: readonly UrgencyRow[] = [...emergencyRows, ...urgentRows, ...soonRows];

const fired = <Id extends UrgencyRuleId>(rows: readonly UrgencyRow<Id>[], f: Findings): readonly Id[] =>
  rows.filter((row) => meets(f, row.when)).map((row) => row.id);

export const emergencyRules = (f: Findings): readonly EmergencyRuleId[] => fired(emergencyRows, f);

/** Every rule that fires, at any level. */
export const firedRules = (f: Findings): readonly UrgencyRuleId[] => fired(urgencyRows, f);

/** Urgency of what is known, and the rows of that level that fired. Answers that are added can only raise it. */
export function decided(f: Findings): { readonly urgency: Urgency; readonly rules: readonly UrgencyRuleId[] } {
  const emergencies = emergencyRules(f);
  if (emergencies.length > 0) return { urgency: 'emergency', rules: emergencies };
  const urgents = fired(urgentRows, f);
  if (urgents.length > 0) return { urgency: 'urgent', rules: urgents };
  const soons = fired(soonRows, f);
  return { urgency: soons.length > 0 ? 'soon' : 'routine', rules: soons };
}

export const urgency = (f: Findings): Urgency => decided(f).urgency;

/** What may be behind it, by every row that fires, also those beneath the urgency. */
export const suspectedConditions = (f: Findings): readonly Condition[] => [
  ...new Set(urgencyRows.filter((row) => meets(f, row.when)).flatMap((row) => row.suspects)),
];
