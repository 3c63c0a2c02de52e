import type { IncomingMessage } from 'node:http';

/** A name or an address, and a port; nothing that a URL would read as something else, such as a path. */
const hostForm = /^(?:[a-z0-9][a-z0-9._-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
/** A path with its query, and no fragment. `//` and `\` begin another host where a URL is read. */
const targetForm = /^\/(?![/\\])[\x21\x22\x24-\x5b\x5d-\x7e]{0,4095}$/;
/** What is resolved by some, who then read another path than a proxy in front that lets paths through by name. */
const dotSegment = /^[^?]*\/(?:\.|%2e){1,2}(?:[/?]|$)/i;

/** Of two of these a proxy in front may have read the other one. */
const single = new Set(['host', 'authorization', 'content-type', 'origin', 'transfer-encoding', 'x-cauda-desk']);

/**
 * Whether everybody reads a request alike, and those behind can make a URL of it; what cannot be read is refused before
 * anybody tries.
 */
export function isSound(req: IncomingMessage): boolean {
  const { url = '', headers } = req;
  const { host = '' } = headers;
  return (
    host !== '' &&
    comesOnce(req) &&
    isFramedAlike(req) &&
    hostForm.test(host) &&
    URL.canParse(`http://${host}/`) &&
    targetForm.test(url) &&
    !dotSegment.test(url) &&
    decodes(url)
  );
}

function comesOnce({ rawHeaders }: IncomingMessage): boolean {
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    if (single.has(name) && seen.has(name)) return false;
    seen.add(name);
  }
  return true;
}

/** Nothing but pieces, and no pieces for who does not know them. */
const isFramedAlike = ({ headers: { 'transfer-encoding': encoding }, httpVersion }: IncomingMessage): boolean =>
  encoding === undefined || (/^chunked$/i.test(encoding) && httpVersion === '1.1');

function decodes(target: string): boolean {
  try {
    decodeURIComponent(target);
    return true;
  } catch {
    return false;
  }
}
