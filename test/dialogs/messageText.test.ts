import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { messageText } from '../../dialogs/messageText.ts';

const html = (content: string, text = '') => ({ text, attachments: [{ contentType: 'text/html', content }] });

test.each([
  ['plain words', { text: ' no weakness ' }, 'no weakness'],
  ['less than', { text: 'pain for < 3 weeks, > 2' }, 'pain for < 3 weeks, > 2'],
  ['a mention', { text: '<at>Cauda</at>&nbsp;no' }, 'no'],
  ['entities', { text: 'can&#39;t feel &amp; can&apos;t hold' }, "can't feel & can't hold"],
  ['HTML alone', html('<div><p>no</p><p>both&nbsp;legs</p></div>'), 'no\nboth legs'],
  ['HTML beside the same as text', html('<p><b>no</b></p>', 'no'), 'no'],
  ['an emoji', html('<p><emoji id="yes" alt="👍" title="Yes"></emoji></p>'), '👍'],
  ['a quoted block', html('<blockquote><p>yes</p></blockquote><p>no</p>', 'yes no'), 'no'],
  ['a quoting mark', { text: '<quoted messageId="17"/>no' }, 'no'],
  ['lines quoted in Markdown', { text: '&gt; yes\nno' }, 'no'],
])('%s', (_what, message, words) => {
  expect(messageText(message)).toBe(words);
});

test('words without marks stay as they are', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{L}\p{N} .,;:!?'"()-]{0,80}$/u), (text) => {
      expect(messageText({ text })).toBe(text.trim());
    }),
  );
});
