import { readFileSync } from 'node:fs';

/** What a row is held against: answers by question, and what was concluded before, in words. */
export type Facts = Readonly<Record<string, string | undefined>>;

/** `is` are the cells of the row; it `holds` when every cell that is not empty agrees with the facts. */
export type Row = {
  readonly is: Readonly<Record<string, string>>;
  readonly asks: readonly string[];
  readonly holds: (facts: Facts, fired?: readonly string[]) => boolean;
};

/**
 * Reads a table of this folder. A cell lists the values that agree, parted by ` / `; empty agrees with all; `not asked`
 * with a missing answer; empty cells at the end may be left out. `rules` must all have fired, of `without rules` none (parted by ` + `).
 * @param results the leading columns, which say what the row concludes and ask nothing.
 */
export function truthTable(file: string, results: number): readonly Row[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((cells) => {
    if (cells.length > header.length) throw new Error(`${file}: a row is longer than the header: ${cells.join(',')}`);
    const is = Object.fromEntries(header.map((column, index) => [column, cells[index] ?? '']));
    const { rules = '', 'without rules': withoutRules = '', ...others } = is;
    const asked = Object.entries(others)
      .slice(results)
      .filter(([, cell]) => cell !== '')
      .map(([column, cell]) => [column, cell.split(' / ')] as const);
    const all = names(rules);
    const none = names(withoutRules);
    return {
      is,
      asks: asked.map(([column]) => column),
      holds: (facts, fired = []) =>
        asked.every(([column, agreeing]) => agreeing.includes(facts[column] ?? 'not asked')) &&
        all.every((rule) => fired.includes(rule)) &&
        !none.some((rule) => fired.includes(rule)),
    };
  });
}

const names = (cell: string): readonly string[] => (cell === '' ? [] : cell.split(' + '));
