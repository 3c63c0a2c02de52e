import { parseArgs } from 'node:util';
import { launchBrowser } from '../journeys/browser.ts';
import { startCauda } from '../journeys/caudaProcess.ts';
import { chatWalks } from './chatWalks.ts';
import { deskWalks } from './deskWalks.ts';
import { exceptions } from './exceptions.ts';
import { signedInWalks } from './signedInWalks.ts';
import { siteWalks } from './siteWalks.ts';
import { sizeWalks } from './sizeWalks.ts';
import { faults, type Language, type Seen, type Walk, walked } from './walk.ts';

/** Every state in both languages, one light and one dark, by both engines and the validator. `--only NAME` takes the walks of that name. */
const { values } = parseArgs({ options: { only: { type: 'string' }, language: { type: 'string' } } });
const spoken: readonly Language[] = ['en', 'es'];
const languages = spoken.filter((one) => values.language === undefined || one === values.language);
const every = [...chatWalks, ...siteWalks, ...deskWalks, ...signedInWalks, ...sizeWalks];
const walks = every.filter(({ name }) => values.only === undefined || name === values.only);
if (languages.length === 0 || walks.length === 0)
  throw new Error(`nothing to walk: --language is en or es, --only one of ${every.map(({ name }) => name).join(', ')}`);
const [browser, cauda] = await Promise.all([launchBrowser(), startCauda({ CAUDA_EMERGENCY_NUMBER: '112' })]);
const seen: Seen[] = [];
const broken: string[] = [];
async function take(walk: Walk, language: Language): Promise<void> {
  const own = await walk.server?.();
  try {
    seen.push(...(await walked(walk, { browser, url: (own ?? cauda).url, language })));
  } catch (error) {
    broken.push(`${walk.name} (${language}): ${String(error)}`);
  } finally {
    await own?.stop();
  }
}
try {
  for (const language of languages) for (const walk of walks) await take(walk, language);
} finally {
  await browser.close();
  await cauda.stop();
}
const found = faults(seen);
for (const line of [...broken, ...found]) console.log(line);
const used = new Set(seen.flatMap(({ findings }) => findings.map(({ excepted }) => excepted)));
for (const [at, { engine, rule, elements }] of exceptions.entries())
  if (!used.has(at)) console.log(`Not needed: ${engine} ${rule} for ${elements}`);
console.log(`${seen.length} states, ${found.length} findings, ${broken.length} walks that did not get through`);
process.exitCode = found.length + broken.length === 0 ? 0 : 1;
