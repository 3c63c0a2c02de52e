import { jsonIn } from './content/jsonFolder.ts';

/** Cauda's own texts, by language. The npm package carries them in its code, so that cards can be made in a browser. */
export const ownTexts: Readonly<Record<string, unknown>> = jsonIn(new URL('./texts/', import.meta.url));
