import * as z from 'zod';
import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import { card as cardOf } from '../../dialogs/cards/card.ts';
import { plainText as plainTextOf } from '../../dialogs/cards/plainText.ts';
import { checked, plainObject } from '../../dialogs/checked.ts';
import type { ChatView } from '../../dialogs/conversation/chatView.ts';
import type { Presentation } from '../../dialogs/presentation.ts';
import { turnSettings } from '../../dialogs/turnSettings.ts';
import { dispositions } from '../../machines/actions.ts';
import { questionIdSchema, roleSchema } from '../../machines/findings.ts';
import { urgencySchema } from '../../machines/urgency.ts';

const { buttons, endsThere, reviewed, personLine, onPage, pictures, theme } = turnSettings;
const presentationSchema = plainObject(
  z.strictObject({
    buttons: buttons.unwrap(),
    emergencyNumber: z.optional(z.string().min(1)),
    endsThere,
    reviewed,
    personLine,
    onPage,
    pictures,
    theme,
  } satisfies Record<keyof Presentation, z.ZodType>),
);

/** What tells a view from anything else; all of it that a card shows was made by `view` or `chatView`. */
const someViewSchema = z.looseObject({
  conversation: z.string(),
  log: z.int(),
  revision: z.int(),
  role: roleSchema,
  language: z.string(),
  answers: z.array(z.looseObject({ question: questionIdSchema, value: z.string() })),
  notAsked: z.array(questionIdSchema),
  retracted: z.array(z.looseObject({ rule: z.string() })),
  margin: z.looseObject({}),
  recommendation: z.looseObject({
    urgency: urgencySchema,
    disposition: z.enum(dispositions),
    rules: z.array(z.string()),
    conditions: z.array(z.string()),
    actions: z.looseObject({ patients: z.array(z.string()), professionals: z.array(z.string()) }),
  }),
});
const viewSchema = z.discriminatedUnion('kind', [
  someViewSchema.extend({
    kind: z.literal('question'),
    question: questionIdSchema,
    progress: z.looseObject({ number: z.int(), atMost: z.int() }),
  }),
  someViewSchema.extend({ kind: z.literal('emergency') }),
  someViewSchema.extend({ kind: z.literal('recommendation'), stopped: z.boolean() }),
  someViewSchema.extend({ kind: z.literal('confirmation'), of: z.looseObject({ kind: z.string() }) }),
]);

/** The card of a view. Pure. @throws TypeError for what is no view, and where the presentation has what it does not take. */
export function card(view: ChatView, presentation: Presentation): AdaptiveCard {
  checked('card, view', viewSchema, view);
  checked('card, presentation', presentationSchema, presentation);
  return cardOf(view, presentation);
}

const cardSchema = z.looseObject({
  type: z.literal('AdaptiveCard'),
  body: z.array(z.looseObject({ type: z.string() })),
});
const detailsSchema = z.optional(plainObject(z.strictObject({ details: z.exactOptional(z.boolean()) })));

/**
 * A card as text: its words, then its buttons, numbered from 1 with the answers first.
 * @param options `details`: also what a card shows only on demand (answers, sources).
 * @throws TypeError for what is no card.
 */
export function plainText(card: AdaptiveCard, options?: { readonly details?: boolean }): string {
  checked('plainText, card', cardSchema, card);
  return plainTextOf(card, checked('plainText, options', detailsSchema, options));
}
