import type { AdaptiveCard, CardElement } from './adaptiveCard.ts';
import { plainText, wordsOf } from './plainText.ts';

/**
 * A card from its body, with its words for a screen reader and for clients that draw no cards.
 * @param spoken the part that must not be missed; the whole body where it is short.
 */
export function finished(body: readonly CardElement[], spoken = body): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    body,
    // Nobody hears an address.
    speak: wordsOf(spoken)
      .join('\n')
      .replaceAll('**', '')
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'),
    fallbackText: plainText({ body: spoken }),
  };
}
