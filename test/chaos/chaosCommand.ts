import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { oneServer } from './oneServer.ts';
import { type Report, run } from './run.ts';
import { twoServers } from './twoServers.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: randomBytes(4).toString('hex') },
    conversations: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '100' },
    'at-once': { type: 'string', default: '48' },
    only: { type: 'string' },
  },
});

const scenarios = [
  { short: 'sqlite', name: 'one server on SQLite', deploy: oneServer },
  { short: 'postgres', name: 'two servers on PostgreSQL', deploy: twoServers },
];

function reported(name: string, { conversations, harms, counts, problems }: Report, seconds: number): string {
  const lines = counts.all().map(([what, times]) => `  ${String(times).padStart(8)}  ${what}`);
  return [
    `${name}: ${conversations} conversations, broken ${harms} times, ${seconds} s`,
    ...lines,
    problems.length === 0
      ? '  No acknowledged answer is missing, none is there twice, the order is kept, and each conversation ended as "answer" says.'
      : `  ${problems.length} PROBLEMS`,
    ...problems.slice(0, 50).map((problem) => `  - ${problem}`),
  ].join('\n');
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

print(`seed ${values.seed}   (again: npm run chaos -- --seed ${values.seed})`);
print(
  'The seed decides who talks, what each says and does at each step, and after how many messages something breaks.\n' +
    'Which request is under way when it breaks, and which of two posts at once is first, no seed decides.',
);
for (const { short, name, deploy } of scenarios) {
  if (values.only !== undefined && values.only !== short) continue;
  const deployment = await deploy();
  const begun = Date.now();
  try {
    const wanted = {
      seed: values.seed,
      conversations: Number(values.conversations),
      harms: Number(values.kills),
      atOnce: Number(values['at-once']),
    };
    const report = await run(wanted, deployment, (line) => print(`  … ${line}`));
    print(reported(name, report, Math.round((Date.now() - begun) / 1000)));
    if (report.problems.length > 0) process.exitCode = 1;
  } finally {
    await deployment.remove();
  }
}
