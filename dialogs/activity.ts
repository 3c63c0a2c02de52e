import type { Disposition } from '../machines/actions.ts';
import type { Progress } from '../machines/conversationView.ts';
import type { Shown } from './cardActions.ts';
import type { ChatView } from './conversation/chatView.ts';

/** What is read of an activity, whichever library received it. */
export type SaidActivity = {
  readonly type: string;
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  readonly text?: string | undefined;
  readonly locale?: string | undefined;
  readonly value?: unknown;
  readonly replyToId?: string | undefined;
  readonly attachments?: readonly { readonly contentType: string; readonly content?: unknown }[] | undefined;
  readonly entities?: readonly unknown[] | undefined;
  readonly reactionsAdded?: readonly unknown[] | undefined;
  readonly channelData?: unknown;
};

/** An activity to be sent, whichever library sends it; with an `id` it replaces the one that was sent under it. */
export type SentActivity = {
  readonly type: 'message';
  readonly id?: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly importance?: string;
  readonly attachments?: { readonly contentType: string; readonly content?: object }[];
  readonly channelData?: {
    /** Where the conversation stands, and what the card shows. */
    readonly cauda?: Stamp & { readonly view?: ChatView['kind'] };
    /** Nothing of the conversation is left. */
    readonly caudaErased?: true;
    /** The person wants to keep the result: the page opens it. */
    readonly caudaKeep?: true;
  };
};

/** What keeps standing in sight: an emergency that was told. */
export type StandingAdvice = { readonly title: string };
export type Stamp = Shown & {
  readonly language: string;
  readonly progress?: Progress;
  readonly standing?: StandingAdvice;
  readonly essence?: string;
  readonly disposition?: Disposition;
};
