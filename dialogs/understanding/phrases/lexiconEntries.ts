import type { Lexicon } from '../lexicon.ts';

export type Sayable = ReturnType<typeof sayings>[number][0];

/** Phrases that are only looked for, each under its name. */
export const sayings = ({ grammar, answers, commands, symptoms }: Lexicon) =>
  [
    ['negationBefore', grammar.negation.before],
    ['negationAfter', grammar.negation.after],
    ['weakNegation', grammar.negation.weak],
    ['ignoredNegation', grammar.negation.ignored],
    ['negativeConcord', grammar.negation.negativeConcord],
    ['overAnd', grammar.negation.overAnd],
    ['ends', grammar.negation.ends],
    ['contrast', grammar.clauses.contrast],
    ['also', grammar.clauses.also],
    ['limit', grammar.clauses.limits],
    ['hedge', grammar.doubt.hedges],
    ['hedgedYes', answers.hedgedYes],
    ['degree', grammar.doubt.degrees],
    ['circumstance', grammar.circumstances],
    ['hypothetical', grammar.doubt.hypothetical],
    ['factive', grammar.doubt.factive],
    ['unchanged', grammar.time.unchanged],
    ['changed', grammar.time.changed],
    ['past', grammar.time.past],
    ['bygone', grammar.time.bygone],
    ['atFirst', grammar.time.atFirst],
    ['resolved', grammar.time.resolved],
    ['examined', grammar.time.examined],
    ['more', grammar.time.more],
    ['less', grammar.time.less],
    ['today', grammar.time.today],
    ['days', grammar.time.days],
    ['weeks', grammar.time.weeks],
    ['months', grammar.time.months],
    ['years', grammar.time.years],
    ['ago', grammar.time.longAgo],
    ['slowly', grammar.time.slowly],
    ['now', grammar.time.now],
    ['fact', symptoms.facts],
    ['large', symptoms.extents.large],
    ['spreading', symptoms.extents.spreading],
    ['acknowledgement', answers.acknowledgements],
    ['correction', grammar.corrections],
    ['polite', commands.polite],
    ['smallTalk', commands.smallTalk],
    ['otherSubject', commands.otherSubjects],
    ['under18', commands.under18],
    ['otherEmergency', commands.otherEmergencies],
    ['selfHarm', commands.selfHarm],
  ] as const;

/** Object.keys for records whose keys zod has checked. */
export const keysOf = <Key extends string>(record: Readonly<Partial<Record<Key, unknown>>>): readonly Key[] =>
  Object.keys(record) as Key[];
