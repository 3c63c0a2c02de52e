import type { Findings, QuestionId } from '../machines/findings.ts';

/** What the words are asked to answer: a question of the pathway, or the bot's own "is that right?". */
export type Asked = QuestionId | 'confirmation' | undefined;

export type Command =
  | 'back'
  | 'why'
  | 'help'
  | 'change'
  | 'restart'
  | 'stop'
  | 'continue'
  | 'status'
  | 'language'
  | 'who'
  | 'erase';

/** What a typed message says for certain. `rests` are the words that it rests on, as typed. */
export type Heard =
  /** Findings for the question asked, and for others in passing; all certain enough to record. */
  | { readonly kind: 'answer'; readonly findings: Findings; readonly rests: string }
  /** Weakness is there, the side was not said. `findings` is what else was certain. */
  | { readonly kind: 'partial'; readonly findings: Findings; readonly rests: string }
  /** Probably `guess`, if given: confirm in one tap. Otherwise ask again in other words. */
  | { readonly kind: 'ambiguous'; readonly findings: Findings; readonly guess?: Findings; readonly rests?: string }
  /** `question` is what a "change" or "why" names; `language` what a "language" names. */
  | { readonly kind: 'command'; readonly command: Command; readonly question?: QuestionId; readonly language?: string }
  /** Say the emergency message now: for certain findings, or for a cry for other urgent help. */
  | { readonly kind: 'emergency'; readonly findings: Findings; readonly other: boolean; readonly rests: string }
  /** Under 18, said in so many words. */
  | { readonly kind: 'under18'; readonly findings: Findings; readonly rests: string }
  /** "yes" or "no" to the bot's own confirmation. */
  | { readonly kind: 'confirm' }
  | { readonly kind: 'decline' }
  /** Not about any question and no command: greetings, thanks, other subjects. */
  | { readonly kind: 'off-topic' };
