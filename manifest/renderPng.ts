import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';

/**
 * Draws a square SVG file as PNG.
 * @param width in pixels
 * @throws the file system's error when the file cannot be read
 */
export const renderPng = (svgFile: string, width: number): Buffer =>
  new Resvg(readFileSync(svgFile), { fitTo: { mode: 'width', value: width }, font: { loadSystemFonts: false } })
    .render()
    .asPng();
