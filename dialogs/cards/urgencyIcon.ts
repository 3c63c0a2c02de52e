import type { Disposition } from '../../machines/actions.ts';
import { dispositionText, type Reader } from '../texts.ts';
import type { Image } from './adaptiveCard.ts';

const tiny =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** The sign of an urgency; its title says the same. */
export const urgencyIcon = (reader: Reader, disposition: Disposition): Image => ({
  type: 'Image',
  url: tiny,
  altText: dispositionText(reader, disposition, 'title'),
  width: '40px',
});
