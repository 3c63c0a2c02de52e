// Runs hosts one after the other in one process, since loading botbuilder takes longer than most of them: what each prints.
import { format } from 'node:util';

const printed = {};
const { log } = console;
for (const file of process.argv.slice(2)) {
  const lines = [];
  console.log = (...what) => lines.push(format(...what));
  await import(`./${file}`);
  // A host in CommonJS has no end that one could wait for: it prints when it is done.
  while (lines.length === 0) await new Promise((done) => setTimeout(done, 5));
  printed[file] = `${lines.join('\n')}\n`;
}
log(JSON.stringify(printed));
