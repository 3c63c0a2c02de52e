import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { packageFolder } from '../packageFolder.ts';
import { licencesOf } from './licences.ts';

const here = import.meta.dirname;
const require = createRequire(import.meta.url);
/** Module names, and the sources in the packages that they are built from. */
const sources: Readonly<Record<string, readonly [packageName: string, file: string]>> = {
  'botframework-webchat-component': ['botframework-webchat-component', 'src/index.ts'],
  'botframework-webchat-component/internal': ['botframework-webchat-component', 'src/internal.ts'],
  'botframework-webchat-api': ['botframework-webchat-api', 'src/index.ts'],
  'botframework-webchat-api/internal': ['botframework-webchat-api', 'src/internal.ts'],
  'botframework-webchat-api/decorator': ['botframework-webchat-api', 'src/decorator/index.ts'],
  'botframework-webchat-core': ['botframework-webchat-core', 'src/index.ts'],
};

/** What stands in for parts of Web Chat that Cauda's chat does not need, or that would harm here. */
const standIns: readonly (readonly [module: RegExp, file: string])[] = [
  [/^react-say$/, 'say'],
  [/^react-dictate-button$/, 'dictateButton'],
  [/^mime$/, 'mime'],
  [/^markdown-it$/, 'markdownIt'],
  [/^mdast-util-from-markdown$/, 'mdast'],
  [/^(core-js|url-search-params-polyfill|sanitize-html|markdown-it-attrs)(\/|$)/, 'nothing'],
  [/^adaptivecards$/, 'adaptiveCards'],
  [/external\/PrecompiledGlobalize$/, 'globalize'],
  [/\/getAllLocalizedStrings$/, 'localizedStrings'],
  [/\/FocusTrap$/, 'focusTrap'],
  [/\/KeyboardHelp$/, 'keyboardHelp'],
  [/\/FocusRedirector$/, 'focusRedirector'],
];

/**
 * Microsoft's Web Chat from the sources that its packages ship, without speech, uploads, Globalize, polyfills and the
 * languages that Cauda does not speak.
 * @returns the script, and the licences of all that is in it.
 */
export async function slimWebChat(): Promise<{ readonly script: string; readonly licences: string }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(here, 'entry.js')],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    target: ['chrome100', 'safari15.4', 'firefox100'],
    loader: { '.js': 'jsx' },
    jsx: 'transform',
    mainFields: ['module', 'browser', 'main'],
    conditions: ['browser'],
    legalComments: 'none', // the licences are served whole, beside the script
    logLevel: 'error',
    // The packages' own type configuration is not shipped whole.
    tsconfigRaw: {},
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.node_env': '"production"',
      'process.env.build_tool': '"esbuild"',
      'process.env.module_format': '"esmodules"',
      'process.env.npm_package_version': '"4.18.1"',
      'process.env.NPM_PACKAGE_VERSION': '"4.18.1"',
      global: 'globalThis',
    },
    plugins: [fromSource],
  });
  return { script: outputFiles[0]?.text ?? '', licences: licencesOf(Object.keys(metafile.inputs)) };
}

const fromSource: Plugin = {
  name: 'from-source',
  setup({ onResolve, onLoad, resolve }) {
    for (const [module, file] of standIns)
      onResolve({ filter: module }, () => ({ path: join(here, 'standIns', `${file}.js`) }));
    onResolve({ filter: /^botframework-webchat-(component|api|core)/ }, ({ path }) => {
      const source = sources[path];
      return source && { path: join(packageFolder(source[0]), source[1]) };
    });
    onResolve({ filter: /^web-chat(-api)?-source\// }, ({ path, kind }) =>
      resolve(path.replace(/^web-chat(-api)?-source/, '.'), {
        kind,
        resolveDir: join(
          packageFolder(path.startsWith('web-chat-api') ? 'botframework-webchat-api' : 'botframework-webchat'),
          'src',
        ),
      }),
    );
    onResolve({ filter: /^punycode$/ }, () => ({ path: require.resolve('punycode/punycode.es6.js') }));
    // What core-js polyfills, browsers have.
    onResolve({ filter: /^(core-js-pure\/|@babel\/runtime-corejs3\/core-js)/ }, ({ path }) => ({
      namespace: 'native',
      path: path
        .replace(/^core-js-pure\/\w+\/|^@babel\/runtime-corejs3\/core-js(-stable)?\//, '')
        .replace(/(\/index)?\.js$/, ''),
    }));
    onLoad({ filter: /./, namespace: 'native' }, ({ path }) => ({
      contents: `module.exports = ${nativeOf(path)};`,
      loader: 'js',
    }));
    // Its style sheet came without the nonce, and each page load was an error of the content security policy.
    onLoad({ filter: /BasicTranscript\.tsx$/ }, ({ path }) => ({
      loader: 'tsx',
      contents: changed(
        path,
        '<ReactScrollToBottomComposer scroller={scroller}>',
        '<ReactScrollToBottomComposer nonce={useNonce()[0]} scroller={scroller}>',
      ).concat("\nimport useNonce from './hooks/internal/useNonce';"),
    }));
    // A landmark without a name, within the page's own main part.
    onLoad({ filter: /BasicWebChat\.tsx$/ }, ({ path }) => ({
      loader: 'tsx',
      contents: changed(path, " + '')} role={role}>", " + '')}>"),
    }));
    // A reload read the whole conversation aloud again.
    onLoad({ filter: /LiveRegionTranscript\.tsx$/ }, ({ path }) => ({
      loader: 'tsx',
      contents: changed(
        path,
        'appendedActivities.unshift({ activity, key });',
        'if (activity.channelData?.caudaHeard) continue; appendedActivities.unshift({ activity, key });',
      ),
    }));
    // Two animated pictures of 30 KB that are never shown.
    onLoad({ filter: /(Spinner|Typing)Animation\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8').replace(/'[A-Za-z0-9+/=]{300,}'/g, "'R0lGODlhAQABAAAAACwAAAAAAQABAAA='"),
    }));
  },
};

/** A source file with one of its lines changed. Throws where the line is not there: then Web Chat is another version. */
function changed(path: string, from: string, to: string): string {
  const source = readFileSync(path, 'utf8');
  if (!source.includes(from)) throw new Error(`${path} no longer holds ${from}: see what slimWebChat changes there.`);
  return source.replace(from, to);
}

const loneNatives: Readonly<Record<string, string>> = {
  getIteratorMethod: 'o => o[Symbol.iterator]',
  parseFloat: 'parseFloat',
  setInterval: '(...a) => setInterval(...a)',
  setTimeout: '(...a) => setTimeout(...a)',
  promise: 'Promise',
  set: 'Set',
  symbol: 'Symbol',
  map: 'Map',
};

/** The browser's own of what a core-js path names, such as `object/assign`. */
function nativeOf(path: string): string {
  const [owner = '', method] = path
    .split('/')
    .map((part) => part.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()));
  if (owner === 'instance') return `o => o.${method} ?? Array.prototype.${method}`;
  const name = `${owner.charAt(0).toUpperCase()}${owner.slice(1)}`;
  const native =
    method === undefined
      ? loneNatives[owner]
      : owner === 'math'
        ? `Math.${method}`
        : ['object', 'array', 'date'].includes(owner)
          ? `${name}.${method}.bind(${name})`
          : `${name}.${method}`;
  if (native === undefined) throw new Error(`Web Chat asks for ${path} of core-js, and nothing stands in for it.`);
  return native;
}
