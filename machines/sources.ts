import { type Criteria, meets } from './criteria.ts';
import { deficit } from './deficit.ts';
import type { Findings } from './findings.ts';
import { settledInPerson } from './notKnown.ts';

/**
 * Where each statement of Cauda comes from. `says` is our own wording.
 * `article`: the article that the pathway follows; it numbers its references 1-5 without listing them.
 * `guideline`: general practice or a published guideline; `place` says what was read of it.
 * `policy`: our own, on the safer side.
 */
export type Source =
  | { readonly mark: 'article'; readonly references: readonly (1 | 2 | 3 | 4 | 5)[] }
  | { readonly mark: 'guideline'; readonly place: string }
  | { readonly mark: 'policy' };

/** `about`: what must be true of the findings for the statement to be about them; without it, it is about all. */
type Statement = { readonly says: string; readonly source: Source; readonly about?: Criteria };
/** A statement that advice rests on, with where it comes from. */
export type Claim = Statement & { readonly id: string };

type References = readonly (1 | 2 | 3 | 4 | 5)[];
const article = (says: string, references: References = [1]): Statement => ({
  says,
  source: { mark: 'article', references },
});
const guideline = (says: string, place = 'unverified'): Statement => ({
  says,
  source: { mark: 'guideline', place },
});
const policy = (says: string): Statement => ({ says, source: { mark: 'policy' } });
const about = (criteria: Criteria, statement: Statement): Statement => ({ ...statement, about: criteria });

const weak: Criteria = [{ legWeakness: ['left', 'right', 'both'] }];

const warningCard = 'symptom list of the cauda equina warning card (Greenhalgh, Finucane, Mercer, Selfe), read';

const statements = {
  // Why imaging, and when
  imagingNowForWeakness: about(
    weak,
    article(
      'Back pain with a weak leg calls for MRI of the lumbar spine without delay, or CT where MRI cannot be had.',
    ),
  ),
  weaknessIsADeficit: about(
    weak,
    article(
      'Leg weakness is a neurologic deficit, severe or progressing, that needs imaging promptly however long it has lasted.',
    ),
  ),
  delayWorsensOutcome: about(
    [deficit],
    article('Deficits that are found and treated late end worse; early imaging protects function.'),
  ),
  noImagingForSimpleBackPain: article('Routine imaging is not advised in simple back pain without weakness.'),
  weaknessSetsApart: about(
    weak,
    article('Weakness separates this from simple back pain: the advice against imaging does not hold.'),
  ),
  simpleBackPainCanWait: article('In nonspecific back pain imaging can wait for 4 to 6 weeks.', [1, 2]),
  noTrialOfConservativeTherapy: about(
    [deficit],
    article('A trial of conservative treatment must not hold up imaging of a deficit.', [1, 2]),
  ),

  // Which imaging
  mriShowsSoftTissue: article('MRI shows soft tissue better than CT: marrow, spinal canal, nerve roots and discs.'),
  mriHasNoRadiation: article('MRI uses no ionising radiation, which counts more in younger people.'),
  mriFindsSeriousCauses: article(
    'MRI finds cauda equina syndrome, malignant cord compression and vertebral infection better.',
  ),
  ctWhenMriImpossible: article('CT is acceptable when MRI is unavailable or contraindicated.'),
  ctWithIncompatibleDevice: about(
    [{ implantedDevice: ['mr-unsafe'] }],
    article('CT is acceptable with an implanted device that does not go with MRI.'),
  ),
  ctWhenMriDelayed: article('CT is acceptable when imaging is urgent and MRI is delayed.'),
  noRadiographFirst: article('Plain radiographs do not show discs, roots or the canal well enough and cost time.'),
  radiographHasNoRole: about(
    [deficit],
    article('Radiography has no part in judging a deficit from suspected nerve compression.'),
  ),
  noContrastForDiscDisease: article('MRI without contrast is enough for most radiculopathy and disc herniation.'),
  contrastForThreeReasons: article('Contrast is kept for suspected infection, malignancy and the operated spine.'),

  // Red flags
  lookForFurtherDeficits: article('Beside weakness, look for the further deficits that make an emergency.', [1, 2]),
  saddleNumbnessIsRedFlag: article('Numbness of the saddle area is a red flag.', [1, 2]),
  bladderOrBowelIsRedFlag: about(
    [{ bladder: ['retention', 'incontinence'], bowel: ['incontinence'] }],
    article('Retention or incontinence of bladder or bowel is a red flag.', [1, 2]),
  ),
  bothLegsSuggestCaudaEquina: article('Weakness of both legs suggests cauda equina syndrome.', [1, 2]),
  progressionIsRedFlag: article('Weakness that grows over hours to days is a red flag.', [1, 2]),
  sensoryOrReflexLossIsRedFlag: about(
    [{ sensoryOrReflex: ['severe'] }],
    article('Severe loss of feeling or changed reflexes are a red flag.', [1, 2]),
  ),

  // What it may be
  caudaEquinaWithin48Hours: article('Cauda equina syndrome needs emergency decompression within 48 hours.', [1, 2]),
  malignantCompressionIsUrgent: article(
    'Compression of the cord by a tumour needs urgent oncologic treatment.',
    [1, 2],
  ),
  infectionNeedsAntibiotics: article(
    'Epidural abscess and vertebral osteomyelitis need antibiotics urgently, and drainage.',
    [1, 2],
  ),
  herniationMayNeedSurgery: article('A large disc herniation that presses on a root may need surgery.', [1, 2]),

  // Reading the result
  findingsAreCommon: article('Bulging discs and degeneration are common without symptoms and may not be the cause.'),
  correlateWithWeakness: about(
    weak,
    article('Findings must match the pattern of weakness before treatment is planned.', [1, 3, 4]),
  ),
  correlateWithExamination: about(
    weak,
    article('Findings are held against the examination to see whether they explain the weakness.', [1, 4, 5]),
  ),
  someAreMisclassified: article(
    'Nerve root compression on imaging is about 75 % sensitive and 77 % specific for findings at surgery, so some people are misclassified. (The review behind these figures, Wassenaar et al. 2012, abstract read, measured MRI against surgery for lumbar disc herniation.)',
    [5],
  ),
  specialistPlansTreatment: article(
    'Significant findings usually need neurosurgery or spine surgery to plan treatment.',
  ),

  // Guideline practice
  bladderChangeCounts: guideline(
    'Any new change in passing or holding urine can be early cauda equina syndrome.',
    warningCard,
  ),
  bowelChangeCounts: guideline(
    'Not feeling the bowels move or losing control of wind can be early cauda equina syndrome.',
    warningCard,
  ),
  sexualChangeCounts: guideline('New loss of feeling or function in sex counts as saddle numbness.', warningCard),
  cordSignsAreEmergent: about(
    [{ sensoryOrReflex: ['cord-signs'] }],
    guideline('Stiff, clumsy legs, brisk reflexes or a sensory level point to the spinal cord.'),
  ),
  bothLegsPainCanPrecede: guideline(
    'New pain down both legs can come before cauda equina syndrome; specialists disagree when nothing else is found.',
  ),
  majorTraumaIsEmergent: guideline(
    'A high-energy injury with new back pain is treated as a spinal injury until imaging says otherwise.',
  ),
  recentSurgeryWithDeficit: guideline('A deficit within weeks of spinal surgery suggests haematoma or abscess.'),
  feverWithBackPain: guideline('Back pain with fever or a risk of infection is assessed the same day.'),
  cancerWithBackPain: guideline('Back pain in someone with a history of cancer is assessed urgently.'),
  recentSurgeryIsAssessed: guideline(
    'New pain within six weeks of spinal surgery is for the operating team the same day.',
  ),
  cancerImagesWholeSpine: guideline('Deposits are often at several levels, so the whole spine is imaged.'),
  cordSignsImageWholeSpine: guideline('Signs from the cord can come from any level, so the whole spine is imaged.'),
  infectionWorkUp: guideline(
    'Blood cultures and inflammation markers are taken while the scan is arranged; the whole spine is considered.',
  ),
  operatingTeamKnows: guideline('The operating team knows what was done and is told at once.'),
  contrastNeverDelays: guideline('Sequences without contrast come first; contrast must not delay the scan.'),
  ctFirstAfterTrauma: guideline(
    'After major trauma CT comes first with the spine protected, then MRI for the deficit.',
  ),
  myelographyShowsCompression: guideline(
    'Where MRI is impossible CT myelography shows compression; no lumbar puncture before a spine team agrees if infection or bleeding is possible.',
    'an older ACR table (reprinted in AJNR), read: CT myelogram 6 of 9 for suspected cauda equina syndrome',
  ),
  plainCtDoesNotExclude: guideline('A normal plain CT does not exclude compression of the cauda equina.'),
  transferToMri: guideline('Where MRI matters most, transfer is arranged in parallel and CT must not delay it.'),
  deviceLabelsAreOftenConditional: about(
    [{ implantedDevice: ['mr-conditional', 'mr-unsafe', 'unknown', 'unsure'] }],
    guideline(
      'Many devices called unsafe are safe under conditions; make and model decide.',
      'MRI screening forms (Oxford WIN, MGH Martinos, mrisafety.com), question lists read',
    ),
  ),
  metalInEyeIsCleared: about(
    [{ metalFragments: ['yes', 'unsure'] }],
    guideline(
      'Metal in the eye is cleared by orbit X-ray or CT before MRI.',
      'MRI screening forms (Oxford WIN, MGH Martinos, mrisafety.com), question lists read',
    ),
  ),
  mriInPregnancy: guideline(
    'MRI without contrast is right at any stage of pregnancy; gadolinium only if essential; CT avoided where MRI can be had.',
  ),
  claustrophobiaIsManageable: guideline(
    'Fear of narrow spaces is no contraindication: short protocol, sedation, wide-bore.',
  ),
  contrastIsChecked: guideline('Kidney disease and earlier reactions to contrast are checked by the MRI team.'),
  bladderScanAndExamination: guideline(
    'A bladder scan after voiding and an examination of the perianal area belong to the assessment and do not delay MRI.',
  ),
  normalScanIsNotTheEnd: guideline('A normal scan with a deficit that persists needs a specialist, not discharge.'),
  decompressionAsSoonAsPossible: guideline(
    'Decompression is as soon as possible; the 48 hours count from onset, not from arrival.',
  ),
  conusMayExplain: guideline(
    'Weakness of both legs without sphincter signs can come from the conus or the thoracic cord.',
  ),
  restOfSpineAfterTrauma: guideline('The trauma team decides whether the rest of the spine is imaged.'),
  stayActive: guideline('Simple back pain does best with staying active and simple pain relief.'),
  thinBonesBreakEasily: guideline('Thin bones can break without a major injury: by a lift, a stumble or a cough.'),
  fragilityFractureIsImaged: guideline(
    'A suspected fragility fracture is imaged: X-ray, MRI without contrast and CT without contrast are all usually appropriate.',
    'ACR Appropriateness Criteria Low Back Pain 2021, variant 6, by its summary for patients, read',
  ),
  vertebralFractureIsStabilised: guideline(
    'A vertebral fracture is kept stable; with a deficit the spine team is told at once.',
  ),
  freshFractureOnMri: guideline(
    'A fresh fracture shows on a fat-suppressed MRI sequence or in bone windows of CT, and is often above the lumbar spine.',
  ),
  normalRadiographDoesNotExclude: guideline('A normal X-ray does not exclude a fresh vertebral fracture.'),
  boneIsTreated: guideline(
    'A fragility fracture calls for treatment of the bone, and for a search for its cause in the blood.',
  ),
  aneurysmInOverSixty: guideline(
    'New back pain over 60 can be an aortic aneurysm: pulse, blood pressure and belly come first.',
  ),
  cancerTeamKnows: guideline('New pain down a leg with a history of cancer is for the cancer team at once.'),
  intimateQuestionsAreForAll: guideline(
    'The nerves of the lower back also serve bladder, bowel and saddle, so everybody is asked.',
  ),
  devicesMatterForMri: guideline(
    'Implants, wires and pumps can heat, move or fail in the scanner.',
    'MRI screening forms (Oxford WIN, MGH Martinos, mrisafety.com), question lists read',
  ),

  // Our own policy
  notKnownIsNeverNo: policy('An answer that is not known is treated as if it might be yes.'),
  notKnownIsSettled: about(
    [settledInPerson],
    policy(
      'An open answer that no sign makes graver is settled in person within two days; nothing is imaged for it until then.',
    ),
  ),
  notKnownBesideADeficit: policy(
    'Cancer, infection or an operation that nobody can rule out beside a deficit is seen and scanned today.',
  ),
  unknownDeficitCounts: about(
    [
      {
        legWeakness: ['unsure'],
        saddleNumbness: ['unsure'],
        bladder: ['unsure'],
        bowel: ['unsure'],
        sensoryOrReflex: ['unsure'],
      },
    ],
    policy('With cancer, infection or a recent operation a deficit that nobody can rule out counts as one.'),
  ),
  brokenBoneMayPress: policy(
    'With fragile bones a deficit may come from a broken bone that presses on nerves: MRI rather than X-ray, handled with care.',
  ),
  fractureWithinTwoDays: about(
    [{ boneFragility: ['yes'] }],
    policy(
      'A suspected fragility fracture without a deficit is seen within two days, and today where a graver sign is beside it.',
    ),
  ),
  radiographFirstForFracture: policy(
    'An X-ray of the thoracic and lumbar spine comes first: it is quick and near; MRI or CT follows where it does not explain the pain.',
  ),
  withinTwoDaysSomewhere: policy(
    'If neither the own doctor nor a walk-in clinic can see somebody within two days, the emergency department can.',
  ),
  lonePatchIsFollowedUp: about(
    [{ sensoryOrReflex: ['mild'] }],
    policy(
      'A small numb patch with nothing else is followed up like simple back pain; with a risk beside it, it is a deficit.',
    ),
  ),
  telephoneFirst: policy('A clinician who is telephoned today can bring the visit forward.'),
  bladderThatCannotWarn: policy(
    'A bladder that a catheter or dialysis hides cannot warn: feeling and tone are examined instead.',
  ),
  nothingIsTriedFirst: policy('A scan that is advised here waits for no trial of treatment and no other test.'),
  mildNumbnessCountsWithCancerOrInfection: about(
    [{ sensoryOrReflex: ['mild'] }],
    policy('With cancer, infection or a recent operation even a small numb patch counts as a deficit.'),
  ),
  emergencyDepartmentIfNobody: policy('If nobody can examine and scan within hours, the emergency department can.'),
  neverDrive: policy(
    'Nobody in an emergency drives; who cannot walk, has two weak legs or a major injury goes by ambulance and keeps still.',
  ),
  oldWeaknessComparedFirst: policy(
    'An old, investigated, unchanged weakness is held against earlier imaging before the scan is repeated.',
  ),
  unsettledCourseIsExamined: policy('When nobody knows whether the weakness grows, an examination today settles it.'),
  stoppedEarlyIsSeen: policy('Who stops before the end is seen today: too little was asked to rule out danger.'),
  adultsOnly: policy('Cauda is made for adults; anyone under 18 with back pain is seen today.'),
  safetyNet: policy('Everybody who goes home knows which changes mean an emergency department at once.'),
  tellThemAboutMetal: policy(
    'Who is in an emergency does not fill in a safety form first, but says at the desk what they carry.',
  ),
  notLookedFor: policy(
    'Cauda does not look for aortic aneurysm or inflammatory disease, nor for a fracture without a hint in the answers about injury and thin bones.',
  ),
  retractedAnswerIsTold: policy('An emergency answer that was taken back is told to the clinician.'),
  courseDecidesUrgency: policy('Whether the weakness grows decides between today and now.'),
} as const satisfies Readonly<Record<string, Statement>>;

/** A statement by its id. */
export type ClaimId = keyof typeof statements;

/** The statement behind a claim id. */
export const claim = (id: ClaimId): Claim => ({ id, ...statements[id] });

/** Of these claims those that are about the findings at hand, each once: only they may be cited. Pure. */
export const citable = (ids: readonly ClaimId[], f: Findings): readonly ClaimId[] =>
  [...new Set(ids)].filter((id) => meets(f, claim(id).about ?? []));

export const claims: readonly Claim[] = Object.entries(statements).map(([id, statement]) => ({ id, ...statement }));

const isClaimId = (id: string): id is ClaimId => id in statements;
export const claimIds: readonly ClaimId[] = Object.keys(statements).filter(isClaimId);

/** Claims behind no question, rule, action, note, practice point or condition, each with what shows or needs it. */
export const background: Readonly<Partial<Record<ClaimId, string>>> = {
  notLookedFor: "behind the line of every professional's last card that says so",
  retractedAnswerIsTold: 'behind the line of the card that names what was first answered',
};
