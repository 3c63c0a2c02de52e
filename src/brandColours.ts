/** "#0b5566" as red, green and blue, from 0 to 255. */
type Colour = readonly [red: number, green: number, blue: number];

/** A deployment's colour as the pages use it, each with what stands on it or it stands on. */
export type BrandColours = {
  readonly light: Shades;
  readonly dark: Shades;
};
/** `accent` writes on the grounds and on `button`; white writes on `user`, `onAccent` on `accent`. */
type Shades = Readonly<Record<'accent' | 'onAccent' | 'button' | 'buttonHover', string>>;

/** What text needs to be read (WCAG 2.2, 1.4.3). */
const wanted = 4.5;
/** What the pages' accent is written on, from palette.css: a test holds that no other ground is there. */
export const grounds = {
  light: ['#ffffff', '#f6f9fa', '#f1f5f7', '#fdeceb', '#fff3d4', '#e7f5ec'],
  dark: ['#11171b', '#1a2228', '#222c33', '#4d1b1b', '#473506', '#153a25'],
} as const;

/** The shades made of one colour, or how near a colour comes and what would do in its place. */
export function brandColours(
  hex: string,
): { readonly colours: BrandColours } | { readonly contrast: number; readonly instead: string } {
  const light = shadesOf(colourOf(hex), 'light');
  const contrast = worst(colourOf(hex), 'light');
  if (contrast < wanted) return { contrast, instead: hexOf(until(colourOf(hex), black, 'light')) };
  return { colours: { light, dark: shadesOf(until(colourOf(hex), white, 'dark'), 'dark') } };
}

const groundsOf = { light: grounds.light.map(colourOf), dark: grounds.dark.map(colourOf) };
const white: Colour = [255, 255, 255];
const black: Colour = [0, 0, 0];

function shadesOf(accent: Colour, scheme: keyof typeof grounds): Shades {
  const [button, buttonHover] = buttonsOf(accent, scheme);
  const onAccent = ratio(white, accent) >= wanted ? white : black;
  return { accent: hexOf(accent), onAccent: hexOf(onAccent), button: hexOf(button), buttonHover: hexOf(buttonHover) };
}

/** A breath of the colour on the page's ground. */
const buttonsOf = (accent: Colour, scheme: keyof typeof grounds): readonly [Colour, Colour] => {
  const ground = colourOf(grounds[scheme][scheme === 'light' ? 0 : 1]);
  return [mixed(ground, accent, 0.06), mixed(ground, accent, 0.1)];
};

/** The nearest that can be read on every ground, on the way to white or to black. */
function until(colour: Colour, end: Colour, scheme: keyof typeof grounds): Colour {
  for (let step = 0; step < 100; step += 1) {
    const nearer = mixed(colour, end, step / 100);
    if (worst(nearer, scheme) >= wanted) return nearer;
  }
  return end;
}

/** The least contrast of an accent to what it is written on. */
function worst(accent: Colour, scheme: keyof typeof grounds): number {
  return Math.min(...[...groundsOf[scheme], ...buttonsOf(accent, scheme)].map((ground) => ratio(accent, ground)));
}

/** Of their luminances, from 1 to 21 (WCAG 2.2). */
function ratio(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

function mixed(from: Colour, to: Colour, share: number): Colour {
  const part = (nth: 0 | 1 | 2): number => Math.round(from[nth] + (to[nth] - from[nth]) * share);
  return [part(0), part(1), part(2)];
}

function colourOf(hex: string): Colour {
  const part = (nth: number): number => Number.parseInt(hex.slice(1 + 2 * nth, 3 + 2 * nth), 16);
  return [part(0), part(1), part(2)];
}
const hexOf = (colour: Colour): string => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

/** Rules that come after palette.css. */
export const paletteRules = ({ light, dark }: BrandColours): string => {
  const rules = ({ accent, button, buttonHover }: Shades): string =>
    // What a person said stands in white on the colour itself, in dark as in light.
    `:root{--accent:${accent};--user:${light.accent};--button:${button};--button-hover:${buttonHover}}`;
  return `${rules(light)}@media (prefers-color-scheme:dark){${rules(dark)}}`;
};

/** Rules that come after the launcher's own; what its page says by data-colour goes before. */
export const launcherRules = ({ light, dark }: BrandColours): string => {
  const rules = ({ accent, onAccent }: Shades): string => `:host{--accent:${accent};--on-accent:${onAccent}}`;
  return `${rules(light)}@media (prefers-color-scheme:dark){${rules(dark)}}`;
};
