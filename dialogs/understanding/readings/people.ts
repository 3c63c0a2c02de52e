import type { Role } from '../../../machines/findings.ts';
import type { Language } from '../phrases/language.ts';
import { covers, type Span } from './spans.ts';

/** Whom words are about; the writer is named only where that is not the patient. */
export type Whose = 'patient' | 'writer' | 'another';

/**
 * Whom the words of `core` are about, by what they name themselves, what is told after them up to `until`, and else by who
 * was named before them since `from`.
 */
export function whose(
  words: readonly string[],
  from: number,
  core: Span,
  until: number,
  role: Role,
  language: Language,
): Whose {
  if (isSaidOfAnother(words, core.end, until, role, language) || namesThird(words, core, role, language))
    return 'another';
  if (namesSelf(words, core, role, language)) return 'patient';
  return nearestNamed(words, from, core.start - 1, role, language);
}

/**
 * The nearest person named before the words at `at` decides; none named means the patient. The person who writes is the
 * patient only as `self`; "my mother" is the patient when a carer writes.
 */
function nearestNamed(words: readonly string[], from: number, at: number, role: Role, language: Language): Whose {
  const { self, third, plural, patient, relatives, strangers, thinks, reports } = language.people;
  // "good evening, child", "since I was a child": no other person
  const nobody = [...language.said.smallTalk.find(words), ...language.time.longAgo.find(words)];
  for (let place = at; place >= from; place--) {
    if (covers(nobody, place)) continue;
    const word = words[place] ?? '';
    const next = words[place + 1] ?? '';
    const previous = words[place - 1] ?? '';
    if (word === ':') return 'patient'; // "the nurse tells me: …"
    if (patient.has(word)) return 'patient';
    if (relatives.has(word) || strangers.has(word)) {
      if (role === 'self') {
        if (reports.has(next)) continue; // "my wife says …"
        return 'another';
      }
      if (third.has(previous)) return 'another'; // "her mother"
      if (reports.has(next) && place < at - 2) continue;
      return relatives.has(word) && role === 'carer' ? 'patient' : 'another';
    }
    if (third.has(word)) {
      if (relatives.has(next) || strangers.has(next)) continue;
      return role !== 'self' || plural.has(word) ? 'patient' : 'another';
    }
    if (self.has(word)) {
      if (relatives.has(next) || strangers.has(next)) continue;
      if (role === 'self') return 'patient';
      if (thinks.has(next)) continue; // a carer's "I think …"
      return 'writer';
    }
  }
  return 'patient';
}

/** "The numbness was my neighbour's": whose it is, told after it, and no more told up to `until`. Only the patient's own words are read so. */
function isSaidOfAnother(
  words: readonly string[],
  from: number,
  until: number,
  role: Role,
  { clauses: { auxiliaries }, said: { small }, people: { relatives, strangers } }: Language,
): boolean {
  if (role !== 'self' || !auxiliaries.has(words[from])) return false;
  const owner = words.findIndex((word, at) => at > from && (relatives.has(word) || strangers.has(word)));
  const isSmall = (word: string): boolean => small.has(word) || auxiliaries.has(word);
  return (
    owner > from && owner < until && [...words.slice(from, owner), ...words.slice(owner + 1, until)].every(isSmall)
  );
}

/** "My wife has to lift my leg": the patient's own, whoever does it. */
const namesSelf = (words: readonly string[], { start, end }: Span, role: Role, { people }: Language): boolean =>
  role === 'self' && words.slice(start, end).some((word) => people.self.has(word));

/** "Could not feel his arse", where patients speak for themselves: somebody else's. */
function namesThird(
  words: readonly string[],
  { start, end }: Span,
  role: Role,
  { people: { third, plural, self } }: Language,
): boolean {
  const said = words.slice(start, end);
  return (
    role === 'self' && said.some((word) => third.has(word) && !plural.has(word)) && !said.some((word) => self.has(word))
  );
}
