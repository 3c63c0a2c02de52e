import { randomBytes } from 'node:crypto';
import { temporaryFolder } from '../temporaryFolder.ts';
import { embeddedPostgres } from './embeddedPostgres.ts';
import { type Instance, startInstance } from './instance.ts';
import { reverseProxy } from './reverseProxy.ts';

/**
 * Two instances on one PostgreSQL behind one address, for trying out: `npm run cluster`. An instance that is killed is
 * started again.
 */
const port = process.env['CAUDA_PORT'] ?? '3978';
const dataDir = temporaryFolder();
const dataKey = randomBytes(32).toString('base64');
const postgres = await embeddedPostgres();
// The package would end this process as soon as the database is down, with the instances still there.
process.removeAllListeners('SIGINT').removeAllListeners('SIGTERM');
process.once('SIGINT', () => void stop()).once('SIGTERM', () => void stop());

const starting = new Set<Promise<void>>();
const living = new Set<Instance>();
const proxy = reverseProxy(() => [...living].map(({ url }) => url));
let stopping = false;

startAlways('A');
startAlways('B');
await Promise.all(starting);
proxy.once('error', (error) => {
  process.stderr.write(`${error.message}. Set CAUDA_PORT to a free port.\n`);
  void stop();
});
if (!stopping)
  proxy.listen(Number(port), '127.0.0.1', () => {
    process.stdout.write(`Cauda with two instances and PostgreSQL: http://127.0.0.1:${port}/\nCtrl-C stops it.\n`);
  });

function startAlways(name: string): void {
  const started = start(name).catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    void stop();
  });
  starting.add(started);
  void started.then(() => starting.delete(started));
}

async function start(name: string): Promise<void> {
  const instance = await startInstance({
    CAUDA_PORT: '0',
    CAUDA_HOST: '127.0.0.1',
    CAUDA_DATA_DIR: dataDir,
    CAUDA_DATABASE_URL: postgres.url,
    CAUDA_DATA_KEY: dataKey,
    CAUDA_TRUSTED_PROXIES: '1',
  });
  living.add(instance);
  process.stdout.write(`instance ${name}: ${instance.url}, process ${instance.process.pid}\n`);
  instance.process.once('exit', () => {
    living.delete(instance);
    if (stopping) return;
    process.stdout.write(`instance ${name} is gone; it is started again\n`);
    startAlways(name);
  });
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  proxy.close();
  await Promise.all(starting);
  await Promise.all([...living].map((instance) => instance.stop()));
  proxy.closeAllConnections();
  await postgres.stop();
  process.exit();
}
