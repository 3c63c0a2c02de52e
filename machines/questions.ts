import type { Answer, AnswerTo, QuestionId } from './findings.ts';
import type { ClaimId } from './sources.ts';

/**
 * What each question is for. When it is asked is the machine's; its words are the texts'.
 * `section` groups the pathway; `intimate` questions open with a framing sentence and offer "I'd rather not say".
 * `graver` orders the answers from the mildest, those that weigh the same together; "not sure" stands where it may hide
 * more than a mild sign and less than a certain one.
 */
export type Question<A extends Answer = Answer> = {
  readonly section: 'red flags' | 'background' | 'MRI safety';
  readonly intimate: boolean;
  readonly graver: readonly (readonly A[])[];
  readonly why: readonly ClaimId[];
};

const yesOrNo = [['no'], ['unsure'], ['yes']] as const;

const questions: { readonly [Q in QuestionId]: Question<AnswerTo<Q>> } = {
  legWeakness: {
    section: 'red flags',
    intimate: false,
    graver: [['none'], ['unsure'], ['left', 'right'], ['both']],
    why: ['imagingNowForWeakness', 'weaknessSetsApart', 'bothLegsSuggestCaudaEquina'],
  },
  weaknessCourse: {
    section: 'red flags',
    intimate: false,
    graver: [['longstanding'], ['improving'], ['stable'], ['slowly-worsening'], ['unsure'], ['worsening']],
    why: ['progressionIsRedFlag', 'courseDecidesUrgency'],
  },
  saddleNumbness: {
    section: 'red flags',
    intimate: true,
    graver: yesOrNo,
    why: ['saddleNumbnessIsRedFlag', 'sexualChangeCounts', 'intimateQuestionsAreForAll'],
  },
  bladder: {
    section: 'red flags',
    intimate: true,
    graver: [['normal'], ['longstanding'], ['unsure'], ['altered'], ['incontinence', 'retention']],
    why: ['bladderOrBowelIsRedFlag', 'bladderChangeCounts', 'intimateQuestionsAreForAll'],
  },
  bowel: {
    section: 'red flags',
    intimate: true,
    graver: [['normal'], ['constipation', 'longstanding'], ['unsure'], ['altered'], ['incontinence']],
    why: ['bladderOrBowelIsRedFlag', 'bowelChangeCounts', 'intimateQuestionsAreForAll'],
  },
  sensoryOrReflex: {
    section: 'red flags',
    intimate: false,
    graver: [['none'], ['longstanding'], ['mild'], ['unsure'], ['severe'], ['cord-signs']],
    why: ['sensoryOrReflexLossIsRedFlag', 'cordSignsAreEmergent', 'lookForFurtherDeficits'],
  },
  legPain: {
    section: 'background',
    intimate: false,
    graver: [['none'], ['one'], ['unsure'], ['both']],
    why: ['bothLegsPainCanPrecede'],
  },
  cancerHistory: {
    section: 'background',
    intimate: false,
    graver: yesOrNo,
    why: ['cancerWithBackPain', 'malignantCompressionIsUrgent'],
  },
  infection: {
    section: 'background',
    intimate: false,
    graver: yesOrNo,
    why: ['feverWithBackPain', 'infectionNeedsAntibiotics'],
  },
  trauma: {
    section: 'background',
    intimate: false,
    graver: [['none'], ['minor'], ['unsure'], ['major']],
    why: ['majorTraumaIsEmergent'],
  },
  boneFragility: {
    section: 'background',
    intimate: false,
    graver: yesOrNo,
    why: ['thinBonesBreakEasily'],
  },
  spinalSurgery: {
    section: 'background',
    intimate: false,
    graver: [['no'], ['past'], ['unsure'], ['recent']],
    why: ['recentSurgeryIsAssessed', 'contrastForThreeReasons'],
  },
  implantedDevice: {
    section: 'MRI safety',
    intimate: false,
    graver: [['none'], ['mr-conditional'], ['unknown', 'unsure'], ['mr-unsafe']],
    why: ['devicesMatterForMri', 'ctWithIncompatibleDevice'],
  },
  metalFragments: { section: 'MRI safety', intimate: false, graver: yesOrNo, why: ['metalInEyeIsCleared'] },
  pregnancy: {
    section: 'MRI safety',
    intimate: false,
    graver: [['no'], ['possible', 'unsure'], ['yes']],
    why: ['mriInPregnancy'],
  },
  claustrophobia: { section: 'MRI safety', intimate: false, graver: yesOrNo, why: ['claustrophobiaIsManageable'] },
  mriAccess: {
    section: 'MRI safety',
    intimate: false,
    graver: [['available'], ['delayed', 'unsure'], ['unavailable']],
    why: ['ctWhenMriDelayed', 'ctWhenMriImpossible'],
  },
};

export const question = (id: QuestionId): Question => questions[id];
