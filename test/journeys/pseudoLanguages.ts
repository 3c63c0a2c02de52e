import { speakWith } from '../../dialogs/texts.ts';
import { pseudoTexts } from '../dialogs/pseudoTexts.ts';

/** Preloaded into Cauda's process: two languages that nobody speaks stand in for English and Spanish. */
speakWith({ en: pseudoTexts.accented, es: pseudoTexts.rightToLeft });

// Spanish runs from right to left here, as the texts in its place do.
Object.defineProperty(Intl.Locale.prototype, 'getTextInfo', {
  value(this: Intl.Locale) {
    return { direction: this.language === 'es' ? 'rtl' : 'ltr' };
  },
});
