import type { Reviewed } from '../../dialogs/reviewer.ts';
import type { Brand } from '../brand.ts';
import type { Config } from '../config.ts';
import type { EventLog } from '../httpAnswers.ts';
import type { CallSurroundings } from './callTurn.ts';
import type { Desk } from './openDesk.ts';
import type { RecordSender } from './records.ts';

/** All that the desk's routes need. */
export type DeskSurroundings = CallSurroundings & {
  readonly config: Pick<Config, 'desk' | 'publicUrl' | 'isLoopback' | 'name' | 'emergencyNumbers' | 'trustedProxies'>;
  readonly desk: Desk;
  readonly records: RecordSender;
  readonly log: EventLog;
  readonly reviewed: Reviewed | undefined;
  readonly brand: Pick<Brand, 'logo'>;
  /** Where the page's script is served. */
  readonly script: string;
  /** Erases a conversation for good. */
  readonly erase: (conversation: string) => Promise<void>;
};
