// Citations of language models, which Cauda has not.
export const fromMarkdown = () => ({ type: 'root', children: [] });
