import { type ActionId, actionIds, actionRow, type Disposition, dispositions } from '../../machines/actions.ts';
import { type Answer, answersTo, questionIds, roleSchema } from '../../machines/findings.ts';
import { urgencySchema } from '../../machines/urgency.ts';
import { type TeamsCommandId, teamsCommandIds, teamsCommands } from '../teamsAppWords.ts';
import { actionText, answerText, dispositionText, message, pageWords, type Reader, teamsAppWords } from '../texts.ts';
import type { Lexicon } from '../understanding/lexicon.ts';
import { languageOf } from '../understanding/phrases/language.ts';
import { chatButtonProblems } from './chatButtonProblems.ts';
import { questionProblems } from './questionProblems.ts';
import { isHeardAs, mentionsIn, saidByButton, wordsIn } from './readBack.ts';

/**
 * Texts are read back by what they say, since a text under the wrong key is wrong whatever the rules say. These are the
 * faults of the texts in force in one language, each with where it stands and why it cannot be; none where all is well.
 */
export function textProblems(language: string): readonly string[] {
  const found = roleSchema.options.flatMap((role) => {
    const reader: Reader = { language, role };
    return [
      ...buttonProblems(reader),
      ...chatButtonProblems(reader),
      ...questionProblems(reader),
      ...titleProblems(reader),
      ...actionProblems(reader),
      ...levelProblems(reader),
      ...safetyNetProblems(reader),
    ].map((problem) => ({ problem, role }));
  });
  const ofQuestions = [...new Set(found.map(({ problem }) => problem))].map((problem) => {
    const roles = found.filter((one) => one.problem === problem).map(({ role }) => role);
    return `${problem} (${roles.join(', ')})`;
  });
  return [...ofQuestions, ...menuProblems(language), ...teamsProblems(language)].map(
    (problem) => `texts/${language}.json: ${problem}`,
  );
}

/** What the pages' menu says in the chat for the person who taps it. */
const menu = { erase: 'erase', speakThis: 'language' } as const;

function menuProblems(language: string): readonly string[] {
  const words = pageWords(language, '');
  return (['erase', 'speakThis'] as const).flatMap((id) =>
    isHeardAs(language, words[id], menu[id])
      ? []
      : [`pages/${id}: "${words[id]}" is said to the bot by the menu, and is not understood as that`],
  );
}

function teamsProblems(language: string): readonly string[] {
  const { commands } = teamsAppWords(language, '');
  const said = ({ id, title }: { readonly id: TeamsCommandId; readonly title: string }): string =>
    `teamsApp/commands/${id}/title: "${title}" is said to the bot by Teams, and is not understood as that`;
  return teamsCommandIds
    .map((id) => ({ id, title: commands[id].title }))
    .filter(({ id, title }) => !isHeardAs(language, title, teamsCommands[id]))
    .map(said);
}

function buttonProblems(reader: Reader): readonly string[] {
  return questionIds.flatMap((question) => {
    const buttons = answersTo(question).map((value) => {
      const text = answerText(reader, question, value);
      return { value, text, says: saidByButton(reader, question, text) };
    });
    const at = (value: Answer): string => `questions/${question}/answers/${value}`;
    // A text under another value would go unseen: two that nobody reads can be exchanged, two that are the same are.
    const unread = buttons.filter(({ value, says }) => says === undefined && value !== 'unsure');
    return [
      ...buttons
        .filter(({ value, says }) => says !== undefined && says !== value)
        .map(({ value, text, says }) =>
          says === 'command'
            ? `${at(value)}: "${text}" is said to the bot itself, and answers nothing`
            : `${at(value)}: "${text}" says ${says}, which is another answer`,
        ),
      ...pairs(unread).map(
        ([one, other]) =>
          `${at(one.value)} and ${other.value}: neither "${one.text}" nor "${other.text}" is understood, so they could be exchanged unseen; use words that are`,
      ),
      ...pairs(buttons)
        .filter(([one, other]) => alike(one.text) === alike(other.text))
        .map(([one, other]) => `${at(one.value)} and ${other.value}: both are "${one.text}"`),
    ];
  });
}

const alike = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ');

const pairs = <T>(all: readonly T[]): readonly (readonly [T, T])[] =>
  all.flatMap((one, index) => all.slice(index + 1).map((other) => [one, other] as const));

type Soon = Exclude<keyof Lexicon['howSoon'], 'about' | 'noTime'>;
const times = ['now', 'today', 'twoDays', 'weeks'] as const satisfies readonly Soon[];

function says({ language }: Reader, text: string, what: Soon): boolean {
  const { howSoon } = languageOf(language).lexicon;
  const told = text.replaceAll(wordsOf(howSoon.noTime), '');
  return told.search(wordsOf(howSoon[what])) !== -1;
}

/** Says that something is to be done by then: "do not go now" names the time too. */
const affirms = (reader: Reader, text: string, what: Soon): boolean =>
  text.split(/[.,;:!?()\n]/).some((clause) => {
    const [before = ''] = clause.split(wordsOf(languageOf(reader.language).lexicon.howSoon[what]));
    return says(reader, clause, what) && !isDenied(reader, before);
  });

const isDenied = (reader: Reader, text: string): boolean =>
  languageOf(reader.language).negation.before.find(wordsIn(reader, text)).length > 0;

const wordsMade = new WeakMap<readonly string[], RegExp>();
function wordsOf(phrases: readonly string[]): RegExp {
  const escaped = phrases.map((phrase) => phrase.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
  const made =
    wordsMade.get(phrases) ?? new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
  wordsMade.set(phrases, made);
  return made;
}

/** What a title must say, and the only times that it may name. */
const titles: Readonly<Record<Disposition, { readonly must: readonly Soon[]; readonly may: readonly Soon[] }>> = {
  emergency: { must: ['now'], may: ['now'] },
  urgent: { must: ['today'], may: ['today'] },
  soon: { must: ['twoDays'], may: ['twoDays', 'today'] },
  routine: { must: ['noImaging'], may: ['now'] },
  notEnoughAsked: { must: ['today', 'tooLittleAsked'], may: ['today'] },
  madeForAdults: { must: ['today', 'adults'], may: ['today'] },
};

const titleProblems = (reader: Reader): readonly string[] =>
  dispositions.flatMap((id) =>
    timeProblems(reader, dispositionText(reader, id, 'title'), titles[id], id === 'routine').map(
      (problem) => `dispositions/${id}/title: ${problem}`,
    ),
  );

type Times = { readonly must: readonly Soon[]; readonly may: readonly Soon[] };
function timeProblems(reader: Reader, text: string, { must, may }: Times, noImaging: boolean): readonly string[] {
  return [
    ...must
      .filter((what) => !(what === 'now' || what === 'today' ? affirms : says)(reader, text, what))
      .map((what) => `"${text}" does not say "${inWords[what]}"`),
    ...times
      .filter((what) => !may.includes(what) && says(reader, text, what))
      .map((what) => `"${text}" says "${inWords[what]}", which is another level's`),
    ...(!noImaging && says(reader, text, 'noImaging') ? [`"${text}" says that no scan is needed`] : []),
  ];
}

const inWords: Readonly<Record<Soon, string>> = {
  now: 'now',
  today: 'today',
  twoDays: 'two days',
  weeks: 'weeks',
  noImaging: 'no scan',
  tooLittleAsked: 'not enough was asked',
  adults: 'adults',
};

/** The times that an action may name at a level; "now" stands in "do this now" and in "no scan now". */
const timesAt: Readonly<Record<Disposition, readonly Soon[]>> = {
  emergency: ['now'],
  urgent: ['now', 'today'],
  soon: ['now', 'today', 'twoDays'],
  routine: ['now', 'weeks'],
  notEnoughAsked: ['today'],
  madeForAdults: ['today'],
};
/** What these actions are for, so what they must say. */
const mustSay: Readonly<Partial<Record<ActionId, readonly Soon[]>>> = {
  callAmbulance: ['now'],
  goToEmergencyDepartment: ['now'],
  examineToday: ['today'],
  telephoneToday: ['today', 'twoDays'],
  emergencyDepartmentIfNeither: ['twoDays'],
  todayNotInTwoDays: ['today', 'twoDays'],
  callOperatingTeamNow: ['now'],
  callOperatingTeam: ['today'],
  callCancerTeamNow: ['now'],
  settleTheCourse: ['today'],
  notEnoughAsked: ['today', 'tooLittleAsked'],
  madeForAdults: ['today', 'adults'],
  noImagingNow: ['noImaging'],
  clinicianAfterWeeks: ['weeks'],
};
/** Says "not only today", and what to do at once or the same day whatever the level. */
const anyTime: ReadonlySet<ActionId> = new Set(['callCancerTeamNow', 'safetyNet']);
const values = { number: '112', imaging: 'MRI', signs: 'leg weakness', unknown: 'leg pain' };

const actionProblems = (reader: Reader): readonly string[] =>
  actionIds.flatMap((id) => {
    const may = anyTime.has(id) ? times : actionRow(id).at.flatMap((level) => timesAt[level]);
    const must = mustSay[id] ?? [];
    return timeProblems(reader, actionText(reader, id, values), { must, may }, id === 'noImagingNow').map(
      (problem) => `actions/${id}: ${problem}`,
    );
  });

/** How messages that name the urgency say each of its levels. */
const levels = { emergency: 'now', urgent: 'today', soon: 'twoDays' } as const;

const levelProblems = (reader: Reader): readonly string[] =>
  urgencySchema.options.flatMap((urgency) => {
    const given = { number: 1, atMost: 17, answers: 'x', imaging: 'MRI', modality: 'mri', region: 'lumbar', urgency };
    const said = [
      'urgencyChanged' as const,
      'progress' as const,
      ...(urgency === 'emergency' || reader.role === 'clinician' ? [] : ['without' as const]),
      ...(urgency === 'routine' ? [] : ['card.imagingAdvised' as const, 'card.scanAdvised' as const]),
    ];
    return said.flatMap((id) => {
      const text = message(reader, id, given);
      const named = Object.entries(levels).flatMap(([level, what]) => (says(reader, text, what) ? [level] : []));
      const right = urgency === 'routine' ? [] : [urgency];
      return named.join() === right.join()
        ? []
        : [`messages/${id}: for ${urgency}, "${text}" names the level ${named.join(', ') || 'of none'}`];
    });
  });

/** What must bring people back, in the lexicon's own terms, so in the words that the bot would understand. */
const bringsBack = {
  topic: ['leg', 'legs', 'saddle', 'bladder', 'bowel', 'elsewhere'],
  feature: ['weak', 'numb', 'trouble', 'pain'],
  finding: ['infection'],
} as const;

function safetyNetProblems(reader: Reader): readonly string[] {
  const text = actionText(reader, 'safetyNet', {});
  const named: ReadonlySet<string> = new Set(
    mentionsIn(reader, text).map(({ means }) => {
      if (means.is === 'topic') return means.topic;
      return means.is === 'feature' ? means.feature : means.is === 'finding' ? means.question : '';
    }),
  );
  const missing = Object.values(bringsBack)
    .flat()
    .filter((one) => !named.has(one));
  return [
    ...missing.map((one) => `actions/safetyNet: says nothing of ${one === 'elsewhere' ? 'pain in the belly' : one}`),
    ...(says(reader, text, 'now') ? [] : ['actions/safetyNet: does not say "now"']),
  ];
}
