import { readFileSync, writeFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import { contentVersion } from '../dialogs/contentVersion.ts';
import { commandOptions } from './commandOptions.ts';
import { takeOwnContent } from './ownContent.ts';
import { pathwayDiagram } from './pathwayDiagram.ts';
import { type Snapshot, snapshotSchema } from './reviewPack/contentSnapshot.ts';
import { runProof } from './reviewPack/proof.ts';
import { reviewPack } from './reviewPack/reviewPack.ts';
import { packIn, packLanguages } from './reviewPack/words/packLanguages.ts';

const usage = `Writes the review pack for a clinician: one HTML page.
  --out FILE        where to (review-pack.html)
  --language xx     what it is written in: ${packLanguages.join(' or ')} (en); the bot's own words are shown in all languages
  --since FILE      the pack that was signed last, to show what changed since
  --without-proof   do not run the tests of the engine (the pack says so)`;

/** The content that a pack carries. Throws for a file that is no review pack. */
export function contentOf(pack: string): Snapshot {
  const [, json] = /<script type="application\/json" id="content">(.*?)<\/script>/s.exec(pack) ?? [];
  if (json === undefined) throw new Error('it is no review pack: it carries no content');
  return snapshotSchema.parse(JSON.parse(json));
}

async function main(): Promise<void> {
  const values = commandOptions({
    out: { type: 'string', default: 'review-pack.html' },
    language: { type: 'string', default: 'en' },
    since: { type: 'string' },
    'without-proof': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  if (values.help) return void process.stdout.write(`${usage}\n`);
  const pack = packIn(values.language);
  takeOwnContent();
  const signed = values.since === undefined ? undefined : contentOf(readFileSync(values.since, 'utf8'));
  if (!values['without-proof'])
    process.stdout.write('Running the tests of the engine; this takes a minute or more …\n');
  const page = reviewPack({
    pack,
    written: new Date().toISOString().slice(0, 10),
    pathway: await pathwayDiagram(pack),
    proof: values['without-proof'] ? undefined : runProof(),
    signed,
  });
  writeFileSync(values.out, page);
  process.stdout.write(
    `Wrote ${values.out}, of content ${contentVersion}. Open it in a browser, and print it from there.\n`,
  );
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    process.stderr.write(
      `No review pack was written: ${isNativeError(error) ? error.message : String(error)}\n\n${usage}\n`,
    );
    process.exitCode = 1;
  });
}
