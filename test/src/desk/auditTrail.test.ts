import { sqliteDesk } from '../../../src/desk/deskDatabase.ts';
import { auditSchema } from '../../../src/desk/deskSchema.ts';
import { auditContract } from './auditContract.ts';

auditContract('SQLite', async () => sqliteDesk(':memory:', auditSchema));
