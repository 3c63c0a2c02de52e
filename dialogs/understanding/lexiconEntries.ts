import type { QuestionId } from '../../machines/findings.ts';
import type { Lexicon } from './lexicon.ts';
import type { Entry } from './phraseBook.ts';

export type Option = { readonly question: QuestionId; readonly value: string } | { readonly ordinal: number };

export type Sayable = ReturnType<typeof sayings>[number][0];

/** Phrases that are only looked for, each under its name. */
export const sayings = ({ grammar, answers, commands, symptoms }: Lexicon) =>
  [
    ['negationBefore', grammar.negation.before],
    ['negationAfter', grammar.negation.after],
    ['weakNegation', grammar.negation.weak],
    ['ignoredNegation', grammar.negation.ignored],
    ['generalised', grammar.negation.generalised],
    ['negativeConcord', grammar.negation.negativeConcord],
    ['overAnd', grammar.negation.overAnd],
    ['ends', grammar.negation.ends],
    ['contrast', grammar.clauses.contrast],
    ['also', grammar.clauses.also],
    ['instead', grammar.clauses.instead],
    ['bound', grammar.clauses.bounds],
    ['limit', grammar.clauses.limits],
    ['hedge', grammar.doubt.hedges],
    ['hedgedYes', answers.hedgedYes],
    ['degree', grammar.doubt.degrees],
    ['hypothetical', grammar.doubt.hypothetical],
    ['factive', grammar.doubt.factive],
    ['unchanged', grammar.time.unchanged],
    ['changed', grammar.time.changed],
    ['resolved', grammar.time.resolved],
    ['more', grammar.time.more],
    ['less', grammar.time.less],
    ['today', grammar.time.today],
    ['days', grammar.time.days],
    ['weeks', grammar.time.weeks],
    ['months', grammar.time.months],
    ['years', grammar.time.years],
    ['slowly', grammar.time.slowly],
    ['now', grammar.time.now],
    ['large', symptoms.extents.large],
    ['spreading', symptoms.extents.spreading],
    ['acknowledgement', answers.acknowledgements],
    ['correction', grammar.corrections],
    ['polite', commands.polite],
    ['offTopic', commands.offTopic],
    ['interrogative', commands.interrogatives],
    ['under18', commands.under18],
    ['otherEmergency', commands.otherEmergencies],
  ] as const;

/** The words and the numbers of the buttons. */
export function optionEntries({ answers }: Lexicon): readonly Entry<Option>[] {
  const byWord = keysOf(answers.options).flatMap((question) =>
    Object.entries(answers.options[question] ?? {}).map(([value, say]) => ({ means: { question, value }, say })),
  );
  const numbered = (forms: readonly string[], phrases: readonly string[], list: string): readonly string[] =>
    phrases.map((phrase) => phrase.replace(list, `(${forms.join('|')})`));
  const byOrdinal = answers.ordinals.map((forms, index) => ({
    means: { ordinal: index + 1 },
    say: [
      ...numbered(forms, answers.ordinalPhrases, '{ORDINAL}'),
      ...numbered(answers.ordinalLetters.slice(index, index + 1), answers.letterPhrases, '{LETTER}'),
    ],
  }));
  return [...byWord, ...byOrdinal, { means: { ordinal: -1 }, say: answers.lastOrdinal }];
}

/** Object.keys for records whose keys zod has checked. */
export const keysOf = <Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>): readonly Key[] =>
  Object.keys(record) as Key[];
