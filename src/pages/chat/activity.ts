/** Where in the conversation something was shown; typed words answer that, and nothing that came later. */
export type Shown = {
  readonly conversation: string;
  readonly log: number;
  readonly run?: string;
  readonly revision: number;
  readonly question?: string;
  readonly card?: string;
};

/** What stands in sight until it is taken back: an emergency that was told. */
export type Standing = { readonly title: string };

/** What Cauda's server adds to its replies, for its pages. */
export type FromCauda = Shown & {
  readonly language?: string;
  readonly standing?: Standing;
  /** What the card shows, where that is what the conversation shows now. */
  readonly view?: string;
  readonly progress?: { readonly number: number; readonly atMost: number };
  /** Of a result, for a code that a desk can read. */
  readonly essence?: string;
  /** Of a result: how urgent, or that not enough was asked to tell. */
  readonly disposition?: string;
};

export type Attachment = { readonly contentType: string; readonly content?: unknown };

/** The part of a Bot Framework activity that the page looks at; all else passes through. */
export type Activity = {
  readonly type: string;
  readonly id?: string;
  readonly text?: string;
  readonly textFormat?: string;
  readonly value?: unknown;
  readonly locale?: string;
  readonly timestamp?: string;
  readonly from?: { readonly role?: string };
  readonly attachments?: readonly Attachment[];
  readonly channelData?: {
    readonly cauda?: FromCauda;
    /** All that was kept of the conversation is gone. */
    readonly caudaErased?: boolean;
    /** The person wants to keep the result. */
    readonly caudaKeep?: boolean;
    readonly clientActivityID?: string;
    /** It is not to be read aloud again. */
    readonly caudaHeard?: boolean;
    readonly [other: string]: unknown;
  };
};

const cardType = 'application/vnd.microsoft.card.adaptive';

export const cardIn = (activity: Activity): unknown =>
  activity.attachments?.find(({ contentType }) => contentType === cardType)?.content;

export const withCard = (activity: Activity, content: unknown): Activity => ({
  ...activity,
  attachments: [{ contentType: cardType, content }],
});

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
