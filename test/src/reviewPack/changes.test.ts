import { expect, test } from '@jest/globals';
import { changesChapter, changesSince } from '../../../src/reviewPack/changes.ts';
import { contentSnapshot, type Snapshot } from '../../../src/reviewPack/contentSnapshot.ts';
import { packIn } from '../../../src/reviewPack/words/packLanguages.ts';
import { imagingTable, urgencyTable } from '../../machines/truthTable/concluded.ts';

const now = contentSnapshot();
const before = (changed: Readonly<Record<string, string | undefined>>): Snapshot => ({
  version: 'fedcba9876543210',
  content: Object.fromEntries(
    Object.entries({ ...now.content, ...changed }).filter((one): one is [string, string] => one[1] !== undefined),
  ),
});

test('the same content has no changes', () => {
  expect(changesSince(now, contentSnapshot())).toEqual([]);
  expect(changesChapter(packIn('en'), now, now).markup).toMatch(/Nothing changed since content [0-9a-f]{16}/);
});

test('a text that changed is shown word by word', () => {
  const changes = changesSince(before({ 'text en questions bladder label': 'Urine' }), now);
  expect(changes).toEqual([
    {
      what: 'text en questions bladder label',
      kind: 'changed',
      words: { markup: '<del>Urine</del><ins>Bladder</ins>' },
    },
  ]);
});

test('a rule that changed is shown in words, and so is one that is new or gone', () => {
  const fires = now.content['rule E9'];
  expect(fires).toBe('(legPain both) → emergency; suspects cauda-equina-syndrome; because bothLegsPainCanPrecede');
  const then = before({
    'rule E9': fires?.replace('emergency', 'urgent'),
    'rule U5': undefined,
    'rule E99': 'gait unsteady',
  });
  expect(changesSince(then, now).map(({ what, kind }) => [what, kind])).toEqual([
    ['rule E9', 'changed'],
    ['rule U5', 'new'],
    ['rule E99', 'gone'],
  ]);
});

test('code that changed without a rule that differs is named, for a developer to explain', () => {
  const chapter = changesChapter(packIn('en'), before({ 'code standing': '0' }), now).markup;
  expect(chapter).toMatch(/0 changes since content fedcba9876543210/);
  expect(chapter).toMatch(/code of these files changed too: standing\./);
});

test('without an earlier pack all is new', () => {
  expect(changesChapter(packIn('en'), undefined, now).markup).toMatch(/all of it is to be read as new/);
});

test('the snapshot holds every text, rule, question and source', () => {
  const names = Object.keys(now.content);
  for (const kind of ['rule ', 'question ', 'source ', 'action ', 'text en ', 'code ']) {
    expect(names.some((name) => name.startsWith(kind))).toBe(true);
  }
  const rules = [...urgencyTable, ...imagingTable].map(({ is }) => `rule ${is['rule']}`);
  expect(rules.filter((rule) => !names.some((name) => name === rule || name.startsWith(`${rule}, `)))).toEqual([]);
});
