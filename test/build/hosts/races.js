// Two messages at once in somebody else's bot, whose storage lets the last writer win; then the same, queued; then two people
// at once, who are asked by the same dialog.
const { TestAdapter, TurnContext } = require('botbuilder');
const { bot } = require('./visit.js');
const { queued } = require('./queued.js');

/** Says things in a conversation of the bot's, and looks at what it sent there. */
function visitor(logic, conversation) {
  const adapter = new TestAdapter(logic);
  const say = (text) =>
    logic(
      new TurnContext(adapter, {
        ...adapter.conversation,
        conversation: { id: conversation },
        channelId: 'test',
        from: { id: 'person' },
        recipient: { id: 'bot' },
        type: 'message',
        id: `${Math.random()}`,
        text,
      }),
    );
  const filed = () => adapter.activeQueue.map(({ text }) => text).findLast((text) => text?.startsWith('Filed'));
  return { say, filed, wasTold: () => adapter.activeQueue.some(({ importance }) => importance === 'high') };
}

async function filedAfter(logic, conversation) {
  const { say, filed, wasTold } = visitor(logic, conversation);
  for (const text of ['hello', 'Ada', 'no']) await say(text);
  await Promise.all([say('I have wet myself'), say('no')]);
  const told = wasTold();
  await say('stop');
  return { wasTold: told, filed: filed() };
}

async function bothFiled(logic) {
  const plain = ['no', 'no', 'normal', 'normal', 'none', 'none', 'no', 'no', 'none', 'no', 'no'];
  const said = [
    ['hello', 'Bea', 'both legs are weak', 'stop'],
    ['hello', 'Cid', ...plain],
  ];
  const visits = said.map((texts, index) => ({ texts, ...visitor(logic, `at once ${index}`) }));
  await Promise.all(
    visits.map(async ({ texts, say }) => {
      for (const text of texts) await say(text);
    }),
  );
  return visits.map(({ filed }) => filed());
}

async function main() {
  console.log(
    JSON.stringify([await filedAfter(bot, 'raced'), await filedAfter(queued(bot), 'queued'), await bothFiled(bot)]),
  );
}
main();
