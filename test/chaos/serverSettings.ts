import { join } from 'node:path';

/** For servers that are killed often: nobody is kept from beginning, and a start costs little. */
export const serverSettings = (folder: string): Readonly<Record<string, string>> => ({
  CAUDA_CHATS_PER_MINUTE: '1000000',
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
});
