import type { Config } from './config.ts';
import { escaped } from './reviewPack/html.ts';

type Organisation = Pick<
  Config,
  'organisation' | 'privacyContact' | 'legalBasis' | 'retentionDays' | 'unfinishedRetentionDays'
>;

/** The privacy page with what only the organisation that runs it can say. */
export function privacyPage(html: string, config: Organisation): string {
  const said: Readonly<Record<string, string>> = {
    organisation: config.organisation ?? 'the organisation that gave you this chat (it has not set its name here)',
    contact: config.privacyContact ?? 'the organisation that gave you this chat (it has not set a contact here)',
    legalBasis: config.legalBasis ?? 'not stated here yet; ask the contact above',
    finishedDays: days(config.retentionDays),
    unfinishedDays: days(config.unfinishedRetentionDays),
  };
  return html.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const words = said[name];
    return words === undefined ? whole : escaped(words);
  });
}

const days = (count: number): string => (count === 1 ? 'one day' : `${count} days`);
