import { brandOf } from './brand.ts';
import { commandOptions } from './commandOptions.ts';
import { ConfigError, readConfig } from './config.ts';
import { examine } from './doctor.ts';
import { takeOwnContent } from './ownContent.ts';
import { openStore } from './storage/openStore.ts';

/** `npm run doctor`: what is right and what is not around this Cauda, each with its remedy. Exits with 1 where something is bad. */
const marks = { good: '✓', look: '•', bad: '✗' } as const;
const now = Date.now;

commandOptions({});
try {
  const config = readConfig(process.env);
  takeOwnContent();
  brandOf(config);
  const findings = await examine(config, { now, openStore: () => openStore(config, now, () => undefined) });
  for (const { about, is, says } of findings) process.stdout.write(`${marks[is]} ${about}: ${says}\n`);
  process.exitCode = findings.some(({ is }) => is === 'bad') ? 1 : 0;
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stdout.write(`${marks.bad} settings: ${error.message}\n`);
  process.exitCode = 1;
}
