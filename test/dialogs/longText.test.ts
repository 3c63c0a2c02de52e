import { expect, test } from '@jest/globals';
import { type Activity, ConversationState, MemoryStorage, TestAdapter, type TurnContext } from 'botbuilder';
import { DialogSet, DialogTurnStatus } from 'botbuilder-dialogs';
import fc from 'fast-check';
import { hearAnswer } from '../../dialogs/hear.ts';
import { mostTyped, pieces } from '../../dialogs/longText.ts';
import { TriageDialog } from '../../dialogs/triageDialog.ts';
import type { Log } from '../../machines/answerLog.ts';

const dull = 'we went to the shop and had tea with my sister and then looked at the garden. ';
const longWith = (words: string, before: number): string =>
  `${dull.repeat(80).slice(0, before)} ${words}. ${dull.repeat(80)}`.slice(0, 6_000);

test.each([
  ['en', 'I wet myself and I cannot feel between my legs'],
  ['en', 'I want to kill myself'],
  ['es', 'me he orinado encima y no siento entre las piernas'],
])('emergency words are heard wherever they stand in a text that is too long (%s: %s)', (language, words) => {
  for (let before = 0; before < 5_900; before += 590)
    expect([before, hearAnswer(longWith(words, before), 'bladder', language, new Date())]).toMatchObject([
      before,
      { kind: 'emergency' },
    ]);
});

test('anything else in it is not taken for an answer', () => {
  expect(hearAnswer(`no ${dull.repeat(40)}`, 'bladder', 'en', new Date())).toEqual({ kind: 'tooLong' });
});

test('every sentence of a text is whole in one of its pieces', () => {
  const word = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom('a', 'b', 'c') });
  fc.assert(
    fc.property(fc.array(word, { minLength: 10, maxLength: 2_000 }), fc.nat(), (words, at) => {
      const text = words.join(' ');
      const found = pieces(text);
      const sentence = text.slice(at % text.length, (at % text.length) + 250);
      expect(found.some((piece) => piece.includes(sentence))).toBe(true);
      expect(found.every((piece) => piece.length <= mostTyped)).toBe(true);
    }),
  );
});

test('the person is told so, and what is kept of it is short', async () => {
  const state = new ConversationState(new MemoryStorage());
  const property = state.createProperty('dialogs');
  const dialogs = new DialogSet(property).add(new TriageDialog('triage'));
  const said: Partial<Activity>[] = [];
  let kept: Log | undefined;
  const adapter = new TestAdapter(async (context: TurnContext) => {
    context.onSendActivities(async (_context, sent, next) => {
      said.push(...sent);
      return next();
    });
    const dc = await dialogs.createContext(context);
    if ((await dc.continueDialog()).status === DialogTurnStatus.empty) await dc.beginDialog('triage');
    kept = dc.activeDialog?.state.log;
    await state.saveChanges(context);
  });
  await adapter.send('hello').startTest();
  await adapter.send(dull.repeat(40)).startTest();
  expect(said.map(({ text }) => text)).toContainEqual(expect.stringContaining('2,000 characters'));
  expect(kept?.entries).toEqual([]);
  await adapter.send(longWith('I cannot pee at all and my bottom is numb', 3_000)).startTest();
  expect(kept?.entries).not.toEqual([]);
  expect(JSON.stringify(kept).length).toBeLessThan(1_000);
});
