import type { QuestionId } from '../../machines/findings.ts';
import type { features, Lexicon, topics } from './lexicon.ts';
import type { Entry } from './phraseBook.ts';

export type Topic = (typeof topics)[number];
export type Feature = (typeof features)[number];
export type Side = 'left' | 'right' | 'both' | 'one';

/** What a phrase of the symptom lexicon speaks of. */
export type Mention =
  | { readonly is: 'topic'; readonly topic: Topic }
  | { readonly is: 'feature'; readonly feature: Feature }
  | FindingMention
  /** A figure of speech: takes its words out of play. */
  | { readonly is: 'figure' };

export type FindingMention = {
  readonly is: 'finding';
  readonly question: QuestionId;
  readonly value: string | undefined;
  readonly guess: string | undefined;
  readonly denied: 'whole' | 'part' | 'none';
  readonly when: 'asked' | 'always';
};

/** The symptom lexicon as phrases with what they mention. */
export function mentionEntries({ symptoms }: Lexicon): readonly Entry<Mention>[] {
  return [
    { say: symptoms.figures, means: { is: 'figure' } },
    ...symptoms.findings.map(({ say, question, value, guess, denied, when }) => ({
      say,
      means: { is: 'finding' as const, question, value, guess, denied, when },
    })),
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
