import { createRequire } from 'node:module';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const inModules = `${sep}node_modules${sep}`;
const library = `${inModules}botbuilder-dialogs${sep}`;
const remedy =
  'Let there be one: "npm ls botbuilder-dialogs" shows who asks for which. Give your bot the version that cauda asks for and run "npm dedupe"; install cauda from its packed file, not by a link.';

let warned = false;

/**
 * Of two copies of botbuilder-dialogs the one does not know the other's dialogs, and says "Invalid dialog being added"
 * without a word of why. Throws where no bot could add a dialog that is made here, and warns, once, where two are loaded: a host
 * of several bots may mean that, and which of them adds the dialog cannot be seen from here.
 * @param code where the code of this package is; undefined in a bundle for CommonJS.
 */
export function refuseSecondCopy(code: string | undefined): void {
  const ours = code === undefined ? undefined : copyAt(code);
  if (code === undefined || ours === undefined) return;
  const owner = ours.slice(0, ours.lastIndexOf(library));
  if (isInPackage(owner, fileURLToPath(code)))
    throw new Error(
      `cauda has a copy of botbuilder-dialogs of its own, at ${ours}: no bot knows its dialogs. ${remedy}`,
    );
  const others = Object.keys(createRequire(code).cache).filter((path) => path.endsWith(entry) && path !== ours);
  if (others.length === 0 || warned) return;
  warned = true;
  // At once: a warning of Node's comes after the bot has ended with that sentence.
  console.warn(
    `SECOND_BOTBUILDER_DIALOGS: two copies of botbuilder-dialogs are loaded. cauda uses ${ours}; a bot that uses ${others.join(' or ')} does not know its dialogs ("Invalid dialog being added"). ${remedy}`,
  );
}
const entry = `${library}lib${sep}index.js`;

/** Undefined where it is bundled. */
function copyAt(code: string): string | undefined {
  try {
    return createRequire(code).resolve('botbuilder-dialogs');
  } catch {
    return undefined;
  }
}

/** Whether the code is in a package that was installed there, and that nobody else looks for copies in. */
const isInPackage = (owner: string, file: string): boolean =>
  owner.includes(inModules) && file.startsWith(owner + sep) && !file.slice(owner.length).includes(inModules);
