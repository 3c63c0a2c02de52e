import { Session } from 'node:inspector/promises';

/** Loaded into a server that is looked into: notes what it does, between two questions of its parent. */
const session = new Session();
session.connect();
/** Microseconds between two looks. */
const interval = 200;

process.on('message', async (question) => {
  if (question === 'begin profile') {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval });
    await session.post('Profiler.start');
    process.send?.('begun');
  } else if (question === 'end profile') {
    const { profile } = await session.post('Profiler.stop');
    process.send?.(profile);
  }
});
