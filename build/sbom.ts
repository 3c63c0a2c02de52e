import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { billOfMaterials, npm, writeProductionPackage } from './production.ts';

/** `npm run sbom`: what production consists of, in CycloneDX. */
const folder = mkdtempSync(join(tmpdir(), 'cauda-sbom-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
writeProductionPackage(folder);
npm(folder, 'install', '--package-lock-only', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund');
process.stdout.write(billOfMaterials(folder));
