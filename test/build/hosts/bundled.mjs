// What a bundler makes of: the dialog, and a word that only the word lists know.
import { TriageDialog } from 'cauda';
import { understand } from 'cauda/understanding';

console.log(
  JSON.stringify([new TriageDialog('triage').id, understand('I cannot pee', 'bladder', 'en', new Date()).kind]),
);
