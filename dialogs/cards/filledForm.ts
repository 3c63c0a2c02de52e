import { createHash, randomUUID } from 'node:crypto';

/** The JSON of a card that is the same for everybody, but for where the conversation stands: that goes between its pieces. */
export type Form = {
  /** Names its words and no others. */
  readonly id: string;
  readonly pieces: readonly string[];
};

export const formOf = (pieces: readonly string[]): Form => ({
  id: createHash('sha256').update(JSON.stringify(pieces)).digest('base64url').slice(0, 22),
  pieces,
});

/** A form with what is this conversation's own; a card to whoever does not know of forms. */
export class FilledForm {
  readonly form: Form;
  readonly own: string;

  /** @param own members of an object, as JSON without the braces. */
  constructor(form: Form, own: string) {
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

/** A text in which forms stand as they are. */
export type Text = string | readonly (string | FilledForm)[];

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
    return forms.length === 0 ? around.join('') : around.flatMap((part, at) => [part, ...forms.slice(at, at + 1)]);
  } finally {
    collecting = undefined;
  }
}
