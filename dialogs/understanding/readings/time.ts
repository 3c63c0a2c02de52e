import type { Language } from '../phrases/language.ts';
import { isInside, outermost, range, type Span } from '../words/spans.ts';

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
  /** Where it is said to be over. */
  readonly over: number | undefined;
  /** A doctor has looked at it. */
  readonly examined: boolean;
};

/** Words that tell a time; `exact` where it is counted or dated. */
export type Time = Span & {
  readonly days: number;
  readonly exact: boolean;
  readonly ago: boolean;
};

type Unit = keyof Language['units'];

const daysIn: Readonly<Record<Unit, number>> = {
  minute: 1 / 1440,
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 30.4,
  year: 365,
};
const unitNames: readonly Unit[] = ['minute', 'hour', 'day', 'week', 'month', 'year'];

/** What words without a number mean in days. */
const vague = { today: 0, days: 3, weeks: 10, months: 60, years: 730 };

/** Within these an operation is recent, and an infection not over; in days. */
export const sixWeeks = 42;

/** More or less than a number of days is not that number: it tells two sides of a limit apart. */
const beside = { more: 1.01, less: 0.99 };

type Dated = { readonly words: readonly string[]; readonly today: Date; readonly language: Language };

/** Reads the times named in the message, or in some words of it. All is looked up once, however many clauses ask. */
export function whenSaid(message: Dated): (of?: Span) => When {
  const { words, today, language } = message;
  const times = timesIn(words, today, language);
  const { unchanged, changed, over, longAgo, examined } = language.time;
  const spoken: Spoken = {
    same: unchanged.find(words),
    asBefore: sameAsEverIn(words, language),
    changed: changed.find(words),
    over: outermost(over.find(words)).filter(({ end }) => !language.clauses.starts.has(words[end])), // not "se me quito la fuerza"
    longAgo: longAgo
      .find(words)
      .filter((each) => !times.some((time) => time.start < each.start && isInside(each, [time]))), // "not long ago"
    examined: examined.find(words).length > 0,
  };
  return (of = { start: 0, end: words.length }) => whenIn(times, spoken, of);
}

type Spoken = Readonly<Record<'same' | 'asBefore' | 'changed' | 'over' | 'longAgo', readonly Span[]>> & {
  readonly examined: boolean;
};

function whenIn(all: readonly Time[], { same, asBefore, changed, over, longAgo, examined }: Spoken, of: Span): When {
  const within = (each: Span): boolean => isInside(each, [of]);
  const times = all.filter(within);
  // "since 2010, for five minutes at a time": how long it lasts is not since when it is
  const isYears = times.some((each) => each.exact && each.days >= 365);
  const exact = times.filter((each) => each.exact && (each.days >= 1 || each.ago || !isYears));
  const known = exact.length > 0 ? exact : times.filter(({ days }) => days < vague.years);
  const days = known.length > 0 ? Math.min(...known.map((each) => each.days)) : undefined;
  const old = times.some((each) => !each.exact && each.days >= vague.years) || (days !== undefined && days >= 365);
  return {
    days,
    ago: times.some((each) => each.ago) || longAgo.some(within),
    old,
    unchanged: asBefore.some(within),
    changed: changed.some((each) => within(each) && !isInside(each, same)),
    examined,
    over: over.find(within)?.start,
  };
}

/** Every time that the words name. */
export function timesIn(words: readonly string[], today: Date, language: Language): readonly Time[] {
  const spoken = (['today', 'days', 'weeks', 'months', 'years'] as const).flatMap((name) =>
    language.time[name].find(words).map(({ start, end }) => ({
      start,
      end,
      days: vague[name],
      exact: false,
      ago: false,
    })),
  );
  return [
    ...measured(words, language),
    ...shorthand(words),
    ...calendarYears(words, today, language),
    ...namedMonths(words, today, language),
    ...outermost(spoken),
  ];
}

/** "Same as ever", but not "same as ever? no". */
export function unchangedIn(words: readonly string[], language: Language): readonly Span[] {
  return outermost(language.time.unchanged.find(words)).filter(
    ({ start, end }) => !language.negation.atEnd.has(words[end]) && !language.negation.atEnd.has(words[start - 1]),
  );
}

/** "Still the same", "same as yesterday": since it is there, which says nothing of how it was before. */
export function latelyIn(words: readonly string[], language: Language): readonly Span[] {
  const same = language.time.unchanged.find(words);
  const isLonger = (one: Span, other: Span): boolean => isInside(one, [other]) && one.end < other.end;
  return language.time.lately.find(words).filter((each) => !same.some((one) => isLonger(each, one)));
}

/** "Same as ever", but not "same as yesterday". */
export function sameAsEverIn(words: readonly string[], language: Language): readonly Span[] {
  const lately = latelyIn(words, language);
  return unchangedIn(words, language).filter((each) => !isInside(each, lately));
}

const dated = (start: number, end: number, days: number, ago = false): Time => ({
  start,
  end,
  days,
  exact: true,
  ago,
});

const own = (numbers: Readonly<Record<string, number>>, word: string): number | undefined =>
  Object.hasOwn(numbers, word) ? numbers[word] : undefined;

/** "2 weeks", "a couple of days ago", "about three or four months". */
function measured(words: readonly string[], language: Language): readonly Time[] {
  const { time, units } = language;
  const { numbers } = language.lexicon.grammar.dates;
  const limits = (['more', 'less'] as const).flatMap((name) =>
    language.time[name].find(words).map(({ start, end }) => ({ start, end, by: beside[name] })),
  );
  return words.flatMap((word, at) => {
    const unit = unitNames.find((each) => units[each].has(word));
    if (!unit) return [];
    for (const back of range(1, 5)) {
      const before = words[at - back] ?? '';
      const count = /^\d+([.,]\d+)?$/u.test(before) ? Number(before.replace(',', '.')) : own(numbers, before);
      const isAgo = time.ago.has(words[at + 1]);
      const limit = limits.find((each) => each.end === at - back);
      const start = limit?.start ?? at - back;
      const led = start - 1 - range(0, 3).filter((skip) => time.filler.has(words[start - 1 - skip])).length; // "hace como …"
      const hence = time.ago.has(words[led]) && !time.since.has(words[led - 1]); // "hace …", but not "desde hace …"
      if (count !== undefined)
        return [dated(start, isAgo ? at + 2 : at + 1, count * daysIn[unit] * (limit?.by ?? 1), isAgo || hence)];
      if (!time.filler.has(before)) break;
    }
    return [];
  });
}

/** A clinician's 3/7, 3/52, 3/12: days, weeks, months. */
function shorthand(words: readonly string[]): readonly Time[] {
  return words.flatMap((word, at) => {
    const [, count, of] = /^(\d{1,3})\/(7|52|12)$/u.exec(word) ?? [];
    const days = of === '7' ? 1 : of === '52' ? 7 : 30.4;
    return count ? [dated(at, at + 1, Number(count) * days)] : [];
  });
}

const aDay = 24 * 60 * 60 * 1000;
const daysSince = (then: number, today: Date): number => Math.max(0, (today.getTime() - then) / aDay);

/** "Since 2010", "in 98", "in the 80s": the last day of it, or nothing certain within this year. */
function calendarYears(words: readonly string[], today: Date, language: Language): readonly Time[] {
  const { units, time } = language;
  const thisYear = today.getUTCFullYear();
  const counts = (at: number): boolean => unitNames.some((unit) => units[unit].has(words[at]));
  const shortened = (word: string, at: number): boolean =>
    /^[5-9]\d$/u.test(word) && time.inYear.has(words[at - 1]) && !counts(at + 1);
  return words.flatMap((word, at) => {
    const full = /^(19|20)\d\d$/u.test(word) ? Number(word) : undefined;
    const year = full ?? (shortened(word, at) ? 1900 + Number(word) : undefined);
    if (year === undefined || year >= thisYear) return [];
    return [dated(at, at + 1, daysSince(Date.UTC(year, 11, 31), today))];
  });
}

/** "In March", "since October": the last day of the latest one. */
function namedMonths(words: readonly string[], today: Date, language: Language): readonly Time[] {
  const { months } = language;
  const thisMonth = today.getUTCMonth();
  const dates = /^(19|20)\d\d$/u;
  return months.find(words).flatMap(({ start, end, means: month }) => {
    if (dates.test(words[end] ?? '') || dates.test(words[end + 1] ?? '')) return []; // the year tells
    const year = today.getUTCFullYear() - (month > thisMonth ? 1 : 0);
    return [dated(start, end, daysSince(Date.UTC(year, month + 1, 0), today))];
  });
}
