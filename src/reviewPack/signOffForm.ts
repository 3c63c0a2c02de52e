import { type Html, html } from './html.ts';

/** What whoever signs has saved as `sign-off.json`, to be filled in; its keys are no words of any language. */
export const signOffForm = (version: string): Html => html`<pre>{
  "name": "…",
  "role": "…",
  "date": "…",
  "hash": "${version}"
}</pre>`;
