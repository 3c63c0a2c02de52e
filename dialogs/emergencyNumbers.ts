import { z } from 'zod';

/** What to call, by ISO 3166 country; `*` is for everywhere else. */
export type EmergencyNumbers = Readonly<Record<string, string>>;

const phoneNumber = /^[+\d][\d ()-]{1,20}$/;

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
/** Under the code that browsers and Teams tell it by: a number under UK would be nobody's. */
const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && new Intl.Locale(`und-${code}`).region === code && countries.of(code) !== undefined;

const noCountry = 'must be a country by its ISO 3166 code, like GB (not gb or UK), or * for everywhere else';

export const emergencyNumbersSchema = z.record(
  z.string().refine((country) => country === '*' || isCountry(country)),
  z.string().regex(phoneNumber, 'must be a number like 112'),
  // Zod says of a key only that it is wrong.
  { error: ({ code }) => (code === 'invalid_key' ? noCountry : undefined) },
);

/** It stands in cards, which read brackets as markup; a name before the host would pass for the host. */
const isSafeAddress = (text: string): boolean =>
  /^(https:\/\/[^@\\]+|(tel|sip):.+)$/.test(text) && !/[\s"'()<>[\]`]/.test(text) && URL.canParse(text);

/** Where the site's own people are reached. */
export const personLineSchema = z.string().refine((text) => phoneNumber.test(text) || isSafeAddress(text), {
  error: 'must be a telephone number like +44 20 7946 0000, or a plain address that begins with https:, tel: or sip:',
});

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
    return locale === undefined ? undefined : new Intl.Locale(locale.replaceAll('_', '-')).region;
  } catch {
    return undefined; // a channel may send anything as locale
  }
}
