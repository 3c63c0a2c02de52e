import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const folder = new URL('../../../src/pages/nurse/', import.meta.url);

test('every word of the desk has its Spanish, is used, and no other is', () => {
  const words = readFileSync(new URL('words.js', folder), 'utf8');
  const named = [...words.matchAll(/^ {2}(\w+): \[/gm)].map(([, name]) => name);
  const code = ['desk', 'queue', 'call', 'keys', 'screen', 'forms', 'doings']
    .map((name) => readFileSync(new URL(`${name}.js`, folder), 'utf8'))
    .join('\n');
  const said = [...code.matchAll(/word\('(\w+)'\)/g)].map(([, name]) => name);
  expect(said.filter((name) => !named.includes(name))).toEqual([]);
  // Refusals, states and sections are named by what the server says.
  const byServer =
    /^(state|section)|^(complete|disconnected|transferred|declined|takesAway|stale|notYours|nothingToGoBackTo|noSuchAnswer|needsWords|wrongReason|sameAsComputed|needsSecond|disposition|reference|begun|age|owner|state)$/;
  expect(named.filter((name) => !code.includes(`'${name}'`) && !byServer.test(name ?? ''))).toEqual([]);
});
