/**
 * The steps that take a database from `version` to this program's.
 * @param migrations each takes it one version up; they are only ever added.
 * Throws for a database that a newer program wrote.
 */
export function stepsFrom(
  version: number,
  migrations: readonly string[],
): readonly { readonly to: number; readonly sql: string }[] {
  if (version > migrations.length) {
    throw new Error(
      'The database was written by a newer version of Cauda. Start that version, or use another database.',
    );
  }
  return migrations.map((sql, index) => ({ to: index + 1, sql })).slice(version);
}
