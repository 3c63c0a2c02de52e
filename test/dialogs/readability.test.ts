import { describe, expect, test } from '@jest/globals';
import { fleschKincaid } from 'flesch-kincaid';
import { IntlMessageFormat } from 'intl-messageformat';
import { syllable } from 'syllable';
import { argumentsOf } from '../../dialogs/content/icuMessages.ts';
import clinical from '../../dialogs/texts/en.json' with { type: 'json' };
import { textsSchema } from '../../dialogs/texts.ts';
import { answersTo, questionIds, roleSchema } from '../../machines/findings.ts';

const roles = roleSchema.options;
const patients = ['self', 'carer'] as const;

/** The only parameters that an action may use, as they are shown; with two signs, since a list has no end. */
const values = {
  answers: 'Leg weakness: no weakness',
  answer: 'No weakness',
  question: 'Leg weakness',
  questions: 'Leg pain, Injury',
  from: 'No weakness',
  to: 'Left leg',
  atMost: '15',
  count: 3,
  language: 'Spanish',
  languages: 'English and Spanish',
  others: '"in Spanish"',
  references: '1, 2',
  sources: 'the article',
  source: 'the article',
  alternative: 'CT',
  title: 'You need a scan',
  name: 'Ann Lee',
  what: 'weighed',
  words: '“cold”',
  date: '3 May 2026',
  line: '020 7946 0000',
  number: 'your local emergency number',
  imaging: 'MRI of the lower (lumbar) spine without contrast',
  signs: 'leg weakness: both legs and numbness between the legs',
  unknown: 'leg pain and spine operation',
};

type Wording = string | Readonly<Record<(typeof roles)[number], string>>;
const wordingFor = (wording: Wording, role: (typeof roles)[number]) =>
  typeof wording === 'string' ? wording : wording[role];

const shown = (icu: string, given: Readonly<Record<string, string | number>> = {}) =>
  String(new IntlMessageFormat(icu, 'en', undefined, { ignoreTag: true }).format(given));

/** Every way in which a message can turn out by what it selects. */
function choicesOf(icu: string): readonly Readonly<Record<string, string>>[] {
  const selects = argumentsOf(icu)
    .filter((argument) => argument.includes(': '))
    .map((argument) => argument.split(': '));
  return selects.reduce<readonly Readonly<Record<string, string>>[]>(
    (all, [name = '', options = '']) =>
      all.flatMap((one) => options.split(', ').map((option) => ({ ...one, [name]: option }))),
    [{}],
  );
}

/** A line or a list item is a sentence of its own, as the eye takes it; within a line, what ends in . ! or ?. */
const sentences = (text: string): readonly string[] =>
  text
    .replaceAll('**', '')
    .split(/\n+|(?<=[.!?]["”]?)\s+/)
    .map((sentence) => sentence.replace(/^- /, '').trim())
    .filter((sentence) => /\p{L}/u.test(sentence));

const words = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];

/** Flesch-Kincaid school grade (United States). No word is exempt. */
const grade = (text: string): number =>
  fleschKincaid({
    sentence: sentences(text).length,
    word: words(text).length,
    syllable: words(text).reduce((sum, word) => sum + syllable(word), 0),
  });

/** List items are short, and would flatter the sentences around them. */
const withoutLists = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('- '))
    .join('\n');

const tooLong = (text: string): readonly string[] => sentences(text).filter((sentence) => words(sentence).length > 20);

const questions = questionIds.map((id) => ({ id, texts: clinical.questions[id] }));
const allStrings = (node: unknown): readonly string[] =>
  typeof node === 'string'
    ? [node]
    : typeof node === 'object' && node !== null
      ? Object.values(node).flatMap(allStrings)
      : [];

/** Messages that stand on professionals' cards alone; those of `call.` stand on a call's sheet. */
const onProfessionalCards = new Set([
  ...['imaging', 'decidedBy.rule', 'decidedTheImaging', 'card.imagingAdvised', 'card.conditions', 'card.alternative'],
  ...['card.practicePoints', 'card.provisional', 'card.notLookedFor'],
]);

/** Long words that stay: people who have the thing know it by this word, or it stands beside plainer ones. */
const familiarLongWords = new Set([
  ...['emergency', 'operation', 'operated', 'immunity', 'bacteria', 'constipated', 'constipation', 'sciatica'],
  ...['chemotherapy', 'leukaemia', 'myeloma', 'dialysis', 'tuberculosis', 'prednisolone', 'osteoporosis', 'biologics'],
  ...['pacemaker', 'defibrillator', 'stimulator'],
  ...['diagnosis', 'clinically', 'validated'],
]);
const forProfessionals = (id: string): boolean => onProfessionalCards.has(id) || id.startsWith('call.');
const longWords = (text: string): readonly string[] =>
  words(text).filter((word) => syllable(word) > 3 && !familiarLongWords.has(word.toLowerCase()));

describe.each(patients)('a %s reads', (role) => {
  test.each(questions)('the question $id at grade 6, with its lists and without', ({ texts }) => {
    for (const part of [texts.ask, texts.simpler]) {
      const text = shown(wordingFor(part, role));
      expect({
        text,
        hard: grade(text) > 6 || grade(withoutLists(text)) > 6,
        tooLong: tooLong(text),
        longWords: longWords(text),
      }).toEqual({
        text,
        hard: false,
        tooLong: [],
        longWords: [],
      });
    }
  });

  // A label or a button is too short for any formula, so those that stand together are read together.
  const read = (of: string, ...wordings: readonly Wording[]) => ({
    of,
    icu: wordings.map((wording) => wordingFor(wording, role)).join('\n'),
  });
  const rest = [
    ...questions.flatMap(({ id, texts }) => [
      read(`${id} help`, texts.help),
      read(`${id} why`, texts.why),
      read(`${id} answers`, ...Object.values<Wording>(texts.answers)),
    ]),
    read('labels', ...questions.map(({ texts }) => texts.label)),
    ...Object.entries<Wording>(clinical.actions).map(([id, wording]) => read(id, wording)),
    ...Object.entries(clinical.dispositions).map(([id, { title, summary }]) =>
      read(`disposition ${id}`, title, summary),
    ),
    ...Object.entries(clinical.pictures).map(([id, { caption }]) => read(`picture ${id}`, caption)),
    ...Object.entries<Wording>(clinical.messages)
      .filter(([id]) => !forProfessionals(id))
      .map(([id, wording]) => read(`message ${id}`, wording)),
  ];
  test.each(rest)('$of at grade 8', ({ icu }) => {
    for (const choices of choicesOf(icu)) {
      const text = shown(icu, { ...values, ...choices });
      // Two or three words are a label, whose grade no formula can tell.
      const hard = words(text).length > 6 && grade(text) > 8;
      expect({ text, hard, tooLong: tooLong(text), longWords: longWords(text) }).toEqual({
        text,
        hard: false,
        tooLong: [],
        longWords: [],
      });
    }
  });
});

test('what a nurse reads out is as plain as what patients read', () => {
  for (const { texts } of questions)
    for (const { nurse } of [texts.ask, texts.simpler]) {
      expect({ nurse, hard: grade(nurse) > 6 }).toEqual({ nurse, hard: false });
    }
});

test('a nurse asks the caller everything but what the scanner is doing', () => {
  for (const { id, texts } of questions)
    for (const { nurse } of [texts.ask, texts.simpler])
      expect({ id, asks: nurse.startsWith('Ask the caller: "') }).toEqual({ id, asks: id !== 'mriAccess' });
});

test('a question is asked in one sentence, which ends in a question mark', () => {
  for (const { texts } of questions)
    for (const role of roles)
      for (const part of [texts.ask, texts.simpler]) {
        const [title = ''] = wordingFor(part, role).split('\n\n');
        expect(title).toMatch(/^[^?\n]+\?"?$/);
      }
});

test('every answer of every question has a button, short enough for one', () => {
  for (const { id, texts } of questions) {
    expect(Object.keys(texts.answers)).toEqual(answersTo(id));
    for (const button of allStrings(texts.answers)) expect(button.length).toBeLessThanOrEqual(48);
  }
});

test('every text is there for every role', () => {
  expect(textsSchema.safeParse(clinical).error).toBeUndefined();
  expect(allStrings(clinical).filter((text) => text.trim() === '')).toEqual([]);
});

test('every text parses; actions and messages alone take parameters, pages, desk, site and Teams app a name, and the safety net none', () => {
  const { actions, messages: _, pages, desk, site, teamsApp, ...others } = clinical;
  for (const text of [...allStrings(others), ...allStrings(actions.safetyNet)]) expect(shown(text)).not.toMatch(/[{}]/);
  for (const text of allStrings(actions)) expect(shown(text, values)).not.toMatch(/[{}]/);
  const named = { name: 'Cauda', finishedDays: 30, unfinishedDays: 7 };
  for (const text of allStrings({ pages, desk, site, teamsApp })) expect(shown(text, named)).not.toMatch(/[{}]/);
});

test('patients are not shown the 48 hours, and reflexes are named to a clinician only', () => {
  const { questions: asked, actions, dispositions, messages } = clinical;
  const read = (role: (typeof roles)[number], node: unknown): readonly string[] =>
    typeof node === 'string'
      ? [node]
      : typeof node !== 'object' || node === null
        ? []
        : role in node
          ? [String(Object.entries(node).find(([key]) => key === role)?.[1])]
          : Object.values(node).flatMap((one) => read(role, one));
  for (const role of patients)
    expect(read(role, { asked, actions, dispositions, messages }).join(' ')).not.toMatch(/\b48\b/);
  for (const role of ['self', 'carer', 'nurse'] as const) expect(read(role, asked).join(' ')).not.toMatch(/reflex/i);
});
