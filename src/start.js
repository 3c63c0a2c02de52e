/** Runs on any Node.js, so that one that is too old is told so in a sentence. */
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Cauda needs Node.js 24 or newer, and this is ${process.versions.node}. ` +
      'Install it, or run npm ci with the packages of development, which brings its own.\n',
  );
  process.exit(1);
}
await import('./main.ts');
