import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { type BrandColours, brandColours } from './brandColours.ts';
import { type Config, ConfigError } from './config.ts';

/** How a deployment's pages look besides Cauda's own: its colour and its logo, if it has them. */
export type Brand = {
  readonly colours: BrandColours | undefined;
  readonly logo: { readonly name: 'logo.svg' | 'logo.png'; readonly bytes: Buffer } | undefined;
};

/** Throws `ConfigError` for what could not be read on the pages, or is not safe to show there. */
export const brandOf = ({ colour, logo }: Pick<Config, 'colour' | 'logo'>): Brand => ({
  colours: colour === undefined ? undefined : readable(colour),
  logo: logo === undefined ? undefined : safeLogo(logo),
});

function readable(colour: string): BrandColours {
  const made = brandColours(colour);
  if ('colours' in made) return made.colours;
  throw new ConfigError(
    `CAUDA_COLOUR: ${colour} cannot be read on the pages (a contrast of ${made.contrast.toFixed(1)} to 1 at worst, 4.5 is needed). The nearest that can is ${made.instead}.`,
  );
}

/** Bytes: more would keep the first question waiting. */
const largestLogo = 50_000;

function safeLogo(file: string): Brand['logo'] {
  const refuse = (why: string): never => {
    throw new ConfigError(`CAUDA_LOGO: ${file} ${why}`);
  };
  const bytes = bytesOf(file) ?? refuse('cannot be read. See that it is there and that this user may.');
  if (bytes.length > largestLogo) return refuse(`has ${bytes.length} bytes; make it smaller than ${largestLogo}.`);
  if (extname(file) === '.png')
    return bytes.subarray(0, 8).equals(pngBegins) ? { name: 'logo.png', bytes } : refuse('is no PNG picture.');
  if (extname(file) !== '.svg') return refuse('must be an .svg or a .png file.');
  const text = bytes.toString('utf8');
  if (!/<svg[\s>]/.test(text)) return refuse('is no SVG picture.');
  const found = unsafe.find(([pattern]) => pattern.test(text));
  return found === undefined
    ? { name: 'logo.svg', bytes }
    : refuse(`has ${found[1]} in it. Export it as a plain picture.`);
}

const pngBegins = Buffer.from('89504e470d0a1a0a', 'hex');

/** A picture needs none of these, and a page of this server must not run or load what somebody else drew. */
const unsafe: readonly (readonly [RegExp, string])[] = [
  [/<\s*(?:\w+:)?script/i, 'a script'],
  [/[\s/"']on\w+\s*=/i, 'an event handler'],
  [/javascript\s*:/i, 'a script address'],
  [/<\s*(?:\w+:)?foreignObject/i, 'a page (foreignObject)'],
  [/<!(?:ENTITY|DOCTYPE)[^>]*\[|<!ENTITY/i, 'entities'],
  [/(?:href|src)\s*=\s*["']?\s*(?!["'#]|data:image\/(?:png|jpeg);)\S/i, 'something that it loads from elsewhere'],
  [/url\(\s*["']?\s*(?!["'#]|data:image\/(?:png|jpeg);)\S|@import/i, 'something that it loads from elsewhere'],
];

function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
