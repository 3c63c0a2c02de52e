import {
  type Contestant,
  startAgentsEcho,
  startAgentsForm,
  startAgentsShellEcho,
  startBotbuilderEcho,
  startDirectLine,
  startDurableWaterfall,
  startFloor,
  startShellFloor,
  startTeams,
  startWaterfall,
} from './contestants.ts';
import { inWords, ratios, short, spread } from './figures.ts';
import { load, type Measured, warmUp } from './load.ts';
import { bytesPerTurn, sizesOfCauda, sizesOnTheWeb } from './stored.ts';
import { table } from './table.ts';

export type Extent = {
  readonly rounds: number;
  /** Of each measurement. */
  readonly seconds: number;
  /** Conversations on each of 16 connections before the first, for each server. */
  readonly warmUp: number;
  /** Whether typed words are measured too, beside taps. */
  readonly typed: boolean;
  readonly connections: readonly number[];
};

const reference = 'c';

/** All servers run at once and are measured in turn, round after round, so that each round's ratios share its noise. */
export async function compare(extent: Extent, say: (line: string) => void): Promise<void> {
  const sizes = await sizesOfCauda();
  const onTheWeb = await sizesOnTheWeb();
  say(
    `${extent.rounds} rounds of ${extent.seconds} s each, on loopback. The Bot Framework's tokens are asked of none, Direct Line's of all.`,
  );
  say(`(f) stores ${sizes.row} and answers ${sizes.answer} bytes a turn, as (a) does;`);
  say(`(i) stores ${onTheWeb.row} and pushes ${onTheWeb.answer} bytes, as (b) does.\n`);
  const contestants = await Promise.all([
    startTeams(),
    ...(extent.typed ? [startTeams('typed')] : []),
    startDirectLine(),
    startBotbuilderEcho(),
    startWaterfall(),
    startAgentsEcho(),
    startFloor(sizes),
    startDurableWaterfall(),
    startAgentsForm(),
    startShellFloor(onTheWeb),
    startAgentsShellEcho(),
  ]);
  for (const one of contestants) {
    const client = one.client(16);
    await warmUp(client, 16, extent.warmUp);
    await client.close();
  }

  for (const connections of extent.connections) {
    const results = new Map<string, Measured[]>(contestants.map(({ id }) => [id, []]));
    for (let round = 0; round < extent.rounds; round += 1) {
      for (const one of rotated(contestants, round)) {
        results.get(one.id)?.push(await measure(one, connections, extent.seconds));
      }
    }
    say(speedTable(contestants, results, connections));
  }
  say(await weightTable(contestants));
}

async function measure(one: Contestant, connections: number, seconds: number): Promise<Measured> {
  const client = one.client(connections);
  const measured = await load(one.server, client, connections, seconds);
  await client.close();
  return measured;
}

/** Each round begins with another one, so that none always follows the same. */
const rotated = <One>(all: readonly One[], by: number): readonly One[] =>
  all.map((_, index) => all[(index + by) % all.length]).filter((one) => one !== undefined);

type Results = ReadonlyMap<string, readonly Measured[]>;

function speedTable(contestants: readonly Contestant[], results: Results, connections: number): string {
  const of = (id: string, what: keyof Measured): readonly number[] => results.get(id)?.map((one) => one[what]) ?? [];
  const against = (id: string, what: keyof Measured, other = reference): string =>
    inWords(ratios(of(id, what), of(other, what)));
  const rows = contestants.map(({ id, name }) => [
    `(${id}) ${name}`,
    ...(['turnsPerSecond', 'p50', 'p99', 'cpuPerTurn'] as const).map((what) => against(id, what)),
    short(spread(of(id, 'clientBusy')).median),
  ]);
  const median = (what: keyof Measured): string => short(spread(of(reference, what)).median);
  return [
    `${connections} connection${connections === 1 ? '' : 's'}, as ratios to (${reference}): median (least–most) of the rounds`,
    table(['', 'turns/s', 'p50', 'p99', 'CPU a turn', 'client busy'], rows),
    ...marks.flatMap(({ of: ours, to, what, wanted }) =>
      results.has(ours) && results.has(to)
        ? [
            mark(what, ratios(of(ours, 'turnsPerSecond'), of(to, 'turnsPerSecond')), wanted),
            `         by CPU a turn: ${inWords(ratios(of(to, 'cpuPerTurn'), of(ours, 'cpuPerTurn')))}`,
          ]
        : [],
    ),
    `For orientation, (${reference}) here: ${median('turnsPerSecond')} turns/s, p50 ${median('p50')} ms, ${median('cpuPerTurn')} ms CPU a turn.`,
    '',
  ].join('\n');
}

const marks = [
  { of: 'a', to: 'c', what: 'Teams path to botbuilder echo', wanted: 0.8 },
  { of: 'a′', to: 'c', what: 'typed words to botbuilder echo', wanted: 0.5 },
  { of: 'a', to: 'g', what: 'Teams path to a durable waterfall with cards, botbuilder', wanted: 1.5 },
  { of: 'a', to: 'h', what: 'Teams path to a durable form with cards, Agents SDK', wanted: 1.5 },
  { of: 'b', to: 'i', what: 'Direct Line to the floor with two frames', wanted: 0.35 },
  { of: 'b', to: 'j', what: 'Direct Line to the Agents SDK echo in the same shell', wanted: 0.4 },
] as const;

const mark = (what: string, found: ReturnType<typeof spread>, wanted: number): string =>
  `${found.median >= wanted ? 'reached' : 'MISSED '}  ${what}, ${wanted} wanted: ${inWords(found)}`;

/** Ends the servers, and says what they weighed. */
async function weightTable(contestants: readonly Contestant[]): Promise<string> {
  const weighed: { one: Contestant; resident: number; stored: number | undefined }[] = [];
  for (const one of contestants) {
    const { resident } = await one.server.usage('after collection');
    await one.server.stop();
    weighed.push({ one, resident, stored: bytesPerTurn(one.folder) });
    one.remove();
  }
  const base = weighed.find(({ one }) => one.id === reference)?.resident ?? Number.NaN;
  const rows = weighed.map(({ one, resident, stored }) => [
    `(${one.id}) ${one.name}`,
    short(resident / base),
    stored === undefined ? 'none' : stored.toFixed(0),
  ]);
  return table(['', `memory, ratio to (${reference})`, 'bytes stored a turn'], rows);
}
