import { claim } from '../../machines/sources.ts';
import { type Html, html } from './html.ts';

/** What only people can write: use, limits, disputes. Everything else in the pack is computed from the program. */
export const intendedUse = (): Html => html`
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
    <li>${claim('notLookedFor').says} The safety net on the card names some of their signs.</li>
    <li>It relies on what people say of themselves. It does not examine, and it cannot see that an answer is wrong.</li>
  </ul>
  <p>Please judge: would you be content with this advice for the next hundred people who call your hotline? What is
    missing, too much, or worded so that a patient would misunderstand it?</p>`;

export const disputedChapter = (): Html => html`
  <p>What is said here about practice elsewhere is general knowledge; nothing of it is quoted.</p>
  <p><strong>Pain down both legs alone (rule E9).</strong> ${claim('bothLegsPainCanPrecede').says} Some units send
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
  <h3>Decisions of our own, which you may want otherwise</h3>`;

export const notVerified: readonly string[] = [
  'The article that the pathway follows numbers its references 1 to 5 without listing them; they were not read. Figures are given as the article gives them.',
  'The rating tables of variants 3 to 7 of the ACR criteria: their categories were taken from the summary for patients (see the chapter on the criteria).',
  'The UK pathway for suspected cauda equina syndrome (GIRFT, 2023) and NICE NG234: only descriptions were read, so no hours of theirs are printed.',
  'The ratings of ACR variant 6 (thin bones, steroids, older people) stand in the summary for patients only; the way to use X-ray first is not theirs.',
  'No clinician has reviewed the content before this pack, and it was never compared with the outcomes of real patients.',
];

export const howToSign = (version: string): Html => html`
  <p>To sign, have this saved as <code>sign-off.json</code> beside this pack, with your name, role and the date:</p>
  <pre>{
  "name": "…",
  "role": "…",
  "date": "…",
  "hash": "${version}"
}</pre>
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
  </tbody></table>`;
