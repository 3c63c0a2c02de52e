import { describe, expect, test } from '@jest/globals';
import { allTexts } from '../../../dialogs/texts.ts';
import { blocksOf } from '../../../src/pages/chat/markdown.ts';

describe('lists', () => {
  test('one that follows its first line at once is one', () => {
    expect(blocksOf('Go for any of these:\n- a\n- b\n\nElse stay.')).toBe(
      '<p>Go for any of these:</p>\n<ul><li>a</li><li>b</li></ul>\n<p>Else stay.</p>',
    );
  });

  test('a dash within a line is none', () => {
    expect(blocksOf('a - b')).toBe('<p>a - b</p>');
  });

  test('no text of ours shows its marks', () => {
    const texts = JSON.stringify(allTexts, (_, value: unknown) =>
      typeof value === 'string' ? blocksOf(value) : value,
    );
    expect(texts).toContain('<ul>');
    expect(texts).not.toMatch(/(<br>|<p>)\s*[-*] |\*\*/);
  });
});
