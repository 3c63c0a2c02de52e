import { questionIds } from '../../../machines/findings.ts';
import { deniedValue } from '../gravity.ts';
import type { Lexicon } from '../lexicon.ts';
import type { features, topics } from '../lexiconSchema.ts';
import type { Entry } from './phraseBook.ts';

export type Topic = (typeof topics)[number];
export type Feature = (typeof features)[number];
export type Side = Exclude<keyof Lexicon['symptoms']['sides'], 'neither'>;

/** What a phrase of the symptom lexicon speaks of. */
export type Mention =
  | { readonly is: 'topic'; readonly topic: Topic }
  | { readonly is: 'feature'; readonly feature: Feature }
  | FindingMention
  /** A figure of speech: takes its words out of play. */
  | { readonly is: 'figure' };

type Finding = Omit<Lexicon['symptoms']['findings'][number], 'say' | 'when'>;
/** Said at any time, only as an answer to its question, or only when that is all that is said. */
export type FindingMention = Finding & { readonly is: 'finding'; readonly when: 'always' | 'asked' | 'alone' };

/** A phrase that says that all is well: "no fever". */
export const isDenial = (means: Mention): boolean =>
  means.is === 'finding' && means.value !== undefined && means.value === deniedValue(means.question);

/** A phrase that says that something is, or may be, the matter. */
export const complains = (means: Mention): boolean =>
  means.is === 'feature'
    ? means.feature !== 'fine' && means.feature !== 'better'
    : means.is === 'finding' && (means.value ?? means.guess) !== deniedValue(means.question);

/** Whether a phrase names one of these body parts or complaints. */
export const names = (means: Mention, ...some: readonly (Topic | Feature)[]): boolean =>
  (means.is === 'topic' && some.includes(means.topic)) || (means.is === 'feature' && some.includes(means.feature));

/** The symptom lexicon as phrases with what they mention. */
export function mentionEntries({ symptoms, answers }: Lexicon): readonly Entry<Mention>[] {
  return [
    { say: symptoms.figures, means: { is: 'figure' } },
    // the words of the buttons mean that only as an answer to their question
    ...questionIds.flatMap((question) =>
      Object.entries(answers.options[question] ?? {}).map(([value, say]) => ({
        say,
        means: { is: 'finding' as const, question, value, denied: 'part' as const, when: 'alone' as const },
      })),
    ),
    ...symptoms.findings.map(({ say, ...means }) => ({ say, means: { is: 'finding' as const, ...means } })),
    ...Object.entries(symptoms.topics).map(([topic, say]) => ({
      say,
      means: { is: 'topic' as const, topic: topic as Topic },
    })),
    ...Object.entries(symptoms.features).map(([feature, say]) => ({
      say,
      means: { is: 'feature' as const, feature: feature as Feature },
    })),
  ];
}
