import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import { clinicalCode, codeVersion, codeVersionOf } from '../../dialogs/clinicalCode.ts';
import { contentVersion, contentVersionOf } from '../../dialogs/contentVersion.ts';
import { drawings, drawingsVersionOf } from '../../dialogs/drawings.ts';
import { allTexts } from '../../dialogs/texts.ts';
import { allLexicons } from '../../dialogs/understanding/lexicon.ts';

const code = clinicalCode();
const lexicons = allLexicons();
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
const root = new URL('../..', import.meta.url);

const withFile = (file: string, change: (source: string) => string): string => {
  const source = code[file] ?? '';
  const changed = change(source);
  if (changed === source) throw new Error(`nothing was changed in ${file}`);
  return codeVersionOf({ ...code, [file]: changed });
};

test('is the same for the same content, and covers all of the clinical code', () => {
  expect(contentVersionOf(codeVersion, structuredClone(allTexts), structuredClone(lexicons))).toBe(contentVersion);
  expect(contentVersion).toMatch(/^[0-9a-f]{16}$/);
  expect(Object.keys(code)).toEqual(
    expect.arrayContaining(['questions', 'urgencyRules', 'imagingRules', 'actions', 'sources', 'triageMachine']),
  );
});

describe('does not change with', () => {
  test.each([
    ['a comment', (source: string) => `// reviewed twice\n${source}/* to here */`],
    ['empty lines', (source: string) => source.replaceAll('\n', '\n\n')],
  ])('%s', (_, change) => {
    expect(withFile('urgencyRules', change)).toBe(codeVersion);
  });

  test('lines broken otherwise by the formatter', () => {
    const narrow = Object.fromEntries(
      Object.entries(code).map(([name, source]) => {
        const style = ['--line-width=140', `--stdin-file-path=${name}.ts`];
        const input = { input: source, cwd: root, encoding: 'utf8' } as const;
        return [name, execFileSync(process.execPath, [biome, 'format', ...style], input)];
      }),
    );
    expect(narrow).not.toEqual(code);
    expect(codeVersionOf(narrow)).toBe(codeVersion);
  });

  test('texts in another order', () => {
    const reversed = Object.fromEntries(Object.entries(Object(allTexts)).toReversed());
    expect(contentVersionOf(codeVersion, reversed, lexicons)).toBe(contentVersion);
  });
});

describe('changes with', () => {
  test.each([
    ['urgencyRules', "saddleNumbness: ['yes']", "saddleNumbness: ['no']"],
    ['urgencyRules', "trauma: ['unsure'],", ''],
    ['deficit', "['mild', 'severe',", "['severe',"],
    ['criteria', 'if (!meetsLine(f, line)) return false', 'if (meetsLine(f, line)) return true'],
    ['urgencyRules', "because: ['bothLegsPainCanPrecede']", 'because: []'],
    ['imagingRules', "contrast: 'none',", ''],
    ['imagingRules', "region: 'whole-spine',", ''],
    ['findings', "'retention', ", ''],
    ['questions', "why: ['bothLegsPainCanPrecede']", "why: ['safetyNet']"],
    ['triageMachine', "{ guard: 'weaknessDenied', target: 'saddleNumbness' }", ''],
    ['triageMachine', 'scanIsAdvised(urgencyOf(context))', 'true'],
    ['standing', 'ended ? withUnsure(settled) : settled.answers', 'settled.answers'],
    ['sources', 'about 75 % sensitive', 'about 57 % sensitive'],
    ['actions', 'when: twoWeakLegsOrMajorInjury', 'unless: twoWeakLegsOrMajorInjury'],
  ])('%s: %s', (file, from, to) => {
    expect(withFile(file, (source) => source.replace(from, to))).not.toBe(codeVersion);
  });

  test('any one word, number or sign of the rules', () => {
    for (const file of ['urgencyRules', 'imagingRules', 'recommendation', 'questions', 'findings']) {
      const words = [...(code[file] ?? '').matchAll(/'[^'\n]+'|&&|\|\||[=!]==/g)].filter(
        ({ index }) => !inComment(code[file] ?? '', index),
      );
      for (const { index, 0: word } of words.filter((_, nth) => nth % 5 === 0)) {
        const changed = withFile(
          file,
          (source) => `${source.slice(0, index)}'other'${source.slice(index + word.length)}`,
        );
        expect([file, word, changed]).not.toEqual([file, word, codeVersion]);
      }
    }
  });

  test('any one text, and any one phrase of a lexicon', () => {
    const [textPaths, phrasePaths] = [leaves(allTexts), leaves(lexicons).filter((path) => path.at(-1) !== 'about')];
    expect([textPaths.length > 500, phrasePaths.length > 5_000]).toEqual([true, true]);
    const nothing = contentVersionOf(codeVersion, allTexts, {});
    for (const path of textPaths.filter((_, nth) => nth % 20 === 0))
      expect([path, contentVersionOf(codeVersion, replaced(allTexts, path, 'other'), {})]).not.toEqual([path, nothing]);
    for (const path of phrasePaths.filter((_, nth) => nth % 500 === 0))
      expect([path, contentVersionOf(codeVersion, allTexts, replaced(lexicons, path, 'other'))]).not.toEqual([
        path,
        contentVersion,
      ]);
  });

  test('any one line of any drawing', () => {
    const drawn = drawings();
    expect(contentVersionOf(codeVersion, allTexts, lexicons, drawingsVersionOf(drawn))).toBe(contentVersion);
    for (const [name, svg] of Object.entries(drawn))
      for (const { 0: line, index } of svg.matchAll(/ d="[^"]*"/g)) {
        const other = `${svg.slice(0, index)} d="M0 0"${svg.slice(index + line.length)}`;
        const changed = drawingsVersionOf({ ...drawn, [name]: other });
        expect([name, contentVersionOf(codeVersion, allTexts, lexicons, changed)]).not.toEqual([name, contentVersion]);
      }
    const commented = { ...drawn, saddle: `${drawn['saddle']}\n<!-- from behind -->\n` };
    expect(drawingsVersionOf(commented)).toBe(drawingsVersionOf(drawn));
  });

  test('a file more, or one less', () => {
    const { sources: _, ...fewer } = code;
    expect(codeVersionOf(fewer)).not.toBe(codeVersion);
    const more = codeVersionOf({ ...code, moreRules: '' });
    expect(more).not.toBe(codeVersion);
    expect(contentVersionOf(more, allTexts, lexicons)).not.toBe(contentVersion);
  });
});

const inComment = (source: string, index: number): boolean =>
  /^\s*(\/\/|\/?\*)|\/\/ /.test(source.slice(source.lastIndexOf('\n', index) + 1, index));

function leaves(node: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof node !== 'object' || node === null) return [path];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, [...path, key]));
}

function replaced(node: unknown, [key, ...rest]: readonly string[], words: string): unknown {
  if (key === undefined) return words;
  if (Array.isArray(node)) return node.map((value, at) => (String(at) === key ? replaced(value, rest, words) : value));
  return Object.fromEntries(
    Object.entries(Object(node)).map(([one, value]) => [one, one === key ? replaced(value, rest, words) : value]),
  );
}
