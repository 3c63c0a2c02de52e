import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import * as z from 'zod';
import type { Log } from '../../machines/answerLog.ts';
import { knownFindings, questionIds } from '../../machines/findings.ts';
import { someFindings } from '../machines/arbitraries.ts';

/**
 * How long the views of a turn take, in microseconds: `npm run views -- [FOLDER…]`, each folder the machines/ of
 * another version, measured in turn with this one in the same process, since only ratios of one run mean anything.
 */
type View = (log: Log) => object;

const viewFile = z.object({ view: z.custom<View>((one) => typeof one === 'function') });
const version = async (folder: URL): Promise<View> =>
  viewFile.parse(await import(new URL('conversationView.ts', folder).href)).view;

/** Conversations as a storage gives them: a log that nobody has seen before, and one more answer to it. */
type Turn = { readonly log: string; readonly more: string };

const head = { conversation: 'c', number: 1, started: '2026-01-01T00:00:00Z', channel: 'web', language: 'en' };

function turnsOf(role: string, answers: Readonly<Record<string, string>>): readonly Turn[] {
  const entries = questionIds.flatMap((id, at) => {
    const value = answers[id];
    return value === undefined ? [] : [{ kind: 'answered', findings: { [id]: value }, at }];
  });
  return entries.map((more, index) => ({
    log: JSON.stringify({ head: { ...head, role, content: 'v' }, entries: entries.slice(0, index) }),
    more: JSON.stringify(more),
  }));
}

const quiet = {
  legWeakness: 'none',
  saddleNumbness: 'no',
  bladder: 'normal',
  bowel: 'normal',
  sensoryOrReflex: 'none',
};
const background = { legPain: 'none', cancerHistory: 'no', infection: 'no', trauma: 'none', spinalSurgery: 'no' };
const alike = ['one', 'none'].flatMap((legPain) => turnsOf('self', { ...quiet, ...background, legPain }));
const apart = fc
  .sample(someFindings(), { numRuns: 400, seed: 7 })
  .flatMap((findings) => turnsOf('nurse', { ...knownFindings(findings) }));

/** What a turn asks: the view before, the view after, and both again where they are needed again. */
function microsecondsPerTurn(view: View, turns: readonly Turn[]): number {
  const logs = turns.map(({ log, more }) => [JSON.parse(log), JSON.parse(more)]);
  const start = performance.now();
  for (const [log, more] of logs) {
    for (let times = 0; times < 3; times += 1) view(log);
    const after: Log = { head: log.head, entries: [...log.entries, more] };
    for (let times = 0; times < 3; times += 1) view(after);
  }
  return ((performance.now() - start) * 1000) / turns.length;
}

const folders = [
  new URL('../../machines/', import.meta.url),
  ...process.argv.slice(2).map((path) => pathToFileURL(`${path}/`)),
];
const versions = await Promise.all(folders.map(version));
const rounds = 15;
for (const [name, turns] of [
  ['much alike', alike],
  ['all different', apart],
] as const) {
  const times = versions.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, one] of versions.entries()) times[index]?.push(microsecondsPerTurn(one, turns));
  }
  const medians = times.map((all) => all.slice(3).toSorted((a, b) => a - b)[Math.floor((rounds - 3) / 2)] ?? 0);
  console.log(name, medians.map((median) => `${median.toFixed(0)} µs`).join('  '));
}
