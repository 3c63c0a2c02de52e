import { Resvg } from '@resvg/resvg-js';

/** What a PNG shows, read from its bytes; `pixels` are [red, green, blue, alpha], the colours multiplied by alpha. */
export function pngImage(png: Uint8Array) {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <image width="${width}" height="${height}" href="data:image/png;base64,${bytes.toString('base64')}"/></svg>`;
  const drawn = new Resvg(svg).render().pixels;
  const pixels = Array.from({ length: width * height }, (_, index) => [...drawn.subarray(index * 4, index * 4 + 4)]);
  return { width, height, pixels };
}
