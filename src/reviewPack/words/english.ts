import { html } from '../html.ts';
import { signOffForm } from '../signOffForm.ts';
import type { PackWords } from './packWords.ts';

export const english: PackWords = {
  title: 'Cauda: review pack',
  content: (version) => `Cauda: review pack, content ${version}`,
  written: (version, date) => html`Clinical content <code>${version}</code>, written ${date}.
    Reading it takes about half an hour; the appendices are for looking things up.`,
  chapters: {
    use: 'What it is for, and what it is not',
    changes: 'What changed since the last signed pack',
    pathway: 'The pathway',
    decisions: 'The decision table',
    disputed: 'What specialists dispute, and what we decided',
    unverified: 'What could not be verified',
    cards: 'The cards',
    acr: 'Agreement with the ACR Appropriateness Criteria',
    proof: 'What is proved',
    sign: 'To sign',
  },
  everyQuestion: (language) => `Appendix: every question in every role (${language})`,
  everyAdvice: (language) => `Appendix: every word of advice (${language})`,

  intendedUse: (says) => html`
  <p>Cauda asks an adult with low back pain, somebody with them, a nurse on a hotline or a clinician one question at a
    time, and ends with a card: is imaging needed, how soon, which, and what to do now. It looks for the few people whose
    nerves are in danger among the many whose back simply hurts. It runs in Microsoft Teams and as a chat on web pages.</p>
  <ul>
    <li><strong>It is decision support, not a diagnosis, and not clinically validated.</strong> It has been tried on
      invented cases only. Its rules are fixed and can be read below; nothing in them is learned, and no language model
      takes part.</li>
    <li>The same findings give the same advice in every role and language. Typed words are understood by word lists;
      what is understood is said back before it counts where it is in doubt.</li>
    <li>It ends at one of four levels: emergency department now; seen and scanned today; a clinician telephoned today and
      seen within two days; no scan now.</li>
    <li>It errs upwards: an answer that is not known never counts as "no"; an answer more never lowers the urgency, and a
      graver answer never suspects less; who stops early is told to be seen today.</li>
    <li>Made for adults. It asks the age only as part of one question (70 or older, with sudden pain in the bone of the
      back); who says that they are under 18 is told to be seen today.</li>
    <li>${says('notLookedFor')} The safety net on the card names some of their signs.</li>
    <li>It relies on what people say of themselves. It does not examine, and it cannot see that an answer is wrong.</li>
  </ul>
  <p>Please judge: would you be content with this advice for the next hundred people who call your hotline? What is
    missing, too much, or worded so that a patient would misunderstand it?</p>`,
  disputed: (says) => html`
  <p>What is said here about practice elsewhere is general knowledge; nothing of it is quoted.</p>
  <p><strong>Pain down both legs alone (rule E9).</strong> ${says('bothLegsPainCanPrecede')} Some units send
    everybody with new bilateral sciatica for emergency MRI; others wait for a sign of bladder, bowel or saddle, because
    most of these scans show no compression. Cauda takes it as an emergency: it cannot examine, and the cost of missing
    it is larger. If you want it urgent instead, this is one row of the table.</p>
  <p><strong>Any cancer, ever (rule U4).</strong> Back pain with cancer at any time of life is seen and scanned today here.
    Many would take a skin cancer cured twenty years ago, or pain like that of every year, as no reason by itself, and
    would see cancer that spreads to bone (breast, prostate, lung, kidney, myeloma) more urgently. Cauda does not ask which
    cancer or when: people do not know it well enough to be sent home on it.</p>
  <p><strong>The list of risks for infection (rule U3).</strong> One risk is enough without fever, since fever is often
    missing. Diabetes counts only with a recent infection, steroids only at a high dose, dialysis and tuberculosis always;
    a urinary infection, an infected tooth or heart valve, or alcohol alone are not named. Each could be drawn otherwise, and
    with weak nerves beside it each makes an emergency (E8).</p>
  <p><strong>A suspected fragility fracture (rule S1).</strong> The ACR rates X-ray, MRI and CT without contrast as usually
    appropriate (read only in its summary for patients). The American College of Physicians would try treatment first in
    most acute back pain, and image older people with thin bones only where a red flag is clear. That an X-ray comes first,
    of the thoracic and lumbar spine, is our own policy; it misses fresh fractures, and the card says so. So is 70 as the
    age: lower finds more fractures and sends more people with simple back pain to an X-ray.</p>
  <p><strong>Unsteady walking that is old.</strong> Who has walked unsteadily for over a year, was examined for it and finds
    nothing new is routine. Who misses one of these three says so as a sign of the cord and is sent to an emergency
    department (E6): with neuropathy, old strokes or Parkinson's disease that will often be too much. A telephone cannot
    tell a slow myelopathy from these, so Cauda errs upwards.</p>
  <p><strong>Weakness of one leg, however old (rule U1).</strong> The article wants imaging regardless of duration. Many
    clinicians would see a stable, mild, known weakness first and scan it days later. Cauda says: seen and scanned today,
    and for a longstanding weakness: compare with earlier imaging before repeating it.</p>
  <p><strong>Forty-eight hours.</strong> The article says decompression within 48 hours. Surgeons dispute whether any
    window is safe; the professionals' card says as soon as possible, and that the hours count from onset.</p>
  <p><strong>Contrast after surgery.</strong> Rule M4 asks for sequences without and with contrast after any spinal
    operation; the criteria rate both ways as usually appropriate. Contrast never delays the scan.</p>
  <h3>Decisions of our own, which you may want otherwise</h3>`,
  notVerified: [
    'The article that the pathway follows numbers its references 1 to 5 without listing them; they were not read. Figures are given as the article gives them.',
    'The rating tables of variants 3 to 7 of the ACR criteria: their categories were taken from the summary for patients (see the chapter on the criteria).',
    'The UK pathway for suspected cauda equina syndrome (GIRFT, 2023) and NICE NG234: only descriptions were read, so no hours of theirs are printed.',
    'The ratings of ACR variant 6 (thin bones, steroids, older people) stand in the summary for patients only; the way to use X-ray first is not theirs.',
    'No clinician has reviewed the content before this pack, and it was never compared with the outcomes of real patients.',
  ],
  howToSign: (version) => html`
  <p>To sign, have this saved as <code>sign-off.json</code> beside this pack, with your name, role and the date:</p>
  ${signOffForm(version)}
  <p>The deployment names that file in the setting <code>CAUDA_SIGN_OFF</code>. From then on the welcome and every last
    card say "reviewed by … on …" instead of "not clinically validated". The signature holds for content
    <code>${version}</code> only: when any question, rule, source or text changes, the cards say "not clinically
    validated" again by themselves, and a new pack shows what changed. The welcome and the cards still say that it is
    decision support and no diagnosis. A sign-off is your statement that the content is sound; it is not a clinical
    validation, and not an approval as a medical device.</p>
  <table class="signature"><tbody>
    <tr><th>Name</th><td></td></tr><tr><th>Role</th><td></td></tr><tr><th>Date</th><td></td></tr>
    <tr><th>Content</th><td><code>${version}</code></td></tr><tr><th>Signature</th><td></td></tr>
    <tr><th>Reservations</th><td class="tall"></td></tr>
  </tbody></table>`,

  pathway: html`<p>Drawn from the program's own state machine. A question that is answered already is
  passed; the colour is the section: red flags, background, MRI safety. At most 17 questions; a plain routine case takes
  11. For patients and carers the first answer that makes an emergency interrupts at once; nurses and clinicians go on
  under a standing banner. "Not sure" is asked once more in simpler words and then counts as not known.</p>`,
  edges: {
    answered: '',
    weaknessDenied: 'no weakness',
    injuryIsMajor: 'major injury',
    scanIsAdvised: 'emergency or urgent',
    fractureIsImaged: 'suspected fracture (S1)',
    professionalAnswers: 'nurse or clinician',
    emergencyToTell: 'an emergency rule fires\\n(patient or carer)',
  },
  states: { known: 'known', emergency: 'emergency', finished: 'finished', continue: 'continue' },
  sections: { 'red flags': 'red flags', background: 'background', 'MRI safety': 'MRI safety' },

  columns: {
    rule: 'Rule',
    when: 'When',
    suspects: 'Suspects',
    gives: 'Gives',
    because: 'Because',
    what: 'What',
    change: 'Change',
    variant: 'Variant',
    typical: 'Typical findings',
    advises: 'Cauda advises',
    rated: 'Rated',
  },
  decisions: {
    emergency: 'Emergency: emergency department now, emergency imaging, spine surgeon told at the same time',
    urgent: 'Urgent: no emergency rule, assessed in person and MRI today',
    soon: 'Soon: none of these, a clinician telephoned today, seen within two days',
    routine: 'Routine',
    routineWhen:
      'None of these, and every question asked. Until then there is no routine and no soon card: who stops early is told to be seen today, since not enough was asked.',
    imaging: 'Imaging, urgent or an emergency',
    imagingWhen: (
      usual,
    ) => html`Every row that fires is listed on the card. Where rows meet: CT first after a major injury or without MRI; the whole
    spine rather than part of it; no contrast in pregnancy; contrast never delays the scan. The usual scan is
    <strong>${usual}</strong>.`,
    fracture: 'Imaging, soon: a suspected fragility fracture alone (S1)',
    fractureWhen: (usual) => html`Usually <strong>${usual}</strong>. Nothing is imaged for S2 alone.`,
    ifNotPossible: 'if that is not possible',
  },
  joined: {
    always: 'always',
    together: 'together with ',
    and: ', together with ',
    or: '; or ',
    eitherOr: ' or ',
    notWith: 'not with ',
    for: 'for ',
    contrast: 'with contrast',
    noContrast: 'without contrast',
  },
  fields: {
    modality: 'modality',
    region: 'region',
    contrast: 'contrast',
    safetyCheck: 'MRI safety check',
    none: 'none',
  },
  values: {
    mri: 'MRI',
    ct: 'CT',
    radiograph: 'radiograph',
    lumbar: 'lumbar',
    'whole-spine': 'whole spine',
    thoracolumbar: 'thoracolumbar',
    without: 'without',
    'with-and-without': 'with and without',
    with: 'with',
    emergency: 'emergency',
    urgent: 'urgent',
    soon: 'soon',
    routine: 'routine',
  },

  legend: html`<span class="mark article">A 1</span> the article that the pathway
    follows, with the reference number that it gives; it does not list its references.
  <span class="mark guideline">G</span> a published guideline or general practice, what was read of it below;
  <span class="mark guideline">G unverified</span> not re-read for Cauda.
  <span class="mark policy">P</span> Cauda's own policy, on the safer side.`,
  unverifiedMark: 'unverified',
  notReread: 'Stated as guideline practice, not re-read',
  readOfTheirSource: 'Guideline statements with what was read of their source',

  cards:
    'Drawn by the renderer that the web chat uses. A tap opens what is marked ▸; of each kind one stands open here (▾).',
  acr: {
    read: (edition, table, summary) => `${edition}. Read: ${table}; ${summary}`,
    noImaging: 'no imaging now',
    agreesOnNone: 'agrees: all imaging usually not appropriate',
    ratings: {
      'usually appropriate': 'usually appropriate',
      'may be appropriate': 'may be appropriate',
      differs: 'differs',
    },
  },
  translations: {},

  proved: ({ questions, answers, findings, rules, assignments }) =>
    `${questions} questions take ${answers} answers, so there are about ${findings} different sets of answers (counting "not asked"). The ${rules} rules are proved for all of them: a rule that reads only the questions it names is fully known from the ${assignments} assignments of those, and that it reads no other is part of the proof. A second copy of the decision tables, written by hand as a truth table, is compared with the rules on each of them.`,
  notRun: html`The tests were <strong>not run</strong> for this pack.`,
  run: (passed, failed) => html`Run while this pack was written, on this content:
      <strong>${passed} tests passed, ${failed} failed.</strong>`,
  sentencesAre: '',
  cases: (count) => `(${count} cases)`,
  failed: (count) => `${count} FAILED`,

  noEarlierPack: html`No earlier pack was given, so all of it is to be read as new.
      (A later pack names its forerunner: <code>npm run review-pack -- --since signed-pack.html</code>.)`,
  nothingChanged: (version) => `Nothing changed since content ${version}.`,
  changed: (count, version) => `${count} changes since content ${version}, which was signed last.`,
  kinds: { new: 'new', gone: 'gone', changed: 'changed' },
  codeChanged: (files) =>
    `The code of these files changed too: ${files}. Where the table above shows no rule that differs, have a developer say why.`,

  roles: {
    self: 'Patient',
    carer: 'Somebody with the patient',
    nurse: 'Nurse on the telephone',
    clinician: 'Clinician',
  },
  parts: { ask: 'Asks', simpler: 'After "not sure"', help: 'Help', why: 'Why' },
  askedBecause: 'Asked because:',
  drawings: 'Shown on demand to patients and those with them:',
  advice: {
    dispositions: 'Headlines and summaries of the last card',
    actions: 'What to do',
    notes: 'Notes on the scan',
    alternatives: 'If that scan is not possible',
    conditions: 'Suspected conditions (professionals only)',
    practicePoints: 'Practice points (professionals only)',
  },
  advisees: { self: 'Patient', nurse: 'Nurse', clinician: 'Clinician' },
  inserted: { signs: '[the answers that decided]', unknown: '[what is not known]' },
};
