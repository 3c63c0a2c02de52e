import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Loaded before the server (`--import`): at SIGUSR2 it collects garbage and says what of its memory is then in use. */
setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
process.on('SIGUSR2', () => {
  if (typeof collect === 'function') collect();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`in use ${Math.round((heapUsed + external) / 1024 / 1024)} MB\n`);
});
