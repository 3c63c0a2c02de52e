import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

/** What the README claims of the program, and the test that holds it, by its words. */
const heldBy: readonly (readonly [claim: string, test: string, words: string])[] = [
  ['Then, in a second terminal:', 'docs/commands', 'the chat in a terminal asks its first question'],
  ['every question can be asked in any order', 'dialogs/call/callSheet', 'shuffled'],
  ['The pages fetch nothing from elsewhere', 'journeys/widget', 'asking nobody else'],
  ['nothing more needs to be set for a trial', 'src/doctor', 'a Cauda on this machine is fit for a trial'],
  ['Drawn from the state machine itself', 'src/pathwayDiagram', 'the picture of the pathway is the machine that runs'],
  [
    'interrupts at once',
    'machines/pathwayGraph',
    'interrupts a patient for the first emergency, and a professional never',
  ],
  [
    'goes on under a standing banner',
    'machines/conversationView',
    'does not hold up a professional, who sees it beside',
  ],
  ['Four levels', 'machines/recommendation', 'are concluded as in the truth table'],
  [
    'is asked once more in simpler words',
    'dialogs/conversation/converse',
    'is asked once more in simpler words, then stands',
  ],
  ['which is never "no"', 'machines/ruleRows', 'never takes "not sure" for less than no'],
  ['Who stops early', 'dialogs/conversation/converse', 'never says that no scan is needed'],
  ['can be tapped', 'journeys/pictures', 'the legs can be tapped, and the tap is that answer'],
  ['makes the PNG files', 'dialogs/questionPictures', 'its PNG is up to date'],
  ['Back, change,', 'dialogs/conversation/converse', 'back asks the last question again'],
  ['why, help, stop, restart', 'dialogs/conversation/converse', 'why, help and status log nothing'],
  ['"delete my answers"', 'journeys/chatSafety', 'deleted answers leave the screen, the storage and the other tab'],
  ['who writes in the other language goes on in it', 'dialogs/spokenLanguage', 'goes on in it, with the answers kept'],
  ['Emergency words are heard in either', 'dialogs/spokenLanguage', 'hears of an emergency in either'],
  ['No arrow points back', 'imports', 'no room looks into one that is built on it'],
  ['computed from it each time', 'machines/triageMachine', 'the fold over a log is the live machine'],
  ['A message is one transaction', 'src/turn', 'an activity that is delivered again runs nothing'],
  [
    'starts the server again at each change',
    'docs/dev',
    'starts again when a text, a lexicon, a style or code changes',
  ],
  ['puts all of it on one page', 'src/reviewPack/reviewPack', 'has each of its own words in its own language'],
  ['In a Teams group chat', 'journeys/teamsWalk', 'in a group chat it collects nothing'],
  ['its first card says so', 'journeys/spanish', 'Traducción aún no revisada'],
  ['hand-over', 'src/desk/deskContract', 'is read by reference and code, in both languages'],
  ['Teams app', 'dialogs/content/furtherLanguage', 'the Teams app is offered in it'],
  ['An erasure keeps the ids', 'src/storage/storeContract', 'an erasure leaves the replies to it and what was handled'],
];

const root = join(import.meta.dirname, '../..');
const readme = readFileSync(join(root, 'README.md'), 'utf8').replaceAll(/\s+/g, ' ');
const sourceOf = (name: string): string =>
  readFileSync(join(root, 'test', name.endsWith('Contract') ? `${name}.ts` : `${name}.test.ts`), 'utf8');

test('what the README claims is claimed there, and held by the test that is named here', () => {
  for (const [claim, name, words] of heldBy) {
    expect([claim, readme.includes(claim)]).toEqual([claim, true]);
    expect([name, words, sourceOf(name).includes(words)]).toEqual([name, words, true]);
  }
});

test('every claim about the pathway is among them', () => {
  const [, pathway = ''] = /## The pathway (.*?) ## /.exec(readme) ?? [];
  const claims = pathway.split(' - ').slice(1);
  expect(claims.length).toBeGreaterThan(5);
  expect(claims.filter((claim) => !heldBy.some(([held]) => claim.includes(held)))).toEqual([]);
});

test('a newcomer reads it in ten minutes, but for the table of packages at its end', () => {
  const [read = ''] = readme.split('## Packages');
  expect(read.split(' ').length).toBeLessThan(1_800);
});
