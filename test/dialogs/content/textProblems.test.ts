import { expect, test } from '@jest/globals';
import { textProblems } from '../../../dialogs/content/textProblems.ts';
import { spokenLanguages } from '../../../dialogs/texts.ts';

/** A text under the wrong key is wrong whatever the rules say, so texts are read back by what they say. */
test.each(spokenLanguages)('%s: each text says what its key means', (language) => {
  expect(textProblems(language)).toEqual([]);
});
