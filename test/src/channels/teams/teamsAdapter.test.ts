import { GCProfiler } from 'node:v8';
import { expect, test } from '@jest/globals';
import type { Activity } from 'botbuilder';
import { incomingActivity } from '../../../../src/channels/teams/incomingActivity.ts';
import { BotAuthentication } from '../../../../src/channels/teams/keptConnectors.ts';
import { TeamsAdapter } from '../../../../src/channels/teams/teamsAdapter.ts';

/** The SDK's own authentication, which tells how often it was asked. */
class Asked extends BotAuthentication {
  times = 0;
  override async authenticateRequest(...request: Parameters<BotAuthentication['authenticateRequest']>) {
    this.times += 1;
    if (request[1] === 'Bearer bad') throw new Error('refused');
    return super.authenticateRequest(...request);
  }
}

const activity = (extra: object = {}): Activity =>
  incomingActivity.parse({
    type: 'message',
    id: '1',
    text: 'no',
    channelId: 'msteams',
    serviceUrl: 'http://localhost:9/',
    conversation: { id: 'c' },
    from: { id: 'u' },
    recipient: { id: 'b' },
    ...extra,
  });

const adapterAt = (now: () => number) => {
  const sdk = new Asked({});
  return { sdk, adapter: new TeamsAdapter(sdk, '', now) };
};

test('the SDK proves a token once for an address and a channel, and anew after ten minutes', async () => {
  let time = 0;
  const { sdk, adapter } = adapterAt(() => time);
  const first = await adapter.authenticate(activity(), 'Bearer a');
  expect(await adapter.authenticate(activity({ id: '2', conversation: { id: 'other' } }), 'Bearer a')).toBe(first);
  expect(sdk.times).toBe(1);
  for (const other of [
    { serviceUrl: 'http://localhost:8/' },
    { channelId: 'slack' },
    { recipient: { id: 'b', role: 'skill' } },
  ])
    await adapter.authenticate(activity(other), 'Bearer a');
  await adapter.authenticate(activity(), 'Bearer b');
  expect(sdk.times).toBe(5);
  time = 599_999;
  await adapter.authenticate(activity(), 'Bearer a');
  expect(sdk.times).toBe(5);
  time = 600_000;
  await adapter.authenticate(activity(), 'Bearer a');
  expect(sdk.times).toBe(6);
});

test('what the SDK refuses it is asked again, and each time refuses', async () => {
  const { sdk, adapter } = adapterAt(() => 0);
  for (const times of [1, 2]) {
    await expect(adapter.authenticate(activity(), 'Bearer bad')).rejects.toThrow('refused');
    expect(sdk.times).toBe(times);
  }
});

test('what a turn holds is gone with it, at the next small collection', async () => {
  const { adapter } = adapterAt(() => 0);
  const authenticated = await adapter.authenticate(activity(), '');
  /** Some 40 KB, which the turn and all that it hands on can see. */
  const turn = async (): Promise<void> => {
    const held: object[] = [];
    const again = await adapter.authenticate(activity(), '');
    await adapter.run(again, activity(), async (context) => {
      for (let i = 0; i < 1_000; i += 1) held.push({ context, i });
    });
  };
  expect(authenticated.connectorFactory).toBeDefined();
  const collections = new GCProfiler();
  collections.start();
  for (let had = 0; had < 4_000; had += 1) await turn();
  const { statistics } = collections.stop();
  const small = statistics.filter(({ gcType }) => gcType === 'Scavenge');
  const old = ({ heapSpaceStatistics }: (typeof small)[number]['beforeGC']): number =>
    heapSpaceStatistics.find(({ spaceName }) => spaceName === 'old_space')?.spaceUsedSize ?? Number.NaN;
  const kept = small.map(({ beforeGC, afterGC }) => old(afterGC) - old(beforeGC)).reduce((sum, one) => sum + one, 0);
  expect(small.length).toBeGreaterThan(3);
  expect(kept / 4_000).toBeLessThan(8_000);
});

test.each([
  ['a request for replies', { deliveryMode: 'expectReplies' }, { status: 200, body: { activities: [] } }],
  ['an invoke that nobody answers', { type: 'invoke' }, { status: 501 }],
  ['a message', {}, undefined],
])('%s is answered as the SDK answers it', async (_what, extra, expected) => {
  const { adapter } = adapterAt(() => 0);
  const authenticated = await adapter.authenticate(activity(extra), '');
  expect(await adapter.run(authenticated, activity(extra), async () => undefined)).toEqual(expected);
  class Plain extends TeamsAdapter {
    own = (): Promise<unknown> => this.processActivity(authenticated, activity(extra), async () => undefined);
  }
  expect(await new Plain(new BotAuthentication({}), '', () => 0).own()).toEqual(expected);
});

test('what a turn throws goes to who is there for it', async () => {
  const { adapter } = adapterAt(() => 0);
  const seen: unknown[] = [];
  adapter.onTurnError = async (context, error) => void seen.push(context.activity.id, error.message);
  await adapter.run(await adapter.authenticate(activity(), ''), activity(), async () => {
    throw new Error('broken');
  });
  expect(seen).toEqual(['1', 'broken']);
});
