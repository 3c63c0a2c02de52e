import { copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Microsoft's Web Chat, as its package ships it; production then needs the file and not the package. */
export function copyWebChat(folder: string): void {
  // The package exports nothing but its root.
  const root = dirname(createRequire(import.meta.url).resolve('botframework-webchat'));
  copyFileSync(join(root, '../dist/webchat.js'), join(folder, 'webchat.js'));
}
