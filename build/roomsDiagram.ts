import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { instance } from '@viz-js/viz';

const root = join(import.meta.dirname, '..');
const picture = join(root, '.github/images/rooms.svg');
const rooms = ['machines', 'dialogs', 'src'] as const;

/** A file's folder, of at most two names. */
const folderOf = (file: string): string => dirname(file).split('/').slice(0, 2).join('/');

/** Which folder imports from which, and by how many files. */
function arrows(): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const file of globSync(`{${rooms.join(',')}}/**/*.ts`, { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8');
    const to = new Set(
      [...text.matchAll(/^(?:import|export)\s[^;']*?\sfrom\s+'(\.[^']+\.ts)'/gm)].map(([, what = '']) =>
        folderOf(relative(root, join(root, dirname(file), what))),
      ),
    );
    for (const folder of to) {
      const arrow = `"${folderOf(file)}" -> "${folder}"`;
      if (folder !== folderOf(file)) counted.set(arrow, (counted.get(arrow) ?? 0) + 1);
    }
  }
  return counted;
}

/** The rooms as a graph in Graphviz' language: an arrow is an import, a box a folder. */
export function roomsGraph(): string {
  const found = [...arrows()].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const folders = [
    ...new Set(found.flatMap(([arrow]) => [...arrow.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name))),
  ];
  const clusters = rooms.map((room) => {
    const inside = folders.filter((folder) => folder.split('/')[0] === room).toSorted();
    return `subgraph "cluster_${room}" { label="${room}/"; style="rounded,filled"; color="#eef0f2"; ${inside.map((one) => `"${one}" [label="${one.replace(/^\w+\//, '')}"];`).join(' ')} }`;
  });
  return `digraph {
    rankdir=TB; ranksep=0.6; nodesep=0.25; bgcolor="white"; fontname="Arial"; fontsize=12;
    node [shape=box, style="rounded,filled", fillcolor="white", fontname="Arial", fontsize=11, height=0.3, color="#8a94a0"];
    edge [color="#5c667080", arrowsize=0.6];
    ${clusters.join('\n')}
    ${found.map(([arrow]) => `${arrow};`).join('\n')}
  }`;
}

/** `npm run rooms`: draws it. */
if (import.meta.main) {
  writeFileSync(picture, (await instance()).renderString(roomsGraph(), { format: 'svg', engine: 'dot' }));
  console.log('Drew the rooms: .github/images/rooms.svg');
}
