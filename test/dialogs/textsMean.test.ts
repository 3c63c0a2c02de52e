import { describe, expect, test } from '@jest/globals';
import { actionText, answerText, dispositionText, message, type Reader, spokenLanguages } from '../../dialogs/texts.ts';
import { understand } from '../../dialogs/understanding/understand.ts';
import { type ActionId, actionIds, actionRow, type Disposition, dispositions } from '../../machines/actions.ts';
import { type Answer, answersTo, type QuestionId, questionIds, roleSchema } from '../../machines/findings.ts';
import { urgencySchema } from '../../machines/urgency.ts';

/** A text under the wrong key is wrong whatever the rules say, so texts are read back by what they say. */
const readers: readonly Reader[] = spokenLanguages.flatMap((language) =>
  roleSchema.options.map((role) => ({ language, role })),
);
const name = ({ language, role }: Reader): string => `${language}, ${role}`;
const today = new Date('2026-11-28T12:00:00Z');

/** What a button's text says by itself, without the list of button words: for certain, or as a guess. */
function saidBy({ language, role }: Reader, question: QuestionId, text: string): Answer | undefined {
  const heard = understand(text, question, language, today, role);
  const certain = 'findings' in heard ? heard.findings[question] : undefined;
  return certain ?? ('guess' in heard ? heard.guess?.[question] : undefined);
}

describe.each(readers.map((reader) => ({ reader, who: name(reader) })))('a button ($who)', ({ reader }) => {
  const said = questionIds.map((question) => ({
    question,
    buttons: answersTo(question).map((value) => ({
      value,
      says: saidBy(reader, question, answerText(reader, question, value)),
    })),
  }));

  test('never says another value than its own, nor lets one be guessed', () => {
    const wrong = said.flatMap(({ question, buttons }) =>
      buttons
        .filter(({ value, says }) => says !== undefined && says !== value)
        .map(({ value, says }) => `${question}: the button of ${value} says ${says}`),
    );
    expect(wrong).toEqual([]);
  });

  test('says so much that its text under any other value would be seen, "not sure" aside', () => {
    const unseen = said.flatMap(({ question, buttons }) =>
      pairs(buttons.filter(({ value }) => value !== 'unsure'))
        .filter(([one, other]) => one.says === undefined && other.says === undefined)
        .map(([one, other]) => `${question}: ${one.value} and ${other.value} could be exchanged`),
    );
    expect(unseen).toEqual([]);
  });
});

const pairs = <T>(all: readonly T[]): readonly (readonly [T, T])[] =>
  all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));

/** The words for how soon, of each language: a vocabulary of its own, beside the texts. */
type Soon = 'now' | 'today' | 'two days' | 'weeks' | 'no imaging' | 'too little asked' | 'adults';
const words: Readonly<Record<string, Readonly<Record<Soon, RegExp>>>> = {
  en: {
    now: /\b(now|at once)\b/i,
    today: /\btoday\b/i,
    'two days': /\btwo days\b/i,
    weeks: /\bweeks\b/i,
    'no imaging': /\bno (scan|imaging)\b|not need a scan/i,
    'too little asked': /not enough|too few|incomplete/i,
    adults: /adults|under 18/i,
  },
  es: {
    now: /\b(ahora|ya|enseguida)\b/i,
    today: /\bhoy\b/i,
    'two days': /\bdos días\b/i,
    weeks: /\bsemanas\b/i,
    'no imaging': /\bsin imagen\b|no (hace falta|necesita) una prueba/i,
    'too little asked': /demasiado poco|incompleto/i,
    adults: /adultos|menor(es)? de 18/i,
  },
};
const times = ['now', 'today', 'two days', 'weeks'] as const;

/** "The advice is now", "por ahora": no time to act. */
const filler = /is now:|por ahora/gi;

const says = ({ language }: Reader, text: string, what: Soon): boolean =>
  words[language]?.[what].test(text.replaceAll(filler, '')) ?? false;

/** What a title must say, and the only times that it may name. */
const titles: Readonly<Record<Disposition, { readonly must: readonly Soon[]; readonly may: readonly Soon[] }>> = {
  emergency: { must: ['now'], may: ['now'] },
  urgent: { must: ['today'], may: ['today'] },
  soon: { must: ['two days'], may: ['two days', 'today'] },
  routine: { must: ['no imaging'], may: ['now'] },
  notEnoughAsked: { must: ['today', 'too little asked'], may: ['today'] },
  madeForAdults: { must: ['today', 'adults'], may: ['today'] },
};

test.each(readers)('each title says how soon, and nothing of another level ($language, $role)', (reader) => {
  for (const id of dispositions) {
    const title = dispositionText(reader, id, 'title');
    const { must, may } = titles[id];
    expect([id, title, must.filter((what) => !says(reader, title, what))]).toEqual([id, title, []]);
    expect([id, title, times.filter((what) => !may.includes(what) && says(reader, title, what))]).toEqual([
      id,
      title,
      [],
    ]);
    expect([id, title, says(reader, title, 'no imaging')]).toEqual([id, title, id === 'routine']);
  }
});

/** The times that an action may name at a level; "now" stands in "do this now" and in "no scan now". */
const timesAt: Readonly<Record<Disposition, readonly Soon[]>> = {
  emergency: ['now'],
  urgent: ['now', 'today'],
  soon: ['now', 'today', 'two days'],
  routine: ['now', 'weeks'],
  notEnoughAsked: ['today'],
  madeForAdults: ['today'],
};
/** What these actions are for, so what they must say. */
const mustSay: Readonly<Partial<Record<ActionId, readonly Soon[]>>> = {
  callAmbulance: ['now'],
  goToEmergencyDepartment: ['now'],
  examineToday: ['today'],
  telephoneToday: ['today', 'two days'],
  emergencyDepartmentIfNeither: ['two days'],
  todayNotInTwoDays: ['today', 'two days'],
  callOperatingTeamNow: ['now'],
  callOperatingTeam: ['today'],
  callCancerTeamNow: ['now'],
  settleTheCourse: ['today'],
  notEnoughAsked: ['today', 'too little asked'],
  madeForAdults: ['today', 'adults'],
  noImagingNow: ['no imaging'],
  clinicianAfterWeeks: ['weeks'],
};
/** Says "not only today", and what to do at once or the same day whatever the level. */
const anyTime: ReadonlySet<ActionId> = new Set(['callCancerTeamNow', 'safetyNet']);

test.each(readers)('each action says how soon as its level does ($language, $role)', (reader) => {
  const values = { number: '112', imaging: 'MRI', signs: 'leg weakness', unknown: 'leg pain' };
  for (const id of actionIds) {
    const { at } = actionRow(id);
    const text = actionText(reader, id, values);
    const may = new Set(at.flatMap((level) => timesAt[level]));
    const foreign = times.filter((what) => !anyTime.has(id) && !may.has(what) && says(reader, text, what));
    const missing = (mustSay[id] ?? []).filter((what) => !says(reader, text, what));
    expect([id, text, foreign, missing]).toEqual([id, text, [], []]);
    expect([id, says(reader, text, 'no imaging')]).toEqual([id, id === 'noImagingNow']);
  }
});

/** How messages that name the urgency say each of its levels. */
const levels = { emergency: 'now', urgent: 'today', soon: 'two days' } as const;

test.each(readers)('what names the urgency says its level and no other ($language, $role)', (reader) => {
  for (const urgency of urgencySchema.options) {
    const given = { number: 1, atMost: 17, answers: 'x', imaging: 'MRI', modality: 'mri', region: 'lumbar', urgency };
    const said = [
      message(reader, 'urgencyChanged', given),
      message(reader, 'progress', given),
      ...(urgency === 'emergency' || reader.role === 'clinician' ? [] : [message(reader, 'without', given)]),
      ...(urgency === 'routine'
        ? []
        : [message(reader, 'card.imagingAdvised', given), message(reader, 'card.scanAdvised', given)]),
    ];
    for (const text of said) {
      const named = Object.entries(levels).filter(([, what]) => says(reader, text, what));
      expect([text, named.map(([level]) => level)]).toEqual([text, urgency === 'routine' ? [] : [urgency]]);
    }
  }
});
