import { covers, range, type Span } from '../words/spans.ts';
import type { Message } from './message.ts';

/** Whom words are about; the writer is named only where that is not the patient. */
export type Whose = 'patient' | 'writer' | 'another';

/**
 * Whom the words of `core` are about, by what they name themselves, what is told after them up to `until`, and else by who
 * was named before them since `from`.
 */
export function whose(message: Message, from: number, core: Span, until: number): Whose {
  const owner = ownerTold(message, core.end, until);
  if (message.role === 'self') {
    if (owner === 'another') return 'another';
    if (namesSelf(message, core)) return 'patient';
  } else if (owner !== undefined) return owner;
  return nearestNamed(message, from, core.start - 1);
}

/**
 * The nearest person named before the words at `at` decides; none named means the patient. The person who writes is the
 * patient only as `self`; "my mother" is the patient when a carer writes.
 */
function nearestNamed({ words, mentions, role, language }: Message, from: number, at: number): Whose {
  const { self, possessive, third, plural, patient, relatives, strangers, reports } = language.people;
  // "my wife says …", "his son has noticed …": a source, and no owner of what follows
  const isSource = (person: number): boolean => reports.find(words).some(({ start }) => start === person + 1);
  const isOwnPart = (start: number): boolean =>
    mentions.some((each) => each.start === start) ||
    language.sides.find(words).some((each) => each.start === start) ||
    language.said.small.has(words[start]);
  const known = language.people.known.find(words); // "my old man", "the bloke next door"
  const namesPatient = words.some((word) => patient.has(word) || relatives.has(word));
  for (let place = at; place >= from; place--) {
    const word = words[place] ?? '';
    const next = words[place + 1] ?? '';
    const previous = words[place - 1] ?? '';
    if (patient.has(word)) return 'patient';
    const acquaintance = known.find(({ end }) => end === place + 1);
    if (acquaintance || relatives.has(word) || strangers.has(word)) {
      if (isSource(place)) continue;
      if (role === 'self' || third.has(previous)) return 'another'; // "her mother"
      const isTheirs =
        relatives.has(word) || (possessive.has(acquaintance ? words[acquaintance.start] : previous) && !namesPatient); // a carer's "my neighbour"
      return isTheirs && role === 'carer' ? 'patient' : 'another';
    }
    if (third.has(word)) {
      if (relatives.has(next) || strangers.has(next)) continue;
      return role !== 'self' || plural.has(word) ? 'patient' : 'another';
    }
    if (self.has(word)) {
      if (relatives.has(next) || strangers.has(next) || known.some(({ start }) => start === place)) continue;
      if (role === 'self') return 'patient';
      // "my old man can't …", but a carer's "my back"
      if (role === 'carer' && possessive.has(word) && !isOwnPart(place + 1)) return 'patient';
      return 'writer';
    }
  }
  return 'patient';
}

/**
 * "The numbness was my neighbour's", "the one with a weak leg is me": whose it is, told after it, and no more told up to
 * `until`. Of two relatives that a carer names when asked, either may be the patient.
 */
function ownerTold({ words, taken, role, asked, language }: Message, from: number, until: number): Whose | undefined {
  const { self, relatives, strangers, owns } = language.people;
  const isPassed = (at: number): boolean => covers(taken, at) || language.said.small.has(words[at]);
  const told = owns.find(words).find(({ start }) => start >= from && range(from, start).every(isPassed));
  if (told === undefined) return undefined;
  const isPerson = (word: string): boolean => relatives.has(word) || strangers.has(word);
  const isWriter = role !== 'self' && self.has(words[told.end]) && until === told.end + 1;
  if (isWriter) return 'writer';
  const owner = words.findIndex((word, at) => at >= told.end && isPerson(word));
  const isSmall = (at: number): boolean => at === owner || language.said.small.has(words[at]);
  // "… is my wife, since the stroke"
  const end = language.time.since.has(words[owner + 1]) ? owner + 1 : until;
  if (owner < 0 || owner >= until || !range(told.end, end).every(isSmall)) return undefined;
  if (role !== 'carer' || strangers.has(words[owner])) return 'another';
  const isOther = (word: string): boolean => relatives.has(word) && word !== words[owner];
  return asked !== undefined && words.some(isOther) ? 'writer' : undefined;
}

/** "My wife has to lift my leg": the patient's own, whoever does it. */
const namesSelf = ({ words, language }: Message, { start, end }: Span): boolean =>
  words.slice(start, end).some((word) => language.people.self.has(word));
