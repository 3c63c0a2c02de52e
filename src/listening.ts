import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isNativeError } from 'node:util/types';
import { ConfigError } from './config.ts';

type Place = { readonly port: number; readonly host: string };

/** The settings that say where it listens. */
type Named = { readonly port: string; readonly host: string };

/** Listens. Throws a `ConfigError` that names the setting where that cannot be. */
export async function listening(server: Server, { port, host }: Place, named: Named): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(explained(error, named)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}

function explained(error: unknown, { port, host }: Named): unknown {
  const remedy: Readonly<Record<string, string>> = {
    EADDRINUSE: `${port}: the port is taken. Stop what uses it, or set another one.`,
    EACCES: `${port}: this user may not use the port. Set one from 1024 on.`,
    EADDRNOTAVAIL: `${host}: this machine does not have that address. Name one of its own.`,
    ENOTFOUND: `${host}: no address is known for that name. Name one of this machine's own.`,
    EAI_AGAIN: `${host}: no address is known for that name. Name one of this machine's own.`,
  };
  const code = isNativeError(error) && 'code' in error ? String(error.code) : '';
  return code in remedy ? new ConfigError(remedy[code]) : error;
}
