import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { type AuditTrail, auditTrail } from './auditTrail.ts';
import { type CallTable, callTable } from './callTable.ts';
import { type DeskDatabase, postgresDesk, sqliteDesk } from './deskDatabase.ts';
import { type DeskKeys, deskKeys, keyFromFile } from './deskKeys.ts';
import { auditSchema, deskSchema } from './deskSchema.ts';
import { type RecordOutbox, recordOutbox } from './recordOutbox.ts';
import { type Sessions, sessions } from './sessions.ts';
import { type Signatures, signatures } from './signatures.ts';

/** What the desk keeps beside the conversations. */
export type Desk = {
  readonly keys: DeskKeys;
  readonly calls: CallTable;
  readonly sessions: Sessions;
  readonly signatures: Signatures;
  readonly outbox: RecordOutbox;
  readonly audit: AuditTrail;
  readonly close: () => Promise<void>;
};

type DeskSettings = Pick<Config, 'dataDir' | 'databaseUrl' | 'desk'>;

/** @param secret of the storage, which it keeps under the deployment's data key and shares among its processes. */
export async function openDesk(config: DeskSettings, secret: Uint8Array, now: () => number): Promise<Desk> {
  const keys = deskKeys(Buffer.from(hkdfSync('sha256', secret, '', 'desk', 32)));
  const database = await openDatabase(config, 'desk.sqlite', deskSchema);
  const audit = auditTrail(await auditDatabase(config), auditKey(config), now);
  return {
    keys,
    calls: callTable(database, keys),
    sessions: sessions(database, keys, config.desk.idleMinutes, now),
    signatures: signatures(database, keys, now),
    outbox: recordOutbox(database),
    audit,
    close: async () => void (await Promise.all([database.close(), audit.close()])),
  };
}

/** Where the audit trail lies, and what signs it; the command that verifies it opens the same. */
export const auditDatabase = (config: DeskSettings): Promise<DeskDatabase> =>
  openDatabase(config, 'audit.sqlite', auditSchema);
export const auditKey = ({ desk, dataDir }: Pick<Config, 'desk' | 'dataDir'>): Buffer =>
  keyFromFile(desk.auditKey, dataDir, 'audit.key');

const openDatabase = async (
  { dataDir, databaseUrl }: DeskSettings,
  file: string,
  schema: readonly string[],
): Promise<DeskDatabase> =>
  databaseUrl === undefined ? sqliteDesk(join(dataDir, file), schema) : postgresDesk(databaseUrl, schema);
