import { z } from 'zod';
import { dispositions } from '../machines/actions.ts';
import { roleSchema } from '../machines/findings.ts';
import { dispositionText, spokenLanguages } from './texts.ts';

/** An address that stands in cards as it is. */
export const pictureAddress = /^(https?:\/\/[\w.-]|\/(?!\/))[\w./:%~-]*$/;

/** Letters, digits and plain punctuation: cards read other signs as markup, and "1. " or "- " before words as a list. One line on a phone. */
const themeName = /^(?!\d+[.)] )(?=[\p{L}\p{N}])[\p{L}\p{M}\p{N} .,'’()&/+-]{2,40}(?<=\S)$/u;

/** It stands below the advice, and must not be taken for one: what a title says, in whole or in part, is no name. */
function saysHowSoon(name: string): boolean {
  const said = name.toLowerCase();
  const titles = spokenLanguages.flatMap((language) =>
    roleSchema.options.flatMap((role) =>
      dispositions.map((one) => dispositionText({ language, role }, one, 'title').toLowerCase()),
    ),
  );
  return titles.some((title) => title.includes(said) || said.includes(title));
}

/**
 * Whose bot it is, on the welcome and at the foot of each advice. Nothing else can be told: the signs, colours and words of an
 * urgency are the same in every bot.
 */
export const themeSchema = z.strictObject({
  name: z
    .string()
    .regex(themeName, 'must be 2 to 40 letters, digits or plain punctuation, and begin with a letter or a digit')
    .refine((name) => !saysHowSoon(name), 'is what the title of an advice says, so it would be read as one'),
  /** A square picture, drawn 32 pixels wide. */
  logo: z.exactOptional(
    z.string().max(500).regex(pictureAddress, 'must be an address like https://bot.example/logo.png, or a path'),
  ),
});
/** Whose bot it is: a name, and the address of a square picture. */
export type Theme = z.infer<typeof themeSchema>;
