// The browser's own Intl does what Globalize's compiled tables did.
export default (language) => ({
  dateFormatter: () => (date) =>
    new Intl.DateTimeFormat(language, { month: 'long', day: 'numeric', hour: 'numeric', minute: 'numeric' }).format(
      date,
    ),
  relativeTimeFormatter: (unit) => (number) => new Intl.RelativeTimeFormat(language).format(number, unit),
  plural: (number) => new Intl.PluralRules(language).select(number),
  unitFormatter:
    (unit, { form }) =>
    (number) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: form }).format(number),
  numberFormatter: () => (number) => new Intl.NumberFormat(language).format(number),
});
