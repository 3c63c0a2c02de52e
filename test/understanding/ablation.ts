/**
 * What each mechanism of understanding earns: switches it off in a copy of the sources and scores the kept sets again.
 * `npm run -s ablation [FILE…]` prints a line each: how many sentences more or fewer are right, one tap away, asked again
 * and believed wrongly without it. What earns nothing goes. Ends with the lines of TypeScript and of the lexicons. There are
 * some 170, each takes the time of a score: half an hour or more.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { temporaryFolder } from '../temporaryFolder.ts';
import { mechanisms, room } from './mechanisms.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scoreSchema = z.record(z.string(), z.number());
type Score = z.infer<typeof scoreSchema>;

const scratch = temporaryFolder();
try {
  for (const folder of ['dialogs', 'machines', 'src', 'test/understanding', 'package.json'])
    cpSync(join(root, folder), join(scratch, folder), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'));
  const all = score();
  console.log(
    `${'with everything'.padEnd(44)} ${Object.entries(all)
      .map(([verdict, count]) => `${verdict} ${count}`)
      .join(', ')}`,
  );
  for (const { name, file, on, off } of mechanisms) {
    const path = join(scratch, room, file);
    const source = readFileSync(path, 'utf8');
    if (!source.includes(on)) throw new Error(`mechanisms.json: "${name}" is no longer in ${file}`);
    writeFileSync(
      path,
      source.replace(on, () => off),
    );
    const without = score();
    writeFileSync(path, source);
    const changes = Object.entries(without).flatMap(([verdict, count]) => {
      const more = count - (all[verdict] ?? 0);
      return more === 0 ? [] : [`${verdict} ${more > 0 ? '+' : ''}${more}`];
    });
    console.log(`without ${name.padEnd(36)} ${changes.length > 0 ? changes.join(', ') : 'nothing changes'}`);
  }
} finally {
  rmSync(scratch, { recursive: true });
}
for (const kind of ['ts', 'json']) {
  const lines = globSync(`${room}/**/*.${kind}`, { cwd: root }).map(
    (file) => readFileSync(join(root, file), 'utf8').split('\n').length - 1,
  );
  console.log(`${lines.reduce((sum, each) => sum + each, 0)} lines of ${kind}`);
}

function score(): Score {
  const files = process.argv.slice(2);
  const run = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(scratch, 'test/understanding/score.ts'), '--json', ...files],
    { cwd: scratch, encoding: 'utf8' },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  return scoreSchema.parse(JSON.parse(run.stdout));
}
