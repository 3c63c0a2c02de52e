import { connect } from 'node:net';

/** Writes bytes as they are to a server, as no HTTP client would, and gives all that comes back until it closes. */
export function rawRequest(url: string, bytes: string | Buffer, patience = 2_000): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    const give = (): void => resolve(Buffer.concat(chunks).toString('latin1'));
    socket
      .setTimeout(patience, () => socket.destroy())
      .on('data', (chunk) => chunks.push(chunk))
      .on('error', () => undefined)
      .on('close', give);
  });
}
