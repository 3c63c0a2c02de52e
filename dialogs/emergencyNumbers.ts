import { z } from 'zod';

/** What to call, by ISO 3166 country; `*` is for everywhere else. */
export type EmergencyNumbers = Readonly<Record<string, string>>;

/** Teams says the country here; other channels only in the locale. */
const clientInfoSchema = z.object({ type: z.literal('clientInfo'), country: z.string() });

type From = { readonly locale?: string | undefined; readonly entities?: readonly unknown[] | undefined };

/** The number to call where an activity comes from; undefined where none is known. */
export function emergencyNumber(numbers: EmergencyNumbers, { locale, entities = [] }: From): string | undefined {
  if (Object.keys(numbers).every((country) => country === '*')) return numbers['*'];
  const told = entities.flatMap((entity) => clientInfoSchema.safeParse(entity).data?.country ?? []);
  const country = told[0] ?? regionOf(locale);
  return (country === undefined ? undefined : numbers[country.toUpperCase()]) ?? numbers['*'];
}

function regionOf(locale: string | undefined): string | undefined {
  try {
    return locale === undefined ? undefined : new Intl.Locale(locale).region;
  } catch {
    return undefined; // a channel may send anything as locale
  }
}
