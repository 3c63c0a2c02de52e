import type { Presentation } from '../presentation.ts';
import { message } from '../texts.ts';

/** Who reads a call: a professional in a language of their own, which what the caller speaks never changes. */
export type CallReader = Pick<Presentation, 'emergencyNumber' | 'reviewed'> & {
  /** BCP 47. */
  readonly language: string;
  /** IANA, of the desk. */
  readonly timeZone: string;
  /** The name behind an opaque id of `by`. */
  readonly nameOf: (by: string) => string;
};

/** Stands for who used a desk that has no sign-in. */
export const nobodySignedIn = (language: string): string => message({ language, role: 'nurse' }, 'call.thisComputer');

/** The clock of the desk at a second of the log. */
export function clockOf({ language, timeZone }: CallReader, started: string) {
  const format = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', timeZone });
  const withDay = new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  });
  const date = (at: number): Date => new Date(Date.parse(started) + at * 1000);
  return {
    /** "14:02" */
    time: (at: number): string => format.format(date(at)),
    /** With the day, the month as a word and the time zone: a record is read elsewhere too. */
    dayAndTime: (at: number): string => withDay.format(date(at)),
  };
}
export type Clock = ReturnType<typeof clockOf>;
