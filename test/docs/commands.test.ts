import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import packageJson from '../../package.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/*.md', '{build,deploy,dialogs,test}/**/*.md'], { cwd: root }).map(
  (page) => [page, readFileSync(join(root, page), 'utf8')] as const,
);
/** The lines of the pages' shell blocks. */
const shellLines = pages.flatMap(([page, text]) =>
  [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
      .map((line) => [page, line] as const),
  ),
);
/** Those that give an answer by themselves; what installs, starts or builds has tests of its own. */
const commands = shellLines
  .map(([, line]) => line)
  .filter((line) => /^echo .*\| npm run -s (answer|understand)/.test(line));

test('no page has its reader start TypeScript by a Node of his own, which may be too old for it', () => {
  for (const [page, text] of pages) expect([page, text.match(/\bnode [^\s`]*\.ts\b/g)]).toEqual([page, null]);
});

/** Scripts that pages name and that no test or CI job runs as they stand, each with why. */
const byHand: Readonly<Record<string, string>> = {
  ablation: 'an hour',
  accessibility: 'every state in a browser, many minutes; test/accessibility walks some',
  backup: 'one call of what test/src/storage/backup.test.ts tries',
  bench: 'wants a quiet machine',
  benign: 'minutes; understand.properties.test.ts says some of its lines',
  'call-figures': 'counts what docs/desk.md tells',
  chaos: 'minutes to hours; test/chaos runs one conversation of it',
  cluster: 'a whole PostgreSQL with several servers',
  dictionary: 'makes a new stored dictionary',
  'double-taps': 'many minutes; test/journeys/doubleTap.test.ts presses some',
  firefox: 'needs a Firefox',
  format: 'changes files; check says the same',
  fuzz: 'as long as it is told; test/fuzz runs some',
  golden: 'writes logs of a release',
  guides: 'the whole suite once more',
  lforms: 'packages of its own',
  likelihoods: 'changes files; npm run guides runs it in a copy',
  mutate: 'hours',
  'needless-phrases': 'a report, for who prunes a lexicon',
  overload: 'wants a quiet machine',
  playground: 'does not end; test/journeys/playground.test.ts opens it',
  profile: 'wants a quiet machine',
  release: 'what try-release, which CI runs, begins with',
  'slow-phone': 'wants a quiet machine',
  screenshots: 'changes the pictures of the README',
  restore: 'one call of what test/src/storage/backup.test.ts tries',
  soak: 'half an hour',
  views: 'wants a quiet machine',
  'word-lists': 'changes files, after a dictionary was updated',
};

/** By another name than that of their file. */
const otherwise = new Map([
  ['check', 'npm test begins with it'],
  ['answer', 'below'],
  ['score', 'test/understanding/score.test.ts'],
  ['chat', 'below'],
]);

test('a page names every script, and each is run by a test or by CI, or it is said here why not', () => {
  const named = new Set(
    pages.flatMap(([, text]) => [...text.matchAll(/npm run (?:-s )?([a-z-]+)/g)].map(([, name = '']) => name)),
  );
  const run = [...globSync('test/**/*.test.ts', { cwd: root }), '.github/workflows/ci.yml']
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const scripts: Readonly<Record<string, string>> = packageJson.scripts;
  const isRun = (name: string): boolean => {
    const [, program = ''] = /([\w/]+)\.[jt]s$/.exec(scripts[name] ?? '') ?? [];
    return (
      run.includes(`npm run ${name}`) ||
      run.includes(`npm run -s ${name}`) ||
      (program !== '' && (run.includes(`${program}.ts`) || run.includes(`${program}.js`)))
    );
  };
  // npm calls these itself, or by a name of its own.
  const npms = ['start', 'test', 'preinstall'];
  expect(Object.keys(scripts).filter((name) => !named.has(name) && !npms.includes(name))).toEqual([]);
  expect([...named].filter((name) => !isRun(name) && !otherwise.has(name) && byHand[name] === undefined)).toEqual([]);
  expect(Object.keys(byHand).filter((name) => !(name in scripts))).toEqual([]);
});

/** Lines of shell blocks, by the test that follows them. */
const followed: readonly (readonly [RegExp, string])[] = [
  [/^echo .*npm run -s (answer|understand)|^npm run -s chat$/, 'test/docs/commands.test.ts'],
  [/^npm ci( && npm start)?$|^npm test$|^npm run check$/, '.github/workflows/ci.yml'],
  [/^npm run dev$/, 'test/docs/dev.test.ts'],
  [/^npm run format$/, 'test/docs/guidesCommand.ts'],
  [/^npm run (package|settings-table|likelihoods)$|^npm pack |^npm install .*cauda-/, 'test/build/npmPackage.test.ts'],
  [/^curl |^CAUDA_TEXT_KEY=/, 'test/docs/channelGuide.test.ts'],
  [/^npm run (backup|restore) /, 'test/src/storage/backup.test.ts'],
  [/^pg_(dump|restore|basebackup) /, 'test/src/storage/postgresBackup.test.ts'],
  [/^npm run teams-package |^ +--developer/, 'test/manifest/package.test.ts'],
  [/npm run -s (review-pack|doctor)\b/, 'test/docs/governanceGuide.test.ts'],
  [/\bCAUDA_CONTENT=content |^(mkdir|cp|rm|mv) .*\bcontent\//, 'test/docs/languageGuide.test.ts'],
  [/^npm run diagram$|^npm test -- |^npm run review-pack$/, 'test/docs/guidesCommand.ts'],
  [/^CAUDA_\w+=/, 'test/docs/teamsGuide.test.ts'],
];

test('every line of a shell block belongs to a test that follows it', () => {
  expect(shellLines.filter(([, line]) => !followed.some(([form]) => form.test(line)))).toEqual([]);
  expect(followed.filter(([, path]) => !existsSync(join(root, path)))).toEqual([]);
});

test('what the guides pipe into a command is answered', () => {
  expect(commands.length).toBeGreaterThanOrEqual(2);
  for (const command of commands) {
    const said = execFileSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect([command, JSON.parse(said)]).toEqual([command, expect.not.objectContaining({ error: expect.anything() })]);
  }
}, 60_000);

test('the chat in a terminal asks its first question, and hears an answer', () => {
  const said = execFileSync('bash', ['-c', "printf 'no weakness\\nstop\\n' | npm run -s chat"], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(said).toMatch(/leg or foot weaker[\s\S]*between your legs/);
}, 60_000);
