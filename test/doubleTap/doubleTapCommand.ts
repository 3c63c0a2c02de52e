import { parseArgs } from 'node:util';
import { roleSchema } from '../../machines/findings.ts';
import { launchBrowser } from '../journeys/browser.ts';
import { startCauda } from '../journeys/caudaProcess.ts';
import { hands } from './handOnPage.ts';
import { tryPairs } from './pairTrial.ts';

/**
 * Every button of every kind of card, in both languages, on two phones and with a mouse: no press on what then comes to
 * lie under the hand counts as a double tap's second. `--hand`, `--language` and `--role` take a part of it, `--only` the
 * pairs whose name holds that.
 */
const { values } = parseArgs({
  options: {
    hand: { type: 'string' },
    language: { type: 'string' },
    role: { type: 'string', default: 'self' },
    only: { type: 'string' },
  },
});
const role = roleSchema.parse(values.role);
const taken = hands.filter(({ name }) => values.hand === undefined || name === values.hand);
const languages = ['en', 'es'].filter((one) => values.language === undefined || one === values.language);
if (taken.length === 0 || languages.length === 0)
  throw new Error(
    `nothing to press: --language is en or es, --hand one of ${hands.map(({ name }) => name).join(', ')}`,
  );
const [browser, cauda] = await Promise.all([
  launchBrowser(),
  startCauda({ CAUDA_EMERGENCY_NUMBER: '112', CAUDA_CHATS_PER_MINUTE: '10000' }),
]);
let [tried, wrongs] = [0, 0];
try {
  for (const hand of taken)
    for (const language of languages) {
      const began = Date.now();
      const { pairs, under, wrong } = await tryPairs({
        browser,
        url: cauda.url,
        hand,
        language,
        role,
        only: (pair) => pair.includes(values.only ?? ''),
      });
      for (const one of wrong) console.log(one);
      tried += pairs;
      wrongs += wrong.length;
      console.log(
        `${hand.name}, ${language}: ${pairs} pairs, a next button within reach in ${under}, ${wrong.length} wrong (${Math.round((Date.now() - began) / 1_000)} s)`,
      );
    }
} finally {
  await browser.close();
  await cauda.stop();
}
if (tried === 0) console.log(`No pair was tried: none has "${values.only}" in its name.`);
process.exitCode = tried > 0 && wrongs === 0 ? 0 : 1;
