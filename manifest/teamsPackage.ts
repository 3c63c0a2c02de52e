import { join } from 'node:path';
import schema from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json' with {
  type: 'json',
};
import Ajv from 'ajv-draft-04';
import { strToU8, zipSync } from 'fflate';
import cauda from '../package.json' with { type: 'json' };
import template from './manifest.json' with { type: 'json' };
import type { PackageOptions } from './packageOptions.ts';
import { renderPng } from './renderPng.ts';

/** The manifest does not follow the Teams schema; the message says where. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/**
 * The Teams app package as a zip file: manifest.json, color.png (192 × 192) and outline.png (32 × 32) at its root.
 * The same options give the same bytes.
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package
 * @throws ManifestError, and the file system's error when an icon cannot be read
 */
export function teamsPackage(options: PackageOptions): Uint8Array {
  const manifest = teamsManifest(options);
  const problems = manifestProblems(JSON.parse(manifest));
  if (problems !== undefined) throw new ManifestError(problems);
  const icon = (name: string, width: number) => renderPng(join(import.meta.dirname, 'icons', name), width);
  return zipSync(
    {
      'manifest.json': strToU8(manifest),
      'color.png': icon('color.svg', 192),
      'outline.png': icon('outline.svg', 32),
    },
    { mtime: earliestZipTime },
  );
}

/** A zip file cannot tell an earlier time; it holds local time without a zone. */
const earliestZipTime = new Date(1980, 0, 1);

/** The template with the values of the options, as JSON text. The placeholders are those of the Microsoft 365 Agents Toolkit. */
function teamsManifest({ host, botId, appId }: PackageOptions): string {
  const values: Readonly<Record<string, string>> = {
    APP_VERSION: cauda.version,
    TEAMS_APP_ID: appId,
    BOT_ID: botId,
    BOT_DOMAIN: host,
  };
  return JSON.stringify(template, null, 2).replace(/\$\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new ManifestError(`nothing is known for \${{${name}}}`);
    return value;
  });
}

// The schema leaves out types in a few places, which is no fault of the manifest.
const ajv = new Ajv.default({ formats: { uri: (text: string) => URL.canParse(text) }, strictTypes: false });
const followsSchema = ajv.compile(schema);

/** Where a manifest breaks the schema of Teams manifests 1.30; undefined when it follows it. */
export const manifestProblems = (manifest: unknown): string | undefined =>
  followsSchema(manifest) ? undefined : ajv.errorsText(followsSchema.errors, { dataVar: '' });
