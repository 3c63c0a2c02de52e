/** @import { Doing } from './deskState.ts' */
import { back, call, copy, keepUnheard, print, recordGuess, settleHearing, show, toAloud, toQueue } from './call.js';
import { form } from './forms.js';

/**
 * What one letter does, or the button that bears it.
 * @type {readonly Doing[]}
 */
export const asides = [
  { name: 'back', letter: 'b', run: back },
  { name: 'why', letter: 'w', run: () => show('why') },
  { name: 'help', letter: 'h', run: () => show('help') },
  { name: 'simpler', letter: 's', run: () => show('simpler') },
  { name: 'advise', letter: 'a', run: toAloud },
];

/** @type {readonly Doing[]} */
export const doings = [
  { name: 'note', letter: 'n', run: () => (call.hearing === undefined ? form('note') : keepUnheard()) },
  { name: 'caller', letter: 'p', run: () => form('party') },
  { name: 'moreUrgent', letter: 'u', run: () => form('judge', { more: true }) },
  { name: 'judge', letter: 'j', run: () => form('judge') },
  { name: 'end', letter: 'e', run: () => form('end') },
  { name: 'handOver', letter: 'o', run: () => form('handOver') },
  { name: 'copy', letter: 'c', run: copy },
  { name: 'print', letter: 'r', run: print },
  { name: 'toQueue', letter: 'q', run: toQueue },
];

/** Of what was typed; their buttons stand beside what was heard. */
const ofHearing = [
  { letter: 't', run: () => document.getElementById('typed')?.focus() },
  { letter: 'y', run: () => call.hearing?.guessed.slice(0, 1).map(recordGuess) },
  { letter: 'd', run: () => (call.hearing === undefined ? undefined : settleHearing()) },
];

/** @type {ReadonlyMap<string, () => unknown>} */
export const byLetter = new Map([...asides, ...doings, ...ofHearing].map(({ letter, run }) => [letter, run]));
