import { z } from 'zod';

const nodeSchema = z.object({
  id: z.number(),
  callFrame: z.object({ functionName: z.string(), url: z.string() }),
  children: z.array(z.number()).default([]),
});

/** What V8 noted: which function ran at each look, and microseconds since the look before. */
export const profileSchema = z.object({
  nodes: z.array(nodeSchema),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});
export type Profile = z.infer<typeof profileSchema>;
type Frame = z.infer<typeof nodeSchema>['callFrame'];

/** Who had the thread, and for how many microseconds. */
export type Cost = { readonly who: string; readonly microseconds: number };
export type Costs = {
  readonly busy: number;
  /** Each function of ours with all that it calls of others, up to the next of ours; what is nobody's of ours by library. */
  readonly byFunction: readonly Cost[];
  /** Each with all that it calls, ours too; so they add up to more than the whole. */
  readonly whole: readonly Cost[];
  /** What ran itself, by library, folder of ours or part of node. */
  readonly byPart: readonly Cost[];
};

/** Where the time on a process's one thread went. Pure. What it waited for is no cost. */
export function costsIn({ nodes, samples, timeDeltas }: Profile): Costs {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const parents = new Map(nodes.flatMap(({ id, children }) => children.map((child) => [child, id] as const)));
  const [byFunction, whole, byPart] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  let busy = 0;

  samples.forEach((id, at) => {
    const took = timeDeltas[at] ?? 0;
    const stack: Frame[] = []; // the innermost first
    for (let node: number | undefined = id; node !== undefined; node = parents.get(node)) {
      const frame = frames.get(node);
      if (frame !== undefined) stack.push(frame);
    }
    const [innermost] = stack;
    if (innermost === undefined || notWork.has(innermost.functionName)) return;
    if (stack.some(({ url }) => url === 'node:inspector')) return; // the looking itself
    busy += took;
    add(byPart, partOf(stack), took);
    const nearest = stack.find((frame) => ownFile(frame) !== undefined);
    add(byFunction, nearest === undefined ? partOf(stack) : nameOf(nearest), took);
    for (const name of new Set(stack.filter((frame) => ownFile(frame) !== undefined).map(nameOf)))
      add(whole, name, took);
  });
  return { busy, byFunction: sorted(byFunction), whole: sorted(whole), byPart: sorted(byPart) };
}

/** `(program)` is V8's own work, and work. */
const notWork = new Set(['(idle)', '(root)']);

/** Path of a file of ours from the top of the repository. */
const ownFile = ({ url }: Frame): string | undefined =>
  url.includes('/node_modules/') ? undefined : /\/((?:src|dialogs|machines)\/[^?]+)$/.exec(url)?.[1];

const nameOf = (frame: Frame): string => `${frame.functionName || '(nameless)'} ${ownFile(frame) ?? ''}`;

/** Whose code it is; what node does natively, it does for whoever calls. */
function partOf(stack: readonly Frame[]): string {
  const [innermost] = stack;
  if (innermost?.functionName === '(garbage collector)') return 'garbage collector';
  const caller = stack.find(({ url }) => url !== '');
  if (caller === undefined) return 'node, natively';
  const library = /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(caller.url)?.[1];
  return (
    library ??
    ownFile(caller)?.replace(/\/[^/]+$/, '/') ??
    caller.url.replace(/^node:(?:internal\/)?(\w+).*$/, 'node:$1')
  );
}

const add = (sums: Map<string, number>, who: string, took: number): void =>
  void sums.set(who, (sums.get(who) ?? 0) + took);

const sorted = (sums: ReadonlyMap<string, number>): readonly Cost[] =>
  [...sums].map(([who, microseconds]) => ({ who, microseconds })).toSorted((a, b) => b.microseconds - a.microseconds);
