import { speakWith } from '../../dialogs/texts.ts';
import { pseudoTexts } from '../dialogs/pseudoTexts.ts';

/** Preloaded into Cauda's process: two languages that nobody speaks stand in for English and Spanish. */
speakWith({ en: pseudoTexts.accented, es: pseudoTexts.rightToLeft });
