import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ConfigError, readConfig } from './config.ts';
import { type AuditHead, auditFaults, auditTrail } from './desk/auditTrail.ts';
import { auditDatabase, auditKey } from './desk/openDesk.ts';

/** `npm run -s audit-verify [-- --security-log FILE]`: exit status 1 where the audit trail was touched. */
const { values } = parseArgs({ options: { 'security-log': { type: 'string' } } });
const noted = z.object({ event: z.literal('audit'), number: z.number(), mac: z.string() });

/** The heads that the security log holds. */
function headsIn(file: string | undefined): readonly AuditHead[] {
  if (file === undefined) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const head = noted.safeParse(JSON.parse(line));
      return head.success ? [head.data] : [];
    });
}

try {
  const config = readConfig(process.env);
  const anchors = headsIn(values['security-log'] ?? config.securityLog);
  const database = await auditDatabase(config);
  const faults = await auditFaults(database, auditKey(config), anchors);
  const { number } = await auditTrail(database, auditKey(config), Date.now).head();
  await database.close();
  const against =
    anchors.length === 0 ? 'no security log to compare its end with' : `${anchors.length} heads of the security log`;
  console.log(faults.length === 0 ? `The audit trail is whole: ${number} rows, ${against}.` : faults.join('\n'));
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
