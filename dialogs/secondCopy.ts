import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const inModules = `${sep}node_modules${sep}`;
const library = `${inModules}botbuilder-dialogs${sep}`;
const entry = `${library}lib${sep}index.js`;
const remedy =
  'Let there be one: "npm ls botbuilder-dialogs" shows who asks for which. Give your bot the version that cauda asks for and run "npm dedupe"; install cauda from its packed file, not by a link.';

let warned = false;

/**
 * Of two copies of botbuilder-dialogs the one does not know the other's dialogs, and says "Invalid dialog being added"
 * without a word of why. Throws where no bot could add a dialog that is made here, and where the file that makes it has cauda
 * and another copy for its own. Otherwise it warns, once, where two are loaded: a host of several bots may mean that.
 * @param code where the code of this package is; undefined in a bundle for CommonJS.
 */
export function refuseSecondCopy(code: string | undefined): void {
  const ours = code === undefined ? undefined : copyAt(code);
  if (code === undefined || ours === undefined) return;
  const file = fileURLToPath(code);
  const owner = ours.slice(0, ours.lastIndexOf(library));
  if (isInPackage(owner, file))
    throw new Error(
      `cauda has a copy of botbuilder-dialogs of its own, at ${ours}: no bot knows its dialogs. ${remedy}`,
    );
  const others = Object.keys(createRequire(code).cache).filter((path) => path.endsWith(entry) && path !== ours);
  const maker = makerOf(dirname(file));
  const makersOwn = maker === undefined ? undefined : copyAt(maker);
  if (maker !== undefined && makersOwn !== undefined && others.includes(makersOwn) && hasThisPackage(maker, file))
    throw new Error(
      `there are two copies of botbuilder-dialogs: cauda uses ${ours}, and ${maker} uses ${makersOwn}, whose bots do not know cauda's dialogs. ${remedy}`,
    );
  if (others.length === 0 || warned) return;
  warned = true;
  // At once: a warning of Node's comes after the bot has ended with that sentence.
  console.warn(
    `SECOND_BOTBUILDER_DIALOGS: two copies of botbuilder-dialogs are loaded. cauda uses ${ours}; a bot that uses ${others.join(' or ')} does not know its dialogs ("Invalid dialog being added"). ${remedy}`,
  );
}

/** What is found from a file under a name; undefined where it is bundled. */
function found(from: string, name: string): string | undefined {
  try {
    return createRequire(from).resolve(name);
  } catch {
    return undefined;
  }
}
const copyAt = (from: string): string | undefined => found(from, 'botbuilder-dialogs');

/** Whether the code is in a package that was installed there, and that nobody else looks for copies in. */
const isInPackage = (owner: string, file: string): boolean =>
  owner.includes(inModules) && file.startsWith(owner + sep) && !file.slice(owner.length).includes(inModules);

/** Not where somebody else hands the dialog on: to whose bot it goes then, cannot be seen from here. */
const hasThisPackage = (maker: string, file: string): boolean =>
  found(maker, 'cauda')?.startsWith(dirname(dirname(file)) + sep) ?? false;

/** The file, or its address, that makes the dialog: the first on the stack that is not in this folder. */
function makerOf(folder: string): string | undefined {
  const { prepareStackTrace, stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 50;
    Error.prepareStackTrace = (_, sites) => sites.map((site) => site.getFileName());
    const files = z.array(z.unknown()).safeParse(new Error('the stack').stack).data ?? [];
    return files.find((one): one is string => isFile(one) && !pathOf(one).startsWith(folder + sep));
  } finally {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit });
  }
}
const isFile = (one: unknown): one is string =>
  typeof one === 'string' && (one.startsWith('file:') || one.startsWith(sep) || /^[A-Z]:\\/.test(one));
const pathOf = (file: string): string => (file.startsWith('file:') ? fileURLToPath(file) : file);
