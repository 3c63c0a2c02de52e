import { type EventLog, nameless } from '../httpAnswers.ts';
import type { SecurityLog } from '../securityLog.ts';
import type { AuditTrail } from './auditTrail.ts';

const hour = 3_600_000;

/**
 * Writes to the security log how far the audit trail goes: at the start, then every hour. There it shows later whether
 * the trail's end was cut off.
 * @returns what ends that, with a last line.
 */
export function keepAuditHead(audit: AuditTrail, security: SecurityLog, log: EventLog): () => Promise<void> {
  const note = async (): Promise<void> => {
    try {
      security({ event: 'audit', ...(await audit.head()) });
    } catch (error) {
      log.error(nameless(error), 'the head of the audit trail could not be noted');
    }
  };
  const timer = setInterval(() => void note(), hour).unref();
  void note();
  return async () => {
    clearInterval(timer);
    await note();
  };
}
