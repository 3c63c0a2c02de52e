import type { Disposition } from '../../machines/actions.ts';
import { urgencyIcons } from '../icons.ts';
import { dispositionText, type Reader } from '../texts.ts';
import type { Image } from './adaptiveCard.ts';

/** Where no routine card can be given, somebody is to be seen today as well. */
const icons: Readonly<Record<Disposition, string>> = {
  ...urgencyIcons,
  notEnoughAsked: urgencyIcons.urgent,
  madeForAdults: urgencyIcons.urgent,
};

/** The sign of an urgency; its title says the same. */
export const urgencyIcon = (reader: Reader, disposition: Disposition): Image => ({
  type: 'Image',
  url: icons[disposition],
  altText: dispositionText(reader, disposition, 'title'),
  width: '40px',
});
