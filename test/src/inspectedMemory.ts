import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { temporaryFolder } from '../temporaryFolder.ts';

/** Has a process listen for its inspector, and say where on its standard error. */
export const inspectable = '--inspect=127.0.0.1:0';

const answer = z.object({
  id: z.exactOptional(z.number()),
  result: z.looseObject({ exceptionDetails: z.optional(z.unknown()) }).optional(),
});
const found = z.object({ result: z.object({ objectId: z.string() }) });
const queried = z.object({ objects: z.object({ objectId: z.string() }) });

/**
 * All that a process holds in its memory and can still reach, through its own inspector: its strings, as UTF-8 in JSON,
 * and the bytes of its buffers. What is garbage is collected before.
 * @param errors what the process wrote on its standard error.
 */
export async function memoryOf(errors: string): Promise<Buffer> {
  const [, address = ''] = /Debugger listening on (ws:\S+)/.exec(errors) ?? [];
  const socket = new WebSocket(address, { perMessageDeflate: false });
  await once(socket, 'open');
  let asked = 0;
  async function ask(method: string, params: object = {}): Promise<unknown> {
    asked += 1;
    const id = asked;
    socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [data] = await once(socket, 'message');
      const said = answer.parse(JSON.parse(String(data)));
      if (said.id !== id) continue;
      if (said.result === undefined || said.result.exceptionDetails !== undefined)
        throw new Error(`the inspector does not do ${method}`);
      return said.result;
    }
  }
  const evaluate = (expression: string): Promise<unknown> => ask('Runtime.evaluate', { expression });
  const [strings, bytes] = [join(temporaryFolder(), 'strings'), join(temporaryFolder(), 'bytes')];
  // By default a snapshot has the beginning of long strings alone.
  await evaluate(`process.getBuiltinModule('v8').setFlagsFromString('--heap-snapshot-string-limit=1000000')`);
  for (let times = 0; times < 2; times += 1) await ask('HeapProfiler.collectGarbage');
  await evaluate(`process.getBuiltinModule('v8').writeHeapSnapshot(${JSON.stringify(strings)})`);
  const { result } = found.parse(await evaluate('ArrayBuffer.prototype'));
  const { objects } = queried.parse(await ask('Runtime.queryObjects', { prototypeObjectId: result.objectId }));
  await ask('Runtime.callFunctionOn', {
    objectId: objects.objectId,
    functionDeclaration: `function () {
      const { closeSync, openSync, writeSync } = process.getBuiltinModule('fs');
      const file = openSync(${JSON.stringify(bytes)}, 'w');
      for (const one of this) if (!one.detached && one.byteLength > 0) writeSync(file, new Uint8Array(one));
      closeSync(file);
    }`,
  });
  socket.terminate();
  return Buffer.concat([readFileSync(strings), readFileSync(bytes)]);
}
