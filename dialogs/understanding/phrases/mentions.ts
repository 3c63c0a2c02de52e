import { type QuestionId, questionIds } from '../../../machines/findings.ts';
import type { Lexicon } from '../lexicon.ts';
import type { features, topics } from '../lexiconSchema.ts';
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
  /** Said at any time, only as an answer to its question, or only when that is all that is said. */
  readonly when: 'always' | 'asked' | 'alone';
};

/** The symptom lexicon as phrases with what they mention. */
export function mentionEntries({ symptoms, answers }: Lexicon): readonly Entry<Mention>[] {
  return [
    { say: symptoms.figures, means: { is: 'figure' } },
    ...optionEntries(answers.options),
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

/** The words of the buttons: they mean that only as an answer to their question. */
const optionEntries = (options: Lexicon['answers']['options']): readonly Entry<Mention>[] =>
  questionIds.flatMap((question) =>
    Object.entries(options[question] ?? {}).map(([value, say]) => ({
      say,
      means: {
        is: 'finding' as const,
        question,
        value,
        guess: undefined,
        denied: 'part' as const,
        when: 'alone' as const,
      },
    })),
  );
