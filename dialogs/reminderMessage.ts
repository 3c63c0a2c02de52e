import { languageSpokenFor, message } from './texts.ts';

/** What somebody is told who went away in the middle; a notification shows it, so nothing in it is about health. */
export const reminderMessage = (locale: string | undefined): string =>
  message({ language: languageSpokenFor(locale), role: 'self' }, 'reminder');
