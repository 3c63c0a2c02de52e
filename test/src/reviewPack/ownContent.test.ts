import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { takeContent } from '../../../dialogs/content/deploymentContent.ts';
import { contentVersion } from '../../../dialogs/contentVersion.ts';
import { reviewPack } from '../../../src/reviewPack/reviewPack.ts';
import { packIn } from '../../../src/reviewPack/words/packLanguages.ts';
import { contentOf } from '../../../src/reviewPackCommand.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';

test("a deployment's pack shows the deployment's words, and is signed by their hash", () => {
  const before = contentVersion;
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'texts'));
  const help = 'Pregunte en San Elsewhere si duda.';
  writeFileSync(join(folder, 'texts/es.json'), JSON.stringify({ questions: { legPain: { help } } }));
  takeContent(folder);
  const now = { written: '2026-11-25', pathway: '<svg></svg>', proof: undefined, signed: undefined };
  const page = reviewPack({ pack: packIn('es'), ...now });
  const shown = page.slice(0, page.indexOf('id="content"'));
  expect(contentVersion).not.toBe(before);
  expect([shown.includes(help), shown.includes(before), shown.includes(`"hash": "${contentVersion}"`)]).toEqual([
    true,
    false,
    true,
  ]);
  expect(contentOf(page).version).toBe(contentVersion);
});
