import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import type { EventLog } from '../../src/httpAnswers.ts';
import { type Parts, type RunningServer, startServer } from '../../src/server.ts';
import { serverLoad } from '../../src/serverLoad.ts';
import type { Store } from '../../src/storage/store.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { FakeTriage } from './fakeTriage.ts';
import { openEmbedded } from './storage/embeddedStore.ts';

export const safetyNet = 'Something failed here. If you are numb between the legs, go to an emergency department.';

/** A real server on a free port, with the stand-in dialog unless told otherwise. */
export async function fakeDialogServer(
  env: Readonly<Record<string, string>> = {},
  { withLog, ...parts }: Partial<Parts> & { readonly withLog?: (log: EventLog) => void } = {},
): Promise<
  RunningServer & { readonly dataDir: string; readonly dialogs: readonly FakeTriage[]; readonly store: Store }
> {
  const dataDir = env['CAUDA_DATA_DIR'] ?? temporaryFolder();
  const dialogs = {
    execute: new FakeTriage('execute'),
    submit: new FakeTriage('submit'),
    submitInTeams: new FakeTriage('submit'),
  };
  const config = readConfig({
    CAUDA_PORT: '0',
    CAUDA_DATA_DIR: dataDir,
    CAUDA_LOG_LEVEL: 'silent',
    CAUDA_CHATS_PER_MINUTE: '1000000',
    ...env,
  });
  const opened = Promise.withResolvers<Store>();
  const { now = Date.now, ...otherParts } = parts;
  const openStore = parts.openStore ?? (() => openEmbedded({ file: join(dataDir, 'cauda.sqlite'), now }));
  const server = await startServer(config, {
    now,
    newId: randomUUID,
    content: 'test',
    safetyNet: () => safetyNet,
    // A machine that is busy with other tests turns nobody away, and has nobody wait in vain.
    load: { ...serverLoad(), mayBegin: () => true, waiting: () => 0 },
    turnedAway: (why, _locale, text) => {
      const isEmergency = text.includes('emergency');
      return { text: `${why}: ${safetyNet}${isEmergency ? ' emergency' : ''}`, isEmergency };
    },
    triage: (buttons) => dialogs[buttons],
    ...otherParts,
    openStore: async (log) => {
      withLog?.(log);
      const store = await openStore(log);
      opened.resolve(store);
      return store;
    },
  });
  return { ...server, dataDir, dialogs: Object.values(dialogs), store: await opened.promise };
}
