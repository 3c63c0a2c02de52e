import { readFileSync } from 'node:fs';
import { isNativeError } from 'node:util/types';
import { z } from 'zod';
import { commandOptions } from './commandOptions.ts';
import { ConfigError, readConfig } from './config.ts';
import { type AuditHead, auditFaults, auditTrail } from './desk/auditTrail.ts';
import { auditDatabase, auditKey } from './desk/openDesk.ts';

/** `npm run -s audit-verify [-- --security-log FILE]`: exit status 1 where the audit trail was touched, 2 where that could not be looked at. */
const values = commandOptions({ 'security-log': { type: 'string' } });
const noted = z.object({ event: z.literal('audit'), number: z.number(), mac: z.string() });

/** The heads that the security log holds. */
function headsIn(file: string | undefined): readonly AuditHead[] {
  if (file === undefined) return [];
  return textOf(file)
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => {
      const head = noted.safeParse(JSON.parse(line));
      return head.success ? [head.data] : [];
    });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    // Status 1 would say that the trail was touched.
    throw new ConfigError(`The security log cannot be read: ${isNativeError(error) ? error.message : String(error)}`);
  }
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
