import { fakeDialogServer } from './fakeDialogServer.ts';

/** A server in a process of its own, to be killed: `serverProcess.ts <data folder> <port>` prints its address. */
const [, , dataDir = '', port = '0'] = process.argv;
const { url } = await fakeDialogServer({ CAUDA_DATA_DIR: dataDir, CAUDA_PORT: port });
process.stdout.write(`${url}\n`);
