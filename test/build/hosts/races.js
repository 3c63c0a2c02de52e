// Two messages at once in somebody else's bot, whose storage lets the last writer win; then the same, queued.
const { TestAdapter, TurnContext } = require('botbuilder');
const { bot } = require('./visit.js');
const { queued } = require('./queued.js');

async function filedAfter(logic, conversation) {
  const adapter = new TestAdapter(logic);
  const turn = (what) =>
    logic(
      new TurnContext(adapter, {
        ...adapter.conversation,
        conversation: { id: conversation },
        channelId: 'test',
        from: { id: 'person' },
        recipient: { id: 'bot' },
        type: 'message',
        id: `${Math.random()}`,
        ...what,
      }),
    );
  const say = (text) => turn({ text });
  for (const text of ['hello', 'Ada', 'no']) await say(text);
  await Promise.all([say('I have wet myself'), say('no')]);
  const wasTold = adapter.activeQueue.some(({ importance }) => importance === 'high');
  await say('stop');
  return { wasTold, filed: adapter.activeQueue.map(({ text }) => text).findLast((text) => text?.startsWith('Filed')) };
}

async function main() {
  console.log(JSON.stringify([await filedAfter(bot, 'raced'), await filedAfter(queued(bot), 'queued')]));
}
main();
