import { range } from './clauses.ts';
import type { Language } from './language.ts';
import { covers, isInside, outermost, type Span } from './spans.ts';

/** When and since when, as far as the words say. */
export type When = {
  /** How long ago it was or began, in days; the shortest named. */
  readonly days: number | undefined;
  /** "3 years ago": a point in the past, not a duration until now. */
  readonly ago: boolean;
  /** A year or more, or "always". */
  readonly old: boolean;
  readonly unchanged: boolean;
  readonly changed: boolean;
  /** Said to be over. */
  readonly resolved: boolean;
};

type Unit = keyof Language['lexicon']['grammar']['time']['units'];

const daysIn: Readonly<Record<Unit, number>> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30.4,
  year: 365,
};

/** A year up to this one is surely past, whatever the clock says: understanding needs no clock. */
const surelyPastYear = 2024;

type Timed = 'unchanged' | 'changed' | 'resolved' | 'today' | 'days' | 'weeks' | 'months' | 'years';

/** More or less than a number of days is not that number: it tells two sides of a limit apart. */
const beside = { more: 1.01, less: 0.99 };

/** Reads the times named in the words from `start` up to `end`. */
export function whenSaid(words: readonly string[], start: number, end: number, language: Language): When {
  const here = words.slice(start, end);
  const { time } = language.lexicon.grammar;
  const said = (name: Timed): readonly Span[] =>
    language.said[name].find(words).filter((each) => start <= each.start && each.end <= end);
  const says = (name: Timed): boolean => said(name).length > 0;
  const durations = [...measured(here, language), ...shorthand(here), ...calendarYears(here, language)];
  if (durations.length === 0) {
    if (says('today')) durations.push({ days: 0, at: 0 });
    if (says('days')) durations.push({ days: 3, at: 0 });
    if (says('weeks')) durations.push({ days: 10, at: 0 });
    if (says('months')) durations.push({ days: 60, at: 0 });
  }
  const days = durations.length > 0 ? Math.min(...durations.map((each) => each.days)) : undefined;
  const ago = here.some((word, at) => time.ago.includes(word) && !time.since.includes(here[at - 1] ?? '')); // not "desde hace"
  return {
    days,
    ago,
    old: says('years') || (days !== undefined && days >= 365),
    unchanged: unchangedIn(words, language).some(({ start: from, end: to }) => start <= from && to <= end),
    changed: said('changed').some((each) => !isInside(each, said('unchanged'))),
    resolved: said('resolved').some(({ end: after }) => !opensComplaint(words, after, language)),
  };
}

/** "Same as ever", but not "same as ever? no". */
export function unchangedIn(words: readonly string[], language: Language): readonly Span[] {
  const denials = new Set(language.lexicon.grammar.negation.atEnd);
  return outermost(language.said.unchanged.find(words)).filter(
    ({ start, end }) => !denials.has(words[end] ?? '') && !denials.has(words[start - 1] ?? ''),
  );
}

/** Stands for the words of a phrase that tell no time. */
export const phraseTakenOut = '_';

/** "… that was in 2015": words that tell a time and nothing else. */
export function isTimeOnly(words: readonly string[], language: Language): boolean {
  const { fillers, auxiliaries } = language.words;
  const { numbers, ago, inYear } = language.lexicon.grammar.time;
  const isOfTime = (word: string): boolean =>
    unitOf(word, language) !== undefined ||
    own(numbers, word) !== undefined ||
    ago.includes(word) ||
    inYear.includes(word);
  const phrases = (['years', 'months', 'weeks', 'days', 'today', 'resolved'] as const).flatMap((name) =>
    language.said[name].find(words),
  );
  const { days, old } = whenSaid(words, 0, words.length, language);
  return (
    (days !== undefined || old) &&
    words.every(
      (word, at) =>
        !/^\p{L}/u.test(word) || fillers.has(word) || auxiliaries.has(word) || isOfTime(word) || covers(phrases, at),
    )
  );
}

/** "It is gone numb" is not over. */
const opensComplaint = (words: readonly string[], at: number, language: Language): boolean =>
  words[at] === phraseTakenOut ||
  language.mentions
    .find(words)
    .some(
      ({ start, means }) =>
        start === at && means.is === 'feature' && means.feature !== 'fine' && means.feature !== 'better',
    );

const own = (numbers: Readonly<Record<string, number>>, word: string): number | undefined =>
  Object.hasOwn(numbers, word) ? numbers[word] : undefined;

/** "2 weeks", "a couple of days", "about three or four months". */
function measured(words: readonly string[], language: Language): { days: number; at: number }[] {
  const { time } = language.lexicon.grammar;
  const filler = new Set(time.filler);
  const compared = (at: number): number =>
    (['more', 'less'] as const).reduce(
      (factor, name) => (language.said[name].find(words).some(({ end }) => end === at) ? beside[name] : factor),
      1,
    );
  return words.flatMap((word, at) => {
    const unit = unitOf(word, language);
    if (!unit) return [];
    for (const back of range(1, 5)) {
      const before = words[at - back] ?? '';
      const count = /^\d+([.,]\d+)?$/u.test(before) ? Number(before.replace(',', '.')) : own(time.numbers, before);
      if (count !== undefined) return [{ days: count * daysIn[unit] * compared(at - back), at }];
      if (!filler.has(before)) break;
    }
    return [];
  });
}

const unitNames: readonly Unit[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];

const unitOf = (word: string, { lexicon: { grammar } }: Language): Unit | undefined =>
  unitNames.find((unit) => grammar.time.units[unit].includes(word));

/** A clinician's 3/7, 3/52, 3/12: days, weeks, months. */
function shorthand(words: readonly string[]): { days: number; at: number }[] {
  return words.flatMap((word, at) => {
    const [, count, of] = /^(\d{1,3})\/(7|52|12)$/u.exec(word) ?? [];
    const days = of === '7' ? 1 : of === '52' ? 7 : 30.4;
    return count ? [{ days: Number(count) * days, at }] : [];
  });
}

/** "Since 2010", "in 98", "in the 80s". */
function calendarYears(words: readonly string[], language: Language): { days: number; at: number }[] {
  const { inYear } = language.lexicon.grammar.time;
  const shortened = (word: string, at: number): boolean =>
    /^[5-9]\d$/u.test(word) && inYear.includes(words[at - 1] ?? '') && !unitOf(words[at + 1] ?? '', language);
  return words.flatMap((word, at) => {
    const full = /^(19|20)\d\d$/u.test(word) ? Number(word) : undefined;
    const year = full ?? (shortened(word, at) ? 1900 + Number(word) : undefined);
    return year !== undefined && year <= surelyPastYear ? [{ days: (surelyPastYear + 1.5 - year) * 365, at }] : [];
  });
}
