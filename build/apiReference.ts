import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entries, npmPackage } from './npmPackage.ts';

const dist = join(import.meta.dirname, '../dist');
/** Fetched by npm when it is wanted: TypeDoc needs a TypeScript of its own. */
const packages = ['typedoc@0.28.20', 'typescript@6.0.3'];

/** Writes the API reference of the npm package to `dist/api/`, from the types that its users get. A warning is an error. */
const folder = await npmPackage(dist);
const files = entries.map((entry) => join(folder, `esm/types/build/package/${entry}.d.ts`));
const write = (name: string, value: unknown): string => {
  const path = join(dist, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
};
const tsconfig = write('api.tsconfig.json', {
  compilerOptions: { module: 'nodenext', target: 'es2022', lib: ['es2023', 'dom'], strict: true, skipLibCheck: true },
  files,
});
const options = write('api.typedoc.json', {
  entryPoints: files,
  tsconfig,
  out: join(dist, 'api'),
  name: 'cauda',
  readme: 'none',
  excludePrivate: true,
  treatWarningsAsErrors: true,
  suppressCommentWarningsInDeclarationFiles: true,
  // A type that is offered is shown with what it is made of; that has no page of its own.
  validation: { notExported: false, notDocumented: true },
  requiredToBeDocumented: ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable', 'Method', 'Constructor'],
});
execFileSync(
  'npm',
  ['exec', '--yes', ...packages.map((one) => `--package=${one}`), '--', 'typedoc', '--options', options],
  {
    stdio: 'inherit',
  },
);
