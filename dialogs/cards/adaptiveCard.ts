/**
 * The part of Adaptive Cards 1.5 that Cauda uses: what Web Chat, Teams and the Agents Playground all draw.
 * https://adaptivecards.io/explorer/
 */
export type AdaptiveCard = {
  readonly type: 'AdaptiveCard';
  readonly version: '1.5';
  /** Shown where a card cannot be. */
  readonly fallbackText: string;
  /** What a screen reader says when the card arrives. */
  readonly speak: string;
  readonly body: readonly CardElement[];
};

/** What a card's body is made of. */
export type CardElement = TextBlock | Image | Container | ColumnSet | ActionSet | ChoiceInput;

type Placed = {
  readonly separator?: boolean;
  readonly spacing?: 'none' | 'small' | 'default' | 'medium' | 'large';
};

export type TextBlock = Placed & {
  readonly type: 'TextBlock';
  /** Markdown: emphasis, lists, paragraphs. */
  readonly text: string;
  readonly wrap: true;
  readonly style?: 'heading';
  readonly size?: 'small' | 'default' | 'medium' | 'large';
  readonly weight?: 'bolder';
  readonly color?: 'accent' | 'attention';
  readonly horizontalAlignment?: 'center';
  readonly isSubtle?: boolean;
};

export type Image = Placed & {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
  readonly width: `${number}px`;
  readonly height?: `${number}px`;
  readonly horizontalAlignment?: 'left' | 'center' | 'right';
};

/** The colour behind a container; the words and the icon in it say the same. */
export type ContainerStyle = 'attention' | 'warning' | 'good' | 'accent' | 'emphasis';

export type Container = Placed & {
  readonly type: 'Container';
  readonly items: readonly CardElement[];
  readonly style?: ContainerStyle;
  readonly bleed?: boolean;
  readonly selectAction?: SentAction;
};

/** A list to choose one from; its id is the field's name in what is sent. */
export type ChoiceInput = Placed & {
  readonly type: 'Input.ChoiceSet';
  readonly id: string;
  readonly style: 'compact';
  readonly label: string;
  readonly placeholder: string;
  readonly choices: readonly { readonly title: string; readonly value: string }[];
};

export type ColumnSet = Placed & { readonly type: 'ColumnSet'; readonly columns: readonly Column[] };

export type Column = Placed & {
  readonly type: 'Column';
  readonly width: 'auto' | 'stretch';
  readonly items: readonly CardElement[];
  readonly verticalContentAlignment?: 'center';
  readonly minHeight?: `${number}px`;
  readonly selectAction?: SentAction;
};

export type ActionSet = Placed & { readonly type: 'ActionSet'; readonly actions: readonly Action[] };

/** A button that is sent to the bot. */
export type SentAction = SubmitAction | ExecuteAction;
export type Action = SentAction | ShowCard;

/** What a button sends. */
export type Data = Readonly<Record<string, unknown>> & { readonly verb: string };

export type SubmitAction = {
  readonly type: 'Action.Submit';
  readonly title: string;
  readonly data: Data;
  readonly associatedInputs: 'none' | 'auto';
};

export type ExecuteAction = {
  readonly type: 'Action.Execute';
  readonly title: string;
  readonly verb: string;
  readonly data: Data;
  readonly associatedInputs: 'none' | 'auto';
  /** For clients that do not know Action.Execute. */
  readonly fallback: SubmitAction;
};

/** A button that shows more of the card and hides it again. */
export type ShowCard = {
  readonly type: 'Action.ShowCard';
  readonly title: string;
  readonly card: { readonly type: 'AdaptiveCard'; readonly body: readonly CardElement[] };
};
