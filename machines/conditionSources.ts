import type { ClaimId } from './sources.ts';
import type { Condition } from './urgencyRules.ts';

/** Where each suspected condition, and its clock, comes from. */
const sources: Readonly<Record<Condition, readonly ClaimId[]>> = {
  'cauda-equina-syndrome': ['caudaEquinaWithin48Hours', 'decompressionAsSoonAsPossible'],
  'cord-compression': ['cordSignsAreEmergent', 'sensoryOrReflexLossIsRedFlag'],
  'malignant-compression': ['malignantCompressionIsUrgent'],
  'abscess-or-osteomyelitis': ['infectionNeedsAntibiotics'],
  'haematoma-or-abscess': ['recentSurgeryWithDeficit'],
  'disc-herniation': ['herniationMayNeedSurgery'],
  'vertebral-fracture': ['vertebralFractureIsStabilised'],
};

export const conditionSources = (condition: Condition): readonly ClaimId[] => sources[condition];
