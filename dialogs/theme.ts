import { z } from 'zod';

/** An address that stands in cards as it is. */
export const pictureAddress = /^(https?:\/\/[\w.-]|\/(?!\/))[\w./:%~-]*$/;

/** Letters, digits and plain punctuation: cards read other signs as markup. One line on a phone. */
const themeName = /^(?=\S)[\p{L}\p{M}\p{N} .,'’()&/+-]{2,40}(?<=\S)$/u;

/**
 * Whose bot it is, on the welcome and at the foot of each advice. Nothing else can be told: the signs, colours and words of an
 * urgency are the same in every bot.
 */
export const themeSchema = z.strictObject({
  name: z.string().regex(themeName, 'must be 2 to 40 letters, digits or plain punctuation'),
  /** A square picture, drawn 32 pixels wide. */
  logo: z.exactOptional(
    z.string().max(500).regex(pictureAddress, 'must be an address like https://bot.example/logo.png, or a path'),
  ),
});
/** Whose bot it is: a name, and the address of a square picture. */
export type Theme = z.infer<typeof themeSchema>;
