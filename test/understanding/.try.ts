import { readFileSync } from 'node:fs';
import { understand } from '../../dialogs/understanding/understand.ts';
import { understood } from '../../src/understandCommand.ts';
for (const line of readFileSync(process.argv[2]!, 'utf8').split('\n').filter(Boolean)) {
  const [q, text, role] = line.split('\t');
  const asked = (q === '-' ? undefined : q) as never;
  const h = understand(text!, asked, process.env.L ?? 'en', (role ?? 'self') as never);
  const u = understood(h, asked);
  console.log(`${q!.slice(0,10).padEnd(10)} ${u.kind === 'answer' ? '' : u.kind} ${u.value ?? ''}${u.command ?? ''} ${u.findings ? JSON.stringify(u.findings) : ''} ${'guess' in h && h.guess ? '(guess ' + Object.values(h.guess) + ')' : ''}\t«${text}»${role ? ' [' + role + ']' : ''}`);
}
