import { parseArgs } from 'node:util';
import { startBotbuilderEcho, startDirectLine, startTeams } from './contestants.ts';
import { type Cost, costsIn, profileSchema } from './costs.ts';
import { load, warmUp } from './load.ts';
import { table } from './table.ts';

/**
 * `npm run profile` says where a turn's time goes, to the function, as parts of what the server's one thread does; `--
 * typed`, `-- directLine` and, to compare, `-- echo`. The parts hold also on a busy machine; the looking costs some itself.
 */
const starts = {
  teams: (options: readonly string[]) => startTeams('tapped', options),
  typed: (options: readonly string[]) => startTeams('typed', options),
  directLine: startDirectLine,
  echo: startBotbuilderEcho,
} as const;

const isPath = (text: string): text is keyof typeof starts => Object.hasOwn(starts, text);
const { positionals } = parseArgs({ allowPositionals: true });
const [path = 'teams'] = positionals;
if (!isPath(path)) throw new Error(`there is no path “${path}”, only ${Object.keys(starts).join(', ')}`);

const connections = 16;
const seconds = 6;
const mostLines = 45;

const one = await starts[path](['--import', new URL('./profiledProcess.ts', import.meta.url).href]);
const client = one.client(connections);
await warmUp(client, connections, 60);
await one.server.ask('begin profile');
const { turnsPerSecond } = await load(one.server, client, connections, seconds);
const costs = costsIn(profileSchema.parse(await one.server.ask('end profile')));
await client.close();
await one.server.stop();
one.remove();

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const part = (microseconds: number): string => `${((100 * microseconds) / costs.busy).toFixed(1)} %`;
const lines = (what: string, all: readonly Cost[]): string =>
  table(
    [what, 'of its time'],
    all.slice(0, mostLines).map(({ who, microseconds }) => [who, part(microseconds)]),
  );

say(`${one.name}: ${turnsPerSecond.toFixed(0)} turns a second under the profiler.\n`);
say(lines('whose code runs', costs.byPart));
say(`\n${lines('function of ours, with what it calls of others', costs.byFunction)}`);
say(`\n${lines('function of ours, with all that it calls', costs.whole)}`);
