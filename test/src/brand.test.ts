import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { brandOf } from '../../src/brand.ts';
import { brandColours, grounds } from '../../src/brandColours.ts';
import { readConfig } from '../../src/config.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { testServer } from './testServer.ts';

const pages = new URL('../../src/pages/', import.meta.url);
const folder = temporaryFolder();
const logo = (name: string, content: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
const drawn =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path id="a" d="M0 0h9v9z"/><use href="#a"/></svg>';

/** WCAG's formula, written apart from the program's. */
function contrast(one: string, other: string): number {
  const [a = 0, b = 0] = [one, other].map((hex) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  });
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe('a colour', () => {
  const someColour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`);

  test('is either readable on everything, light and dark, or refused with the nearest that is', () => {
    fc.assert(
      fc.property(someColour, (hex) => {
        const made = brandColours(hex);
        if (!('colours' in made)) {
          expect(made.contrast).toBeLessThan(4.5);
          expect(brandColours(made.instead)).toHaveProperty('colours.light.accent', made.instead);
          return;
        }
        for (const scheme of ['light', 'dark'] as const) {
          const { accent, onAccent, button, buttonHover } = made.colours[scheme];
          const least = [...grounds[scheme], button, buttonHover, onAccent].map((ground) => contrast(accent, ground));
          expect([hex, scheme, Math.min(...least) >= 4.5]).toEqual([hex, scheme, true]);
        }
        expect(contrast('#ffffff', made.colours.light.accent)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 300 },
    );
  });

  test('is held against every ground that the palette has', () => {
    const palette = readFileSync(new URL('palette.css', pages), 'utf8');
    const found = [...palette.matchAll(/--(page|ground|paper|emphasis|attention|warning|good): (#\w{6})/g)];
    const known: ReadonlySet<string> = new Set([...grounds.light, ...grounds.dark]);
    expect(found.length).toBeGreaterThan(10);
    expect(found.map(([, , hex = '']) => hex).filter((hex) => !known.has(hex))).toEqual([]);
  });

  test('of our own stands in no page but in the palette and the launcher', () => {
    const files = globSync('**/*.{css,ts,js,html}', { cwd: pages.pathname });
    const own = files.filter((file) => /#0b5566|#7fd0e2/i.test(readFileSync(new URL(file, pages), 'utf8')));
    expect(own.toSorted()).toEqual(['palette.css', 'widget.js']);
  });

  test('that cannot be read is refused by name', () => {
    expect(() => brandOf({ colour: '#ffcc00', logo: undefined })).toThrow(
      /^CAUDA_COLOUR: #ffcc00 cannot be read .* \(a contrast of 1\.\d to 1 at worst, 4\.5 is needed\).* #\w{6}\.$/,
    );
    expect(() => readConfig({ CAUDA_COLOUR: 'red' })).toThrow('CAUDA_COLOUR: must be a colour like #0b5566');
    expect(() => readConfig({ CAUDA_COLOUR: '#fff;}*{' })).toThrow('CAUDA_COLOUR');
  });
});

describe('a logo', () => {
  const unsafe: readonly (readonly [string, string])[] = [
    ['a script', drawn.replace('<path', '<script>alert(1)</script><path')],
    ['a script', drawn.replace('<path', '<svg:SCRIPT href="#a"/><path')],
    ['an event handler', drawn.replace('<path', '<path onload ="alert(1)"')],
    ['an event handler', drawn.replace('<path', '<path/onload="alert(1)"')],
    ['something that it loads', drawn.replace('href="#a"', 'href="https://elsewhere.example/a.svg#a"')],
    ['something that it loads', drawn.replace('href="#a"', "xlink:href = 'data:text/html,x'")],
    ['something that it loads', drawn.replace('d="', 'style="fill:url(https://elsewhere.example/x)" d="')],
    ['something that it loads', drawn.replace('<path', '<style>@import "x.css"</style><path')],
    ['a script address', drawn.replace('href="#a"', 'href="javascript:alert(1)"')],
    ['a page', drawn.replace('<path', '<foreignObject/><path')],
    ['entities', `<!DOCTYPE svg [<!ENTITY a "b">]>${drawn}`],
    ['no SVG picture', '<html></html>'],
    ['bytes; make it smaller', drawn + ' '.repeat(50_001)],
  ];

  test.each(unsafe)('with %s is refused', (what, content) => {
    const file = logo('unsafe.svg', content);
    expect(() => brandOf({ colour: undefined, logo: file })).toThrow(`CAUDA_LOGO: ${file} `);
    expect(() => brandOf({ colour: undefined, logo: file })).toThrow(what);
  });

  test('that is not there, of another kind, or another kind than it says is refused', () => {
    for (const [file, why] of [
      [join(folder, 'none.svg'), 'cannot be read'],
      [logo('logo.gif', 'GIF89a'), 'must be an .svg or a .png file'],
      [logo('logo.png', drawn), 'is no PNG picture'],
    ] as const)
      expect(() => brandOf({ colour: undefined, logo: file })).toThrow(why);
  });
});

test('name, colour and logo are on the pages; the logo is no page of its own that could do anything', async () => {
  const settings = { CAUDA_NAME: 'Spine <Line>', CAUDA_COLOUR: '#7a1f5c', CAUDA_LOGO: logo('logo.svg', drawn) };
  const server = await testServer(settings);
  const got = async (path: string) => {
    const answer = await fetch(`${server.url}${path}`);
    return { text: await answer.text(), policy: answer.headers.get('content-security-policy') };
  };
  const chat = await got('/chat');
  expect(chat.text).toContain('<title>Spine &lt;Line&gt;: back pain questions</title>');
  expect(chat.text).toContain('<img class="logo" src="/static/logo.svg" alt="">Spine &lt;Line&gt; ');
  expect(chat.text).toContain(':root{--accent:#7a1f5c;--user:#7a1f5c;');
  expect((await got('/static/palette.css')).text).toContain('--accent:#7a1f5c');
  expect((await got('/widget.js')).text).toContain(':host{--accent:#7a1f5c;--on-accent:#ffffff}');
  const desk = await got('/nurse');
  expect(desk.text).toContain('data-logo="/static/logo.svg"');
  expect(desk.text).toContain('"desk":"Spine \\u003cLine> desk"');
  expect(await got('/static/logo.svg')).toEqual({ text: drawn, policy: expect.stringContaining("default-src 'none'") });
  await server.stop();
  await expect(testServer({ CAUDA_COLOUR: '#ffcc00' })).rejects.toThrow('CAUDA_COLOUR');
});
