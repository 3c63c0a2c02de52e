import type { Entry, Log } from '../../machines/answerLog.ts';
import { extended } from '../../machines/answerLog.ts';
import { type Answer, type Findings, type QuestionId, questionIds, type Role } from '../../machines/findings.ts';
import { hasAny, stored } from '../conversation/answering.ts';
import { chatView } from '../conversation/chatView.ts';
import { isConfirmedFirst } from '../conversation/outcome.ts';
import { hearAnswer } from '../hear.ts';
import type { Heard } from '../heard.ts';
import { spokenLanguages } from '../texts.ts';
import { spokenLanguage } from '../understanding/spokenLanguage.ts';

/** What was heard in a typed line, and what was not: the desk shows both before the next question. */
export type Hearing = {
  /** Recorded at once. */
  readonly recorded: readonly HeardAnswer[];
  /** To be confirmed with one key, each; nothing of it is recorded. */
  readonly guessed: readonly HeardAnswer[];
  readonly otherEmergency: boolean;
  readonly under18: boolean;
  /** The words that nothing was heard in; the line stands on the record. */
  readonly unheard: readonly string[];
};
export type HeardAnswer = { readonly question: QuestionId; readonly value: Answer };

/** What a typed line adds to a call, and what was heard in it. Pure. */
export function hearLine(
  log: Log,
  text: string,
  about: QuestionId | undefined,
  at: number,
  today: Date,
): { readonly entries: readonly Entry[]; readonly hearing: Hearing } {
  const shows = chatView(log);
  const heard = understood(text, about, shows.language, today, shows.role);
  const certain = 'findings' in heard && heard.findings !== undefined ? heard.findings : {};
  const answered: Entry = { kind: 'answered', findings: stored(certain), heard: text, at };
  // What would take an emergency away is never recorded by itself.
  const mayRecord = hasAny(certain) && !isConfirmedFirst({ log, before: shows, at }, answered);
  const guess = heard.kind === 'ambiguous' && heard.guess !== undefined ? heard.guess : {};
  const otherEmergency = heard.kind === 'emergency' && heard.other;
  const under18 = heard.kind === 'under18';
  const unheard = unheardIn(heard, text, hasAny(certain) || otherEmergency || under18);
  const entries: readonly Entry[] = [
    ...(otherEmergency ? [{ kind: 'noted', what: 'otherEmergency', at } as const] : []),
    ...(under18 ? [{ kind: 'noted', what: 'under18', at } as const] : []),
    ...(mayRecord ? [answered] : []),
    ...(unheard.length > 0 || !mayRecord ? [{ kind: 'said', words: text, at } as const] : []),
  ];
  const recorded = mayRecord ? newIn(log, answered, certain) : [];
  return {
    entries,
    hearing: {
      recorded,
      guessed: [...(mayRecord ? [] : answersIn(certain)), ...answersIn(guess)],
      otherEmergency,
      under18,
      unheard,
    },
  };
}

/**
 * A nurse types in her own words or in the caller's ("I wet myself" is not about her), in her language or in theirs;
 * nothing of that changes the desk's. An emergency in any of these readings counts; else the first that says something.
 */
function understood(text: string, about: QuestionId | undefined, usual: string, today: Date, role: Role): Heard {
  const { language } = spokenLanguage(text, usual, spokenLanguages);
  const languages = [language, ...spokenLanguages.filter((other) => other !== language)];
  const reading = (as: Role, spoken: string): Heard => hearAnswer(text, about, spoken, today, as);
  const hers = reading(role, language);
  const theirs = reading('self', language);
  const cry = languages
    .flatMap((spoken) => [reading(role, spoken), reading('self', spoken)])
    .find(({ kind }) => kind === 'emergency');
  return cry ?? [hers, theirs].find(saysSomething) ?? hers;
}

const saysSomething = (heard: Heard): boolean =>
  ('findings' in heard && heard.findings !== undefined && hasAny(heard.findings)) ||
  (heard.kind === 'ambiguous' && heard.guess !== undefined);

/** Nothing vanishes: where nothing was heard, or a weak leg without its side, all words were not; where little was, what stands around it. */
function unheardIn(heard: Heard, text: string, anything: boolean): readonly string[] {
  const guessed = heard.kind === 'ambiguous' && heard.guess !== undefined;
  if (heard.kind === 'partial' || (!anything && !guessed)) return [text];
  const left = [
    ...('unheard' in heard ? (heard.unheard ?? []) : []),
    ...('unused' in heard ? (heard.unused ?? []) : []),
  ];
  const rests = 'rests' in heard ? (heard.rests ?? text) : text;
  return left.length > 0 ? left : around(text, rests);
}

/** The words before and after those that an answer rests on. One alone ("she", "well") says nothing. */
const around = (text: string, rests: string): readonly string[] =>
  text
    .split(rests)
    .map((part) => part.trim())
    .filter((part) => (part.match(/\p{L}+/gu) ?? []).length > 1);

const answersIn = (findings: Findings): readonly HeardAnswer[] =>
  questionIds.flatMap((question) => {
    const value = findings[question];
    return value === undefined ? [] : [{ question, value }];
  });

const newIn = (log: Log, answered: Entry, findings: Findings): readonly HeardAnswer[] => {
  const stands = new Map(chatView(extended(log, [answered])).answers.map((one) => [one.question, one.value]));
  return answersIn(findings).filter(({ question, value }) => stands.get(question) === value);
};
