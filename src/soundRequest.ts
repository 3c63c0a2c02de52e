import type { IncomingMessage } from 'node:http';

/** A name or an address, and a port; nothing that a URL would read as something else, such as a path. */
const hostForm = /^(?:[a-z0-9][a-z0-9._-]{0,252}|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;
/** A path with its query. `//` and `\` begin another host where a URL is read. */
const targetForm = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,4095}$/;
/** What is resolved by some, who then read another path than a proxy in front that lets paths through by name. */
const dotSegment = /^[^?]*\/(?:\.|%2e){1,2}(?:[/?]|$)/i;

/** Whether everybody behind can make a URL of a request; what cannot be read is refused before anybody tries. */
export function isSound({ url = '', headers: { host = '' }, rawHeaders }: IncomingMessage): boolean {
  // Of two hosts a proxy in front may have read the other one.
  if (rawHeaders.filter((name, index) => index % 2 === 0 && /^host$/i.test(name)).length !== 1) return false;
  return (
    hostForm.test(host) &&
    URL.canParse(`http://${host}/`) &&
    targetForm.test(url) &&
    !dotSegment.test(url) &&
    decodes(url)
  );
}

function decodes(target: string): boolean {
  try {
    decodeURIComponent(target);
    return true;
  } catch {
    return false;
  }
}
