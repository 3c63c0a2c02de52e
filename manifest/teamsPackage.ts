import { join } from 'node:path';
import localisationSchema from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.Localization.schema.json' with {
  type: 'json',
};
import schema from '@microsoft/app-manifest/build/json-schemas/teams/v1.30/MicrosoftTeams.schema.json' with {
  type: 'json',
};
import Ajv from 'ajv-draft-04';
import { strToU8, zipSync } from 'fflate';
import { localisations, teamsManifest } from './manifest.ts';
import type { PackageOptions } from './packageOptions.ts';
import { renderPng } from './renderPng.ts';
import { storeProblems } from './storeRules.ts';

/** The manifest does not follow the Teams schema or the store's rules; the message says where. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/**
 * The Teams app package as a zip file: manifest.json, a file for each further language, color.png (192 × 192) and
 * outline.png (32 × 32) at its root. The same options give the same bytes.
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/apps-package
 * @param version of the Teams app, which each upload must raise
 * @throws ManifestError, and the file system's error when an icon cannot be read
 */
export function teamsPackage(options: PackageOptions, version: string): Uint8Array {
  const manifest = teamsManifest(options, version);
  const texts = localisations(options.name);
  const problems = [
    manifestProblems(manifest),
    ...Object.entries(texts).map(([file, text]) => localisationProblems(file, text)),
    ...storeProblems(manifest, texts),
  ].filter((one) => one !== undefined);
  if (problems.length > 0) throw new ManifestError(problems.join('; '));
  const icon = (name: string, width: number) => renderPng(join(import.meta.dirname, 'icons', name), width);
  return zipSync(
    {
      ...Object.fromEntries(
        Object.entries({ 'manifest.json': manifest, ...texts }).map(([file, one]) => [
          file,
          strToU8(JSON.stringify(one, null, 2)),
        ]),
      ),
      'color.png': icon('color.svg', 192),
      'outline.png': icon('outline.svg', 32),
    },
    { mtime: earliestZipTime },
  );
}

/** A zip file cannot tell an earlier time; it holds local time without a zone. */
const earliestZipTime = new Date(1980, 0, 1);

// The schemas leave out types in a few places, which is no fault of the manifest.
const lenient = { formats: { uri: (text: string) => URL.canParse(text) }, strictTypes: false };
const ajv = new Ajv.default(lenient);
const followsSchema = ajv.compile(schema);
// One of its patterns has a lone bracket, which only the older kind of regular expression takes.
const isLocalisation = new Ajv.default({ ...lenient, unicodeRegExp: false }).compile(localisationSchema);

/** Where a manifest breaks the schema of Teams manifests 1.30; undefined when it follows it. */
export const manifestProblems = (manifest: unknown): string | undefined =>
  followsSchema(manifest) ? undefined : ajv.errorsText(followsSchema.errors, { dataVar: '' });

/** Where a language's file breaks its schema. */
const localisationProblems = (file: string, texts: unknown): string | undefined =>
  isLocalisation(texts) ? undefined : ajv.errorsText(isLocalisation.errors, { dataVar: file });
