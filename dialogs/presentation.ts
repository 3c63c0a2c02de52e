import type { Reviewed } from './signOff.ts';

/** How a channel shows cards. */
export type Presentation = {
  /** `execute` where invokes are answered (Teams); `submit` everywhere else. */
  readonly buttons: 'execute' | 'submit';
  /** Undefined says "your local emergency number". */
  readonly emergencyNumber: string | undefined;
  /** Who reviewed the content that is in force; without it, cards say "not clinically validated". */
  readonly reviewed?: Reviewed | undefined;
};
