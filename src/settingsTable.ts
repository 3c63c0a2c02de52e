import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { secrets, settingsSchema } from './settings.ts';

const [begin, end] = ['<!-- settings -->', '<!-- /settings -->'];

/** The settings as a Markdown table, made from their schema. */
export function settingsTable(): string {
  const rows = Object.entries(settingsSchema.shape).map(([name, setting]) => {
    const variable = secrets.some((secret) => secret === name) ? `\`${name}\`, \`…_FILE\`` : `\`${name}\``;
    return [variable, defaultOf(setting), setting.description ?? ''] as const;
  });
  const widths = [0, 1, 2].map((column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], filler = ' '): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, filler)).join(' | ')} |`;
  return [line(head), line(['', '', ''], '-'), ...rows.map((row) => line(row))].join('\n');
}

const head = ['variable', 'default', 'what it does'] as const;

/** As it would be written in the environment. */
function defaultOf(setting: z.ZodType): string {
  if (!(setting instanceof z.ZodDefault)) return 'none';
  const { defaultValue: value } = setting.def;
  if (typeof value === 'boolean') return `\`${Number(value)}\``;
  return typeof value === 'number' || typeof value === 'string' ? `\`${value}\`` : 'none';
}

/** A page with the table in its place. */
export function withSettingsTable(page: string): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`the page has no ${begin} … ${end}`);
  return `${before}${begin}\n\n${settingsTable()}\n\n${end}${after}`;
}

if (import.meta.main) {
  const page = new URL('../docs/settings.md', import.meta.url);
  writeFileSync(page, withSettingsTable(readFileSync(page, 'utf8')));
}
