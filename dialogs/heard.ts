import type { z } from 'zod';
import type { Findings, QuestionId } from '../machines/findings.ts';
import type { commandSchema } from './understanding/lexiconSchema.ts';

/** What the words are asked to answer: a question of the pathway, or the bot's own "is that right?". */
export type Asked = QuestionId | 'confirmation' | undefined;

export type Command = z.infer<typeof commandSchema>;

/**
 * What every message has: the words, as typed, that were not understood, none where all were; and what was understood and
 * no question holds ("on warfarin"), which is shown as not used.
 */
type Unheard = { readonly unheard?: readonly string[]; readonly unused?: readonly string[] };

/** What a typed message says for certain. `rests` are the words that it rests on, as typed. */
export type Heard =
  /** Findings for the question asked, and for others in passing; all certain enough to record. */
  | ({ readonly kind: 'answer'; readonly findings: Findings; readonly rests: string } & Unheard)
  /** Weakness is there, the side was not said. `findings` is what else was certain. */
  | ({ readonly kind: 'partial'; readonly findings: Findings; readonly rests: string } & Unheard)
  /**
   * Probably `guess`, if given: confirm in one tap. Otherwise ask again in other words; `which` where something is there
   * or has changed and only what it is was not said.
   */
  | ({
      readonly kind: 'ambiguous';
      readonly findings: Findings;
      readonly guess?: Findings;
      readonly which?: true;
      readonly rests?: string;
    } & Unheard)
  /**
   * `question` is what a "change" or "why" names; `language` what a "language" names; `findings` what was said for
   * certain beside it ("I made a mistake about my bladder, I do leak").
   */
  | {
      readonly kind: 'command';
      readonly command: Command;
      readonly question?: QuestionId;
      readonly language?: string;
      readonly findings?: Findings;
    }
  /** Say the emergency message now: for certain findings, or for a cry for other urgent help (of `selfHarm`, if it is one). */
  | ({
      readonly kind: 'emergency';
      readonly findings: Findings;
      readonly other: boolean;
      readonly selfHarm?: true;
      readonly rests: string;
    } & Unheard)
  /** Under 18, said in so many words. */
  | ({ readonly kind: 'under18'; readonly findings: Findings; readonly rests: string } & Unheard)
  /** "yes" or "no" to the bot's own confirmation. */
  | { readonly kind: 'confirm' }
  | { readonly kind: 'decline' }
  /** About the person's back or health, or a greeting, before anything was asked: a kind word, then the first question. */
  | ({ readonly kind: 'story' } & Unheard)
  /** Surely nothing to do with anybody's health, and no command: thanks, other subjects. */
  | { readonly kind: 'off-topic' }
  /** More than can be read as an answer, and no emergency in it. */
  | { readonly kind: 'tooLong' };
