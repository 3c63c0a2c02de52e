import { escaped } from './reviewPack/html.ts';

type Parts = {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** Of the whole page, each with a space before it. */
  readonly attributes?: string;
  readonly title: string;
  readonly head: string;
  readonly body: string;
};

/** A page of the server around its body. */
export const htmlPage = ({ language, direction, attributes = '', title, head, body }: Parts): string => `<!doctype html>
<html lang="${language}" dir="${direction}"${attributes}>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escaped(title)}</title>
    ${head}
  </head>
  ${body}
</html>
`;
