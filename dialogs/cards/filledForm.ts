import { createHash, randomUUID } from 'node:crypto';

/** The JSON of a card that is the same for many, but for where the conversation stands: that goes between its pieces. */
export type Form = {
  /** Names its words and no others. None where they tell of somebody's own answers: those are stored with the rest of them. */
  readonly id: string | undefined;
  readonly pieces: readonly string[];
};
/** A form whose words may be stored once for everybody. */
export type SharedForm = Form & { readonly id: string };

export function sharedForm(some: readonly string[]): SharedForm {
  const pieces = some.map(inAscii);
  return { id: createHash('sha256').update(JSON.stringify(pieces)).digest('base64url').slice(0, 22), pieces };
}
export const ownForm = (pieces: readonly string[]): Form => ({ id: undefined, pieces: pieces.map(inAscii) });

/** The same JSON in ASCII alone: it lies in half the memory, and goes out as it lies there, with each turn. */
const inAscii = (json: string): string =>
  json.replace(/[\u0080-\uffff]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const charactersOf = ({ pieces }: Form): number => pieces.reduce((sum, piece) => sum + piece.length, 0);

/** Members of an object, as JSON without the braces. */
export const membersOf = (some: object): string => JSON.stringify(some).slice(1, -1);

/** A form with what is this conversation's own; a card to whoever does not know of forms. */
export class FilledForm<Of extends Form = Form> {
  readonly form: Of;
  readonly own: string;

  /** @param own members of an object, as JSON without the braces. */
  constructor(form: Of, own: string) {
    this.form = form;
    this.own = own;
  }

  get text(): string {
    return this.form.pieces.join(this.own);
  }

  toJSON(): unknown {
    return collecting === undefined ? JSON.parse(this.text) : collecting.put(this);
  }
}

/** A text in which shared forms stand as they are. */
export type Text = string | readonly (string | FilledForm<SharedForm>)[];

export const textOf = (text: Text): string =>
  typeof text === 'string' ? text : text.map((part) => (typeof part === 'string' ? part : part.text)).join('');

/** Stands for a form while JSON is made; nobody outside can know it. */
const mark = randomUUID();
let collecting: { readonly put: (form: FilledForm) => string } | undefined;

/** The JSON of something in which filled forms may stand, made without a look into them. */
export function jsonOf(value: object): Text {
  const forms: FilledForm[] = [];
  collecting = {
    put(form) {
      forms.push(form);
      return mark;
    },
  };
  try {
    const around = JSON.stringify(value).split(`"${mark}"`);
    const parts = around.flatMap((part, at) => [part, ...forms.slice(at, at + 1).map(asStored)]);
    return parts.every((part) => typeof part === 'string') ? parts.join('') : parts;
  } finally {
    collecting = undefined;
  }
}

const asStored = (filled: FilledForm): string | FilledForm<SharedForm> => (isShared(filled) ? filled : filled.text);
const isShared = (filled: FilledForm): filled is FilledForm<SharedForm> => filled.form.id !== undefined;
