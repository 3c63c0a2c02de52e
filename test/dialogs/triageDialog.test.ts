import { expect, test } from '@jest/globals';
import { type Activity, ConversationState, MemoryStorage, TestAdapter, type TurnContext } from 'botbuilder';
import { DialogSet, DialogTurnStatus, TextPrompt } from 'botbuilder-dialogs';
import { z } from 'zod';
import { TriageDialog, type TriageDialogSettings } from '../../dialogs/triageDialog.ts';
import { quietAnswers } from '../machines/conversation.ts';

/** A foreign bot as its authors would write it: the dialog lives in the host's own state. */
function foreignBot(settings: TriageDialogSettings = {}, options?: object, as: object = {}) {
  const state = new ConversationState(new MemoryStorage());
  const dialogs = new DialogSet(state.createProperty('dialogs')).add(new TriageDialog('triage', settings));
  const results: unknown[] = [];
  const adapter = new TestAdapter(async (context: TurnContext) => {
    Object.assign(context.activity, as);
    const dc = await dialogs.createContext(context);
    const turn = await dc.continueDialog();
    if (turn.status === DialogTurnStatus.empty) await dc.beginDialog('triage', options);
    if (turn.status === DialogTurnStatus.complete) results.push(turn.result);
    await state.saveChanges(context);
  });
  return { adapter, results };
}

/** The host's "agent" begins a prompt of its own, and gives the triage back with its answer. */
function interruptedBot(): TestAdapter {
  const state = new ConversationState(new MemoryStorage());
  const dialogs = new DialogSet(state.createProperty('dialogs')).add(new TriageDialog('triage'));
  dialogs.add(new TextPrompt('agent'));
  return new TestAdapter(async (context: TurnContext) => {
    const dc = await dialogs.createContext(context);
    if (context.activity.text === 'agent') await dc.prompt('agent', 'Anything else?');
    else if ((await dc.continueDialog()).status === DialogTurnStatus.empty) await dc.beginDialog('triage');
    await state.saveChanges(context);
  });
}
const cardsIn = ({ activeQueue }: TestAdapter): readonly Partial<Activity>[] =>
  activeQueue.filter(({ attachments = [] }) => attachments.length > 0);

const asked = (adapter: TestAdapter) => cardsIn(adapter).map((one) => stampOf(one).question);

const cardSchema = z.object({
  body: z.array(z.object({ actions: z.array(z.object({ title: z.string(), data: z.unknown() })).default([]) })),
});
const actionsIn = (card: Partial<Activity> | undefined) =>
  cardSchema.parse(card?.attachments?.[0]?.content).body.flatMap(({ actions }) => actions);

const stampSchema = z.object({ cauda: z.object({ question: z.exactOptional(z.string()), revision: z.number() }) });
const stampOf = (activity: Partial<Activity> | undefined) => stampSchema.parse(activity?.channelData).cauda;

test('in a foreign bot it asks, takes typed answers and ends with the recommendation and the log', async () => {
  const { adapter, results } = foreignBot();
  await adapter.send('hello').startTest();
  for (const text of quietAnswers()) await adapter.send(text).startTest();
  expect(results).toMatchObject([
    { recommendation: { disposition: 'routine', complete: true }, log: { entries: { length: quietAnswers().length } } },
  ]);
});

test('the same activity delivered twice answers one question', async () => {
  const { adapter } = foreignBot();
  await adapter.send('hello').startTest();
  const message = { type: 'message', id: 'the same', text: 'no' };
  await adapter.send(message).startTest();
  await adapter.send(message).startTest();
  const sent = adapter.activeQueue.filter((activity) => (activity.attachments ?? []).length > 0);
  expect(stampOf(sent.at(-1))).toMatchObject({ question: 'saddleNumbness', revision: 1 });
});

test('what began the dialog, or ended what interrupted it, answers no question when it is delivered again', async () => {
  const { adapter } = foreignBot();
  const began = { type: 'message', id: 'began', text: 'no' };
  for (const one of [began, began, began]) await adapter.send(one).startTest();
  expect(asked(adapter)).toEqual(['legWeakness']);

  const interrupted = interruptedBot();
  const prompted = { type: 'message', id: 'prompted', text: 'no' };
  for (const text of ['hello', 'agent']) await interrupted.send(text).startTest();
  for (const one of [prompted, prompted]) await interrupted.send(one).startTest();
  expect(interrupted.activeQueue.filter(({ text }) => text === 'Anything else?')).toHaveLength(1);
  expect(asked(interrupted)).toEqual(['legWeakness', 'legWeakness']);
});

test('an edit that begins the dialog is no answer, but an emergency in it counts', async () => {
  const { adapter } = foreignBot();
  await adapter.send({ type: 'messageUpdate', id: '1', text: 'I have wet myself' }).startTest();
  expect(JSON.stringify(adapter.activeQueue)).toContain('You need an emergency department now');
  const plain = foreignBot().adapter;
  await plain.send({ type: 'messageUpdate', id: '1', text: 'my back hurts and no fever' }).startTest();
  expect(cardsIn(plain).map((one) => stampOf(one).revision)).toEqual([0]);
});

test.each([
  ['es_MX', 'es', '911'],
  ['ES-mx', 'es', '911'],
  ['', 'en', '112'],
])('the locale %j is of the language %s, and its number is %s', async (locale, language, number) => {
  const { adapter } = foreignBot({ emergencyNumbers: { MX: '911', '*': '112' } }, undefined, { locale });
  await adapter.send({ type: 'event', name: 'begin' }).startTest();
  const [first, ...more] = adapter.activeQueue;
  expect(more).toEqual([]);
  expect(first?.channelData.cauda.language).toBe(language);
  expect(JSON.stringify(first?.attachments)).toContain(number);
});

test('null, as some channels have it, is nothing: no message is lost, and the state can be read', async () => {
  const { adapter } = foreignBot({}, undefined, { id: null, locale: null, attachments: null, replyToId: null });
  for (const text of ['hello', 'no', 'no']) await adapter.send(text).startTest();
  const sent = adapter.activeQueue.filter((activity) => (activity.attachments ?? []).length > 0);
  expect(stampOf(sent.at(-1))).toMatchObject({ question: 'bladder', revision: 2 });
});

test('an emergency in the very first words is not lost in the greeting', async () => {
  const { adapter } = foreignBot();
  await adapter.send("I can't pee since this morning").startTest();
  const [card] = adapter.activeQueue.filter((activity) => (activity.attachments ?? []).length > 0);
  expect(JSON.stringify(card?.attachments)).toContain('You need an emergency department now');
});

test('a card of a run that has ended counts in no other run of the same conversation', async () => {
  const { adapter } = foreignBot();
  const cards = () => adapter.activeQueue.filter((activity) => (activity.attachments ?? []).length > 0);
  const tap = async (title: string, card: Partial<Activity> | undefined) => {
    const button = actionsIn(card).find((one) => one.title === title);
    expect(button).toBeDefined();
    await adapter.send({ type: 'message', value: button?.data }).startTest();
  };
  await adapter.send('hello').startTest();
  const ofTheFirstRun = cards().at(-1);
  for (const text of quietAnswers()) await adapter.send(text).startTest();

  await adapter.send('hello again').startTest();
  const ofTheSecond = cards().at(-1);
  await tap('Both legs', ofTheFirstRun);
  expect(stampOf(cards().at(-1))).toMatchObject({ question: 'legWeakness', revision: 0 });
  await tap('No weakness', ofTheSecond);
  expect(stampOf(cards().at(-1))).toMatchObject({ question: 'saddleNumbness', revision: 1 });
});

test.each<[string, object]>([
  ['emergencyNumber', { emergencyNumber: { '*': '112' } }],
  ['emergencyNumbers', { emergencyNumbers: { '*': '[112](https://elsewhere.example)' } }],
  ['buttons', { buttons: 'click' }],
  ['role', { role: 'Nurse' }],
  ['personLine', { personLine: 'https://hospital.example@elsewhere.example' }],
  ['personLine', { personLine: 'https://a.example/) [b](https://elsewhere.example' }],
  ['personLine', { personLine: 'javascript:alert(1)' }],
  ['pictures.at', { pictures: { at: 'javascript:alert(1)', as: 'svg' } }],
  ['pictures.at', { pictures: { at: '//elsewhere.example/', as: 'png' } }],
  ['pictures.at', { pictures: { at: '', as: 'png' } }],
  ['reviewed.name', { reviewed: { name: '', role: 'spine surgeon', date: '2026-01-31' } }],
  ['reviewed.role', { reviewed: { name: 'A. Bee', role: '[spine](https://elsewhere.example)', date: '2026-01-31' } }],
  ['now', { now: 5 }],
])('the setting %s is refused by its name in %j', (name, settings) => {
  expect(() => new TriageDialog('triage', settings)).toThrow(new RegExp(`(at |key: ")${name.replace('.', '\\.')}`));
});

test('settings in the place of the id are not taken for a name', () => {
  const settings: ConstructorParameters<typeof TriageDialog> = JSON.parse('[{ "role": "nurse" }]');
  expect(() => new TriageDialog(...settings)).toThrow(/before the settings/);
});

test.each<[string, object]>([
  ['role', { role: 'nurse' }],
  ['haed', { haed: {} }],
  ['head', { head: { conversation: 'c' } }],
])('options that the dialog does not take keep it from beginning: %s', async (name, options) => {
  await expect(foreignBot({}, options).adapter.send('hello').startTest()).rejects.toThrow(name);
});

test('a channel that cannot change a card still gets the emergency card, and gets it first', async () => {
  const { adapter } = foreignBot({ role: 'carer' });
  adapter.updateActivity = () => Promise.reject(new Error('not here'));
  await adapter.send('hello').startTest();
  const [card] = adapter.activeQueue.filter((activity) => (activity.attachments ?? []).length > 0);
  const button = actionsIn(card).find(({ title }) => title === 'Both legs');
  await adapter
    .send({ type: 'message', value: { ...z.record(z.string(), z.unknown()).parse(button?.data), card: 'first' } })
    .startTest();
  expect(JSON.stringify(adapter.activeQueue.at(-1))).toContain('emergency department');
});

test.each([
  ["hello, I'm scared", /natural to be worried/],
  ['call me an ambulance', /call/i],
  ['how long does this take?', /A few minutes/],
  ['my back went two weeks ago lifting boxes', /Thank you for telling me/],
])('"%s" as the very first words is answered, with the first question', async (words, answer) => {
  const { adapter } = foreignBot();
  await adapter.send(words).startTest();
  const sent = JSON.stringify(adapter.activeQueue);
  expect(sent).toMatch(answer);
  const cards = adapter.activeQueue.filter((activity) => (activity.attachments ?? []).length > 0);
  expect(stampOf(cards.at(-1))).toMatchObject({ question: 'legWeakness' });
});

test('a log that another version wrote goes on: what it does not know is kept, passed over and named at the end', async () => {
  const weighed = { kind: 'weighed', kilograms: 80, at: 2 };
  const log = {
    head: {
      conversation: 'c',
      number: 1,
      started: '2026-01-01T00:00:00Z',
      channel: 'test',
      role: 'self',
      language: 'en',
      content: 'another',
    },
    entries: [
      { kind: 'answered', findings: { legWeakness: 'none', saddleNumbness: 'no' }, mood: 'low', at: 1 },
      weighed,
    ],
  };
  const now = () => Date.parse('2026-01-01T00:05:00Z');
  const { adapter, results } = foreignBot({ now }, { log });
  await adapter.send('hello').startTest();
  const rest = quietAnswers().slice(quietAnswers('bladder').length);
  for (const text of rest) await adapter.send(text).startTest();
  const length = log.entries.length + rest.length;
  expect(results).toMatchObject([{ recommendation: { disposition: 'routine' }, log: { entries: { length } } }]);
  expect(results).toMatchObject([
    { log: { entries: expect.arrayContaining([{ kind: 'foreign', at: 2, entry: weighed }]) } },
  ]);
  expect(JSON.stringify(adapter.activeQueue.at(-1))).toContain('weighed');
});
