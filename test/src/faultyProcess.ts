import { endWith } from '../../src/ending.ts';
import { fakeDialogServer } from './fakeDialogServer.ts';

/** A server in a process of its own in which a fault happens outside every request when it is told a word. */
const server = await fakeDialogServer();
endWith(server);
process.stdin.once('data', (word) => {
  setImmediate(() => {
    if (String(word) === 'reject') void Promise.reject(new Error('secret words'));
    else throw new Error('secret words');
  });
});
process.stdout.write(`${server.url}\n`);
