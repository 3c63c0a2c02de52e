import type { QuestionId } from './findings.ts';
import type { ClaimId } from './sources.ts';

/**
 * What each question is for. When it is asked is the machine's; its words are the texts'.
 * `section` groups the pathway; `intimate` questions open with a framing sentence and offer "I'd rather not say".
 */
export type Question = {
  readonly section: 'red flags' | 'background' | 'MRI safety';
  readonly intimate: boolean;
  readonly why: readonly ClaimId[];
};

const redFlag = (...why: ClaimId[]): Question => ({ section: 'red flags', intimate: false, why });
const intimateRedFlag = (...why: ClaimId[]): Question => ({ section: 'red flags', intimate: true, why });
const background = (...why: ClaimId[]): Question => ({ section: 'background', intimate: false, why });
const mriSafety = (...why: ClaimId[]): Question => ({ section: 'MRI safety', intimate: false, why });

const questions: Readonly<Record<QuestionId, Question>> = {
  legWeakness: redFlag('imagingNowForWeakness', 'weaknessSetsApart', 'bothLegsSuggestCaudaEquina'),
  weaknessCourse: redFlag('progressionIsRedFlag', 'courseDecidesUrgency'),
  saddleNumbness: intimateRedFlag('saddleNumbnessIsRedFlag', 'sexualChangeCounts', 'intimateQuestionsAreForAll'),
  bladder: intimateRedFlag('bladderOrBowelIsRedFlag', 'bladderChangeCounts', 'intimateQuestionsAreForAll'),
  bowel: intimateRedFlag('bladderOrBowelIsRedFlag', 'bowelChangeCounts', 'intimateQuestionsAreForAll'),
  sensoryOrReflex: redFlag('sensoryOrReflexLossIsRedFlag', 'cordSignsAreEmergent', 'lookForFurtherDeficits'),
  legPain: background('bothLegsPainCanPrecede'),
  cancerHistory: background('cancerWithBackPain', 'malignantCompressionIsUrgent'),
  infection: background('feverWithBackPain', 'infectionNeedsAntibiotics'),
  trauma: background('majorTraumaIsEmergent'),
  boneFragility: background('thinBonesBreakEasily'),
  spinalSurgery: background('recentSurgeryIsAssessed', 'contrastForThreeReasons'),
  implantedDevice: mriSafety('devicesMatterForMri', 'ctWithIncompatibleDevice'),
  metalFragments: mriSafety('metalInEyeIsCleared'),
  pregnancy: mriSafety('mriInPregnancy'),
  claustrophobia: mriSafety('claustrophobiaIsManageable'),
  mriAccess: mriSafety('ctWhenMriDelayed', 'ctWhenMriImpossible'),
};

export const question = (id: QuestionId): Question => questions[id];
