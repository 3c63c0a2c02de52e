import { expect, test } from '@jest/globals';
import { html, lines } from '../../../src/reviewPack/html.ts';

test('words are escaped, markup is not', () => {
  const words = `<b title="x">it's & that</b>`;
  expect(html`<p>${words} ${html`<i>${1}</i>`}</p>`.markup).toBe(
    '<p>&lt;b title=&quot;x&quot;&gt;it&#39;s &amp; that&lt;/b&gt; <i>1</i></p>',
  );
});

test('a list item stays one', () => {
  expect(html`${lines('Ask:\n- one')}`.markup).toBe('<div>Ask:</div><div class="item">one</div>');
});
