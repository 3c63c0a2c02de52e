import { endWith } from '../../src/ending.ts';
import { fakeDialogServer } from './fakeDialogServer.ts';

/**
 * A server in a process of its own in which a fault happens outside every request when it is told a word. With the argument
 * "stuck" its running turns never end.
 */
const server = await fakeDialogServer();
const never = (): Promise<void> => new Promise(() => undefined);
endWith(process.argv[2] === 'stuck' ? { ...server, stop: never } : server);
process.stdin.once('data', (word) => {
  setImmediate(() => {
    if (String(word) === 'reject') void Promise.reject(new Error('secret words'));
    else throw new Error('secret words');
  });
});
process.stdout.write(`${server.url}\n`);
