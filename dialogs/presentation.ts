import type { Reviewed } from './reviewer.ts';
import type { Theme } from './theme.ts';

/** How a channel shows cards. */
export type Presentation = {
  /** `execute` where invokes are answered (Teams); `submitInTeams` in tenants that switch it off; else `submit`. */
  readonly buttons: 'execute' | 'submit' | 'submitInTeams';
  /** The conversation is over with its recommendation: nothing on that card is sent. */
  readonly endsThere?: boolean;
  /** Undefined says "your local emergency number". */
  readonly emergencyNumber: string | undefined;
  /** Who reviewed the content that is in force; without it, cards say "not clinically validated". */
  readonly reviewed?: Reviewed | undefined;
  /** Where the site's own people are reached: a telephone number or an address. */
  readonly personLine?: string | undefined;
  /** Whose bot it is; without it, cards name nobody. */
  readonly theme?: Theme | undefined;
  /** On Cauda's own page, which calls a number by a button and can show a result to keep. */
  readonly onPage?: boolean | undefined;
  /** Where the drawings of `dialogs/pictures/` are served; without it, cards have none. */
  readonly pictures?: Pictures | undefined;
};

/** `at` comes before a drawing's name. SVG follows light and dark, PNG is drawn by every client. */
export type Pictures = { readonly at: string; readonly as: 'svg' | 'png' };
