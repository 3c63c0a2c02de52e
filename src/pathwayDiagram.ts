import { writeFileSync } from 'node:fs';
import { instance } from '@viz-js/viz';
import { z } from 'zod';
import { questionText } from '../dialogs/texts.ts';
import { isQuestionId } from '../machines/findings.ts';
import { question } from '../machines/questions.ts';
import { triageMachine } from '../machines/triageMachine.ts';
import { packIn } from './reviewPack/words/packLanguages.ts';
import type { Pack, PackWords } from './reviewPack/words/packWords.ts';

const picture = new URL('../.github/images/pathway.svg', import.meta.url);

/** A guard as the machine names it: alone, with params, or several joined by `and`. */
const guardSchema = z.union([
  z.string(),
  z.object({ type: z.string() }),
  z.custom<{ guards: readonly unknown[] }>((guard) => typeof guard === 'function' && 'guards' in guard),
]);

function wordsOf(guard: unknown, edges: PackWords['edges']): string {
  const parsed = guardSchema.safeParse(guard);
  if (!parsed.success) return '';
  if (typeof parsed.data === 'string') return edges[parsed.data] ?? parsed.data;
  if ('guards' in parsed.data)
    return parsed.data.guards
      .map((one) => wordsOf(one, edges))
      .filter(Boolean)
      .join(', ');
  return edges[parsed.data.type] ?? parsed.data.type;
}

const stateSchema = z.enum(['known', 'emergency', 'finished']);
const label = (state: string, { language, words }: Pack): string =>
  isQuestionId(state)
    ? questionText({ language, role: 'clinician' }, state, 'label')
    : words.states[stateSchema.parse(state)];

const colours = { 'red flags': '#fde2e1', background: '#fdf3d8', 'MRI safety': '#dfeefb', other: '#eef0f2' };

/** The pathway as a picture, drawn from the machine itself. */
export async function pathwayDiagram(pack = packIn('en')): Promise<string> {
  const { edges: edgeWords, states: stateWords } = pack.words;
  const states = Object.values(triageMachine.root.states);
  const nodes = states.map(({ key }) => {
    const fill = isQuestionId(key) ? colours[question(key).section] : colours.other;
    const shape = isQuestionId(key) ? 'box' : 'oval';
    return `"${key}" [label="${label(key, pack)}", shape=${shape}, style="filled,rounded", fillcolor="${fill}"];`;
  });
  const edges = states.flatMap((state) =>
    (state.always ?? []).flatMap((transition) =>
      (transition.target ?? []).map(
        (target) => `"${state.key}" -> "${target.key}" [label="  ${wordsOf(transition.guard, edgeWords)}  "];`,
      ),
    ),
  );
  const events = [`"emergency" -> "known" [label="  ${stateWords.continue}", style=dashed];`];
  const style = [
    'ranksep=0.25; nodesep=0.5; bgcolor="white"; margin=0.15; fontname="Arial";',
    'node [fontname="Arial", fontsize=11, height=0.32, margin="0.2,0.04", color="#8a94a0"];',
    'edge [fontname="Arial", fontsize=10, color="#5c6670", arrowsize=0.7];',
  ];
  const graph = `digraph { ${[...style, ...nodes, ...edges, ...events].join('\n')} }`;
  return (await instance()).renderString(graph, { format: 'svg', engine: 'dot' });
}

if (import.meta.main) {
  writeFileSync(picture, await pathwayDiagram());
  console.log('Drew the pathway: .github/images/pathway.svg');
}
