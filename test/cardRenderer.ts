import { createRequire } from 'node:module';
import { afterAll, beforeAll } from '@jest/globals';
import { Window } from 'happy-dom';
import { blocksOf } from '../src/pages/chat/markdown.ts';

/** The bundle that Web Chat draws with; its other entry point cannot be loaded by Jest. */
export const { AdaptiveCard: Renderer }: typeof import('adaptivecards') = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
);

/** A page for the renderer to draw in, with the chat's own markdown, while the tests of the file that calls it run. */
export function rendererWindow(): Window {
  const window = new Window();
  beforeAll(() => {
    const { document, HTMLElement, HTMLButtonElement, HTMLInputElement } = window;
    Object.assign(globalThis, { document, HTMLElement, HTMLButtonElement, HTMLInputElement, window });
    Renderer.onProcessMarkdown = (text, result) => {
      result.outputHtml = blocksOf(text);
      result.didProcess = true;
    };
  });
  afterAll(() => window.happyDOM.close());
  return window;
}
