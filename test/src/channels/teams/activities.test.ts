import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Presentation } from '../../../../dialogs/presentation.ts';
import { triageTurns } from '../../../../dialogs/triageTurn.ts';
import { safetyNet, testServer } from '../../testServer.ts';
import { StandInConnector } from './connector.ts';
import { buttonFor, buttonsIn, TeamsPerson } from './person.ts';

let connector: StandInConnector;
let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  connector = await StandInConnector.start();
  server = await testServer(
    { CAUDA_PLAYGROUND: '1', CAUDA_EMERGENCY_NUMBER: '112' },
    { triage: (buttons) => triageTurns({ buttons }) },
  );
});
afterAll(async () => {
  await server.stop();
  await connector.stop();
});
let person: TeamsPerson;
beforeEach(() => {
  person = new TeamsPerson(server, connector);
});

const messages = () => person.messages();
const told = () => person.told();
const hasTold = (words: string) => person.hasRead(words);
const emergency = 'You need an emergency department now';
const saddle = 'area between your legs';
const weakness = 'leg or foot weaker';

async function begun(): Promise<void> {
  await person.says('hello');
  await hasTold(weakness);
}

test.each<readonly [string, object]>([
  ['words beside an empty value', { text: 'I wet myself', value: {} }],
  [
    'emergency words in an edit',
    { type: 'messageUpdate', text: 'both legs are weak, I wet myself', channelData: { eventType: 'editMessage' } },
  ],
  [
    'emergency words beside a picture',
    { text: 'I wet myself', attachments: [{ contentType: 'image/png', contentUrl: 'https://x' }] },
  ],
  [
    'emergency words in HTML alone',
    { text: '', attachments: [{ contentType: 'text/html', content: '<p>I&nbsp;<b>wet</b> myself</p>' }] },
  ],
  ['emergency words after a mention', { text: '<at>Cauda</at>&nbsp;I wet myself' }],
])('%s count', async (_what, activity) => {
  await begun();
  await person.post(activity);
  await hasTold(emergency);
});

test('emergency words beside a button of ours count, others leave the tap a tap', async () => {
  await begun();
  const value = buttonFor(messages(), 'none');
  await person.post({ value, text: 'No weakness' });
  await hasTold(saddle);
  await person.post({ value: buttonFor(messages(), 'no'), text: 'I wet myself' });
  await hasTold(emergency);
});

test.each<readonly [string, object, string]>([
  [
    'an edit',
    { type: 'messageUpdate', text: 'no weakness', channelData: { eventType: 'editMessage' } },
    'changes no answer',
  ],
  ['a deletion', { type: 'messageDelete', channelData: { eventType: 'softDeleteMessage' } }, 'still counts'],
  [
    'a reaction',
    { type: 'messageReaction', text: undefined, reactionsAdded: [{ type: 'like' }] },
    'does not count as an answer',
  ],
  [
    'a picture',
    { text: '', attachments: [{ contentType: 'image/*', contentUrl: 'https://x' }] },
    'cannot look at pictures',
  ],
  [
    'a sticker',
    {
      attachments: [{ contentType: 'text/html', content: '<img itemtype="http://schema.skype.com/Sticker" src="x">' }],
    },
    'cannot look at pictures',
  ],
  ['a voice message', { attachments: [{ contentType: 'audio/mp4', contentUrl: 'https://x' }] }, 'cannot listen'],
  [
    'a file',
    { attachments: [{ contentType: 'application/vnd.microsoft.teams.file.download.info', content: {} }] },
    'cannot open files',
  ],
])('%s gets a fitting reply and answers nothing', async (_what, activity, reply) => {
  await begun();
  await person.post(activity);
  await hasTold(reply);
  expect(told()).not.toContain(saddle);
});

test('an edit of a message that was answered is no second delivery of it', async () => {
  await begun();
  await person.post({ id: 'm1', text: 'no weakness' });
  await hasTold(saddle);
  const edit = { type: 'messageUpdate', id: 'm1', timestamp: '2026-01-01T00:00:00Z', text: 'I wet myself' };
  await person.post(edit);
  await hasTold(emergency);
  await person.post(edit);
  await person.says('why?');
  await connector.until(() => messages().length >= 5);
  expect(messages().filter(({ json }) => json.includes(emergency))).toHaveLength(1);
});

test('a quoted question does not answer, the words under it do', async () => {
  await begun();
  const content =
    '<blockquote itemscope itemtype="http://schema.skype.com/Reply"><p>Left leg. Both legs?</p></blockquote><p>no weakness</p>';
  await person.post({ text: 'Left leg. Both legs? no weakness', attachments: [{ contentType: 'text/html', content }] });
  await hasTold(saddle);
  await person.post({ text: '<quoted messageId="1"/> no' });
  await hasTold('pass or hold urine');
});

test('cards whose answer changed are folded again, and one with advice that no longer holds says so', async () => {
  await begun();
  const weaknessCard = person.cardWith(weakness);
  await person.says('no weakness');
  await hasTold(saddle);
  // Answered in words, it states them all the same.
  await person.hasBecome(weaknessCard, 'No weakness');
  const saddleCard = person.cardWith(saddle);
  await person.taps(buttonFor(messages(), 'yes'), saddleCard);
  await hasTold(emergency);
  await person.hasBecome(saddleCard, 'Yes, numb or different');
  const emergencyCard = person.cardWith(emergency);

  await person.says('back');
  const yes = () =>
    messages()
      .flatMap(buttonsIn)
      .findLast(({ verb }) => verb === 'confirm');
  await connector.until(() => yes() !== undefined);
  await person.taps(yes() ?? { verb: '' });
  await person.hasBecome(saddleCard, 'taken back');
  await person.hasBecome(emergencyCard, 'An answer was changed');
  await person.says('no');
  await person.hasBecome(saddleCard, 'No, it feels as before');
});

test('after a restart, as at another instance, earlier cards are still folded', async () => {
  const parts = { triage: (buttons: Presentation['buttons']) => triageTurns({ buttons }) };
  const first = await testServer({ CAUDA_PLAYGROUND: '1' }, parts);
  person.bot = first;
  await begun();
  const weaknessCard = person.cardWith(weakness);
  await person.says('no weakness');
  await hasTold(saddle);
  await person.hasBecome(weaknessCard, 'No weakness');
  const saddleCard = person.cardWith(saddle);
  await first.stop();
  const second = await testServer({ CAUDA_PLAYGROUND: '1', CAUDA_DATA_DIR: first.dataDir }, parts);
  person.bot = second;
  await person.says('no numbness');
  await person.hasBecome(saddleCard, 'No, it feels as before');
  await person.says('back');
  await person.hasBecome(saddleCard, 'taken back');
  await person.says('back');
  await person.hasBecome(weaknessCard, 'taken back');
  await second.stop();
});

test('wrong types never reach the person as a failure', async () => {
  const anything = fc.oneof(
    fc.constant(null),
    fc.constant({}),
    fc.constant([]),
    fc.constant([null]),
    fc.integer(),
    fc.boolean(),
    fc.string(),
  );
  const fields = [
    'text',
    'membersAdded',
    'entities',
    'attachments',
    'channelData',
    'locale',
    'replyToId',
    'action',
    'reactionsAdded',
    'timestamp',
    'textFormat',
    'id',
    'value',
  ] as const;
  const types = fc.constantFrom(
    'message',
    'conversationUpdate',
    'invoke',
    'messageUpdate',
    'installationUpdate',
    'messageReaction',
  );
  await fc.assert(
    fc.asyncProperty(types, fc.constantFrom(...fields), anything, async (type, field, value) => {
      person = new TeamsPerson(server, connector);
      const { status, text } = await person.post({
        type,
        text: 'hello',
        name: 'adaptiveCard/action',
        [field]: value,
      });
      expect(status).toBe(200);
      expect(text).not.toContain('BotError');
    }),
    { numRuns: 150 },
  );
  expect(JSON.stringify(connector.taken)).not.toContain(safetyNet);
});

test.each(['groupChat', 'channel'])(
  'in a %s the bot collects nothing and shows the way to a chat of one’s own',
  async (conversationType) => {
    const shared = { conversation: { id: person.conversation, conversationType, isGroup: true } };
    await person.post({ ...shared, text: 'both legs are weak' });
    await hasTold('https://teams.microsoft.com/l/chat/0/0?users=28%3Abot');
    expect(told()).toContain('112');
    await person.post({ ...shared, type: 'messageReaction', reactionsAdded: [{ type: 'like' }] });
    const { text } = await person.post({
      ...shared,
      type: 'invoke',
      name: 'adaptiveCard/action',
      value: { action: { data: { verb: 'back' } } },
    });
    expect(JSON.parse(text)).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.activity.message' });
    expect(messages()).toHaveLength(1);
  },
);

test('an upgrade erases nothing, a removal all', async () => {
  await begun();
  await person.says('no weakness');
  await hasTold(saddle);
  await person.post({ type: 'installationUpdate', action: 'remove-upgrade' });
  await person.post({ type: 'installationUpdate', action: 'add-upgrade' });
  await person.says('no');
  await hasTold('pass or hold urine');
  await person.post({ type: 'installationUpdate', action: 'remove' });
  await person.post({ type: 'installationUpdate', action: 'add' });
  await connector.until(() => messages().filter(({ json }) => json.includes('Hello, I am Cauda')).length === 2);
});

test('who has a language that is not spoken is told which are', async () => {
  await person.post({ text: 'hallo', locale: 'de-DE' });
  await hasTold(weakness);
  expect(told()).toContain('I speak English and Spanish');
});
