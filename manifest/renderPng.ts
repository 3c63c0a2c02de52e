import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';

/**
 * Draws an SVG file as PNG.
 * @param width in pixels
 * @param background a CSS colour; transparent without one
 * @throws the file system's error when the file cannot be read
 */
export const renderPng = (svgFile: string, width: number, background?: string): Buffer =>
  new Resvg(readFileSync(svgFile), {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
    ...(background === undefined ? {} : { background }),
  })
    .render()
    .asPng();
