/** Runs on any Node.js: an install without the packages of development brings no Node 24 of its own. */
const [major = 0] = process.versions.node.split('.').map(Number);
const omitted = (process.env['npm_config_omit'] ?? '').split(/\s/);
if (major < 24 && (omitted.includes('dev') || process.env['NODE_ENV'] === 'production')) {
  process.stderr.write(
    `\nCauda in production needs Node.js 24 or newer, and this is ${process.versions.node}. ` +
      'Install that first. (With the packages of development, npm ci brings its own.)\n\n',
  );
  process.exit(1);
}
