import { afterAll, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { triageTurns } from '../../../../dialogs/triageTurn.ts';
import { incomingActivity } from '../../../../src/channels/teams/incomingActivity.ts';
import { buttonsFor, isVouchedFor, roleOf } from '../../../../src/channels/teams/people.ts';
import { readConfig } from '../../../../src/config.ts';
import { testServer } from '../../testServer.ts';
import { isFold, StandInConnector } from './connector.ts';
import { buttonFor, buttonsIn, TeamsPerson } from './person.ts';

let connector: StandInConnector;
let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  connector = await StandInConnector.start();
  server = await testServer(
    { CAUDA_PLAYGROUND: '1' },
    {
      triage: (buttons) =>
        triageTurns({
          buttons,
          personLine: 'https://teams.microsoft.com/l/chat/0/0?users=nurse@h.example',
        }),
    },
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
const hasTold = (words: string) => person.hasRead(words);
const button = (verb: string) => {
  const found = messages()
    .flatMap(buttonsIn)
    .findLast((data) => data.verb === verb);
  if (found === undefined) throw new Error(`no button ${verb}`);
  return found;
};

/** Up to the first question that may wait; the replies on the way come in the answers, which nothing slows down. */
async function toBackground(): Promise<void> {
  const deliveryMode = 'expectReplies';
  let { text } = await person.post({ text: 'hello', deliveryMode });
  for (const value of ['none', 'no', 'normal', 'normal', 'none']) {
    const data = buttonsIn({ json: text }).find((one) => one['value'] === value);
    ({ text } = await person.post({ value: data, deliveryMode }));
  }
  await person.post({ value: buttonsIn({ json: text }).find((one) => one['value'] === 'none') });
  await hasTold('ever had cancer');
}

jest.setTimeout(20_000);

test('a form is one answer, which one back takes back; the machine asks what remains', async () => {
  await toBackground();
  await person.says('form');
  await hasTold('Send these answers');
  const form = messages().findLast(({ json }) => json.includes('Input.ChoiceSet'));
  expect(form?.json).not.toMatch(/"id":"(legWeakness|saddleNumbness|bladder|bowel|sensoryOrReflex|legPain)"/);
  const card = form === undefined ? '' : connector.idOf(form);
  await person.taps(
    {
      ...button('filled'),
      cancerHistory: 'no',
      infection: 'no',
      trauma: 'none',
      boneFragility: 'no',
      spinalSurgery: '',
    },
    card,
  );
  await hasTold('operation on your spine');
  await connector.until(() =>
    person.sent().some((one) => isFold(one) && one.path.endsWith(card) && one.json.includes('never had cancer')),
  );
  const asked = messages().length;
  // A double tap counts once.
  await person.taps(
    {
      ...button('filled'),
      cancerHistory: 'no',
      infection: 'no',
      trauma: 'none',
      boneFragility: 'no',
      spinalSurgery: '',
    },
    card,
  );
  await person.says('back');
  await connector.until(() => messages().length > asked);
  expect(messages().at(-1)?.json).toContain('ever had cancer');
});

test('before the questions that cannot wait there is no form', async () => {
  await person.says('hello');
  await hasTold('leg or foot weaker');
  await person.says('form');
  await hasTold('After the questions that cannot wait');
});

test('an emergency on the form interrupts as anywhere', async () => {
  await toBackground();
  await person.says('form');
  await hasTold('Send these answers');
  await person.taps({ ...button('filled'), cancerHistory: 'no', trauma: 'major' });
  await hasTold('You need an emergency department now');
});

test('the way to a person is told when asked for, and on the welcome', async () => {
  await person.says('hello');
  await hasTold('To talk to a person: [https://teams.microsoft.com');
});

test('by Action.Submit a tap folds its card, counts once, and on an old card is told so', async () => {
  await person.says('hello');
  await hasTold('leg or foot weaker');
  const [welcome] = messages();
  const first = welcome === undefined ? '' : connector.idOf(welcome);
  const value = buttonFor(messages(), 'none');
  await person.post({ value, replyToId: first });
  await hasTold('area between your legs');
  await connector.until(() =>
    person.sent().some((one) => isFold(one) && one.path.endsWith(first) && one.json.includes('No weakness')),
  );
  const asked = messages().length;
  await person.post({ value, replyToId: first });
  await person.post({ value: { ...value, value: 'both' }, replyToId: first });
  await hasTold('That card is old');
  expect(
    messages()
      .slice(asked)
      .filter(({ json }) => json.includes('That card is old')),
  ).toHaveLength(1);
});

const appId = '11111111-1111-4111-8111-111111111111';
const anna = '22222222-2222-4222-8222-222222222222';
const teamsOf = (env: Record<string, string>) => {
  const { teams } = readConfig({
    CAUDA_TEAMS_APP_ID: appId,
    CAUDA_TEAMS_APP_PASSWORD: 'x',
    CAUDA_TEAMS_TENANT_ID: appId,
    ...env,
  });
  if (teams === 'off') throw new Error('Teams is off');
  return teams;
};
const from = (aadObjectId: string | undefined, channelId = 'msteams') =>
  incomingActivity.parse({
    type: 'message',
    channelId,
    serviceUrl: 'https://x.example/',
    conversation: { id: 'c', tenantId: appId },
    from: { id: '29:x', aadObjectId },
    recipient: { id: '28:b' },
  });

test.each<readonly [Record<string, string>, string | undefined, string]>([
  [{ CAUDA_TEAMS_NURSES: anna }, anna, 'nurse'],
  [{ CAUDA_TEAMS_NURSES: anna }, anna.toUpperCase(), 'nurse'],
  [{ CAUDA_TEAMS_NURSES: anna, CAUDA_TEAMS_CLINICIANS: anna }, anna, 'clinician'],
  [{ CAUDA_TEAMS_CLINICIANS: anna }, appId, 'self'],
  [{ CAUDA_TEAMS_CLINICIANS: anna }, undefined, 'self'],
  [{ CAUDA_TEAMS_NURSES: '*' }, undefined, 'nurse'],
])('by %j, %s is a %s', (env, id, role) => {
  expect(roleOf(from(id), teamsOf(env))).toBe(role);
  // Other channels vouch for nobody.
  expect(roleOf(from(id, 'webchat'), teamsOf(env))).toBe('self');
});

test('a role is taken up only where the directory names the person', () => {
  expect(isVouchedFor(from(anna), teamsOf({}))).toBe(true);
  expect(isVouchedFor(from(undefined), teamsOf({}))).toBe(false);
  expect(isVouchedFor(from(undefined, 'webchat'), teamsOf({}))).toBe(true);
  expect(isVouchedFor(from(anna), 'playground')).toBe(false);
});

test('a tenant can be switched from Action.Execute to Action.Submit', () => {
  expect(buttonsFor(from(anna), teamsOf({}))).toBe('execute');
  expect(buttonsFor(from(anna), teamsOf({ CAUDA_TEAMS_SUBMIT_TENANTS: appId }))).toBe('submitInTeams');
  expect(buttonsFor(from(anna), teamsOf({ CAUDA_TEAMS_SUBMIT_TENANTS: '*' }))).toBe('submitInTeams');
  expect(buttonsFor(from(anna, 'webchat'), teamsOf({}))).toBe('submit');
});
