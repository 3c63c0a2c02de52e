import type { Config } from './config.ts';
import { escaped } from './reviewPack/html.ts';

type Organisation = Pick<
  Config,
  'organisation' | 'privacyContact' | 'legalBasis' | 'retentionDays' | 'unfinishedRetentionDays'
>;

const words = {
  en: {
    organisation: 'the organisation that gave you this chat (it has not set its name here)',
    contact: 'the organisation that gave you this chat (it has not set a contact here)',
    legalBasis: 'not stated here yet; ask the contact above',
    days: (count: number): string => (count === 1 ? 'one day' : `${count} days`),
  },
  es: {
    organisation: 'la organización que le dio este chat (aquí no ha puesto su nombre)',
    contact: 'la organización que le dio este chat (aquí no ha puesto un contacto)',
    legalBasis: 'todavía no consta aquí; pregunte al contacto de arriba',
    days: (count: number): string => (count === 1 ? 'un día' : `${count} días`),
  },
} as const;

/** The privacy page with what only the organisation that runs it can say. */
export function privacyPage(html: string, config: Organisation, language: keyof typeof words = 'en'): string {
  const unset = words[language];
  const said: Readonly<Record<string, string>> = {
    organisation: config.organisation ?? unset.organisation,
    contact: config.privacyContact ?? unset.contact,
    legalBasis: config.legalBasis ?? unset.legalBasis,
    finishedDays: unset.days(config.retentionDays),
    unfinishedDays: unset.days(config.unfinishedRetentionDays),
  };
  return html.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => {
    const value = said[name];
    return value === undefined ? whole : escaped(value);
  });
}
