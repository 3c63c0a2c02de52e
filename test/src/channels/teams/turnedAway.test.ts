import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { triageTurns } from '../../../../dialogs/triageTurn.ts';
import { turnedAwayMessage } from '../../../../dialogs/turnedAwayMessage.ts';
import { serverLoad } from '../../../../src/serverLoad.ts';
import { testServer } from '../../testServer.ts';
import { StandInConnector } from './connector.ts';
import { TeamsPerson } from './person.ts';

let busy = false;
let connector: StandInConnector;
let server: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  connector = await StandInConnector.start();
  server = await testServer(
    { CAUDA_PLAYGROUND: '1' },
    {
      triage: (buttons) => triageTurns({ buttons }),
      load: { ...serverLoad(), mayBegin: () => !busy },
      turnedAway: (why, locale, text) => turnedAwayMessage(why, locale, text, new Date(), { GB: '999' }),
    },
  );
}, 30_000);
afterAll(async () => {
  await server.stop();
  await connector.stop();
});

test('in Teams too: newcomers hear "busy" or what to do at once, and who talks already is answered', async () => {
  const early = new TeamsPerson(server, connector);
  await early.says('hello');
  await connector.until(() => early.told().includes('weaker'));
  busy = true;
  const [calm, grave, written] = [0, 1, 2].map(() => new TeamsPerson(server, connector));
  if (calm === undefined || grave === undefined || written === undefined) throw new Error('three people');
  await calm.says('my back hurts');
  await grave.says('I wet myself and my bottom is numb');
  await written.post({
    text: '',
    attachments: [{ contentType: 'text/html', content: '<p>I wet myself, I am numb down there</p>' }],
  });
  await early.says('no');
  await connector.until(() => /busy/.test(calm.told()));
  await connector.until(() => /or call 999/.test(grave.told()));
  await connector.until(() => /or call 999/.test(written.told()));
  await connector.until(() => early.told().includes('between your legs'));
  expect(calm.told()).toContain('emergency department');
}, 60_000);
