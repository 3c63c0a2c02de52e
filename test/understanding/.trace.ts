import { languageOf } from '../../dialogs/understanding/language.ts';
import { normalise } from '../../dialogs/understanding/tokens.ts';
import { openingOf, answersBetweenMarks } from '../../dialogs/understanding/wholeAnswer.ts';
import { evidenceIn } from '../../dialogs/understanding/evidence.ts';
import { withoutOverlaps } from '../../dialogs/understanding/phraseBook.ts';
import { understand } from '../../dialogs/understanding/understand.ts';
const [q, ...ts] = process.argv.slice(2);
const asked = (q === '-' ? undefined : q) as never;
const role = (process.env.R ?? 'self') as never;
for (const t of ts) {
  const L = languageOf(process.env.L ?? 'en');
  const tk = L.tokenise(normalise(t)); const w = tk.map((x) => x.word);
  console.log('##', t, '\n tokens:', w.join(' '), tk.filter(x=>x.maybeNegation).map(x=>'?'+x.word).join(' '));
  const o = openingOf(w, L); console.log(' opening', JSON.stringify(o), answersBetweenMarks(w, L).join());
  console.log(' mentions', withoutOverlaps(L.mentions.find(w)).map((m) => w.slice(m.start, m.end).join(' ') + '=' + JSON.stringify(m.means)).join('; '));
  const r = evidenceIn(tk, o, asked, role, L);
  console.log(' parts', r.parts.map((p) => `[${p.joined}${p.opensClause ? '*' : ''} c${p.clause}${p.question?'?':''}] ${w.slice(p.start, p.end).join(' ')}`).join(' | '));
  for (const e of r.evidence) console.log('  ev', e.question, e.says, e.value, 'guess', e.guess, e.certain ? 'certain' : 'DOUBT', e.whole ? 'whole' : '', '«' + w.slice(e.start, e.end).join(' ') + '»');
  console.log(' contrast', r.contrast, 'hedged', r.hedged, 'unread', r.unread);
  console.log(' →', JSON.stringify(understand(t, asked, process.env.L ?? 'en', role)));
}
