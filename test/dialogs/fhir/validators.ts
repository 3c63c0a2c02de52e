import { createRequire } from 'node:module';
import { z } from 'zod';

const require = createRequire(import.meta.url);

const fhirPackage = z.object({
  Fhir: z.custom<new () => { validate: (resource: unknown, options: object) => unknown }>(),
});
const schemaValidator = z.custom<new () => { validate: (resource: unknown) => unknown }>();
const fhirpathPackage = z.object({
  compile: z.custom<(path: string, model: unknown) => (resource: unknown, environment: object) => unknown>(),
});

const answered = z.object({
  valid: z.boolean(),
  messages: z.array(z.object({ message: z.string(), severity: z.string() })),
});
const errors = z.array(z.object({ message: z.string().optional(), dataPath: z.string().optional() }));

const { Fhir } = fhirPackage.parse(require('fhir'));
const Schema = schemaValidator.parse(require('@asymmetrik/fhir-json-schema-validator'));
const fhirpath = fhirpathPackage.parse(require('fhirpath'));
const r4: unknown = require('fhirpath/fhir-context/r4');
const [byProfile, bySchema] = [new Fhir(), new Schema()];

/** What the `fhir` package finds; also its warnings, since it calls a property that it does not know valid. */
export const profileFaults = (resource: unknown): readonly string[] =>
  answered
    .parse(byProfile.validate(resource, { errorOnUnexpected: true }))
    .messages.filter(({ severity }) => severity !== 'info')
    .map(({ severity, message }) => `${severity}: ${message}`);

/** What HL7's own JSON schema finds. */
export const schemaFaults = (resource: unknown): readonly string[] =>
  errors.parse(bySchema.validate(resource) ?? []).map(({ dataPath, message }) => `${dataPath}: ${message}`);

/** Parsed once: the conditions of a questionnaire are long. */
const compiled = new Map<string, (resource: unknown, environment: object) => unknown>();

export function fhirPath(resource: unknown, path: string, environment: object = {}): readonly unknown[] {
  const evaluate = compiled.get(path) ?? fhirpath.compile(path, r4);
  compiled.set(path, evaluate);
  return z.array(z.unknown()).parse(evaluate(resource, environment));
}
